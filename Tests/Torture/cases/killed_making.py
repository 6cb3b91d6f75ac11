"""The making of a store is killed."""

import signal
import subprocess
from time import sleep

from ..case import Case, Lost, Round
from ..programs import COMMAND
from ..start import insist_on_start
from ..store import held

LONGEST_SECONDS = 0.06


class KilledMaking(Case):
    """The next start makes it, or finds it whole, and is quick."""

    name = "killed-making"
    short = 10
    full = 300

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        arguments = [str(COMMAND), "serve", "--store", str(store), "--listen", "127.0.0.1:0"]
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as killed:
            sleep(attempt.random.uniform(0, LONGEST_SECONDS))
            killed.send_signal(signal.SIGKILL)
        insist_on_start(attempt, store)
        if held(store):
            raise Lost("there are properties that nobody made")
