"""The server is killed under 32 writers, and started again."""

import signal

from ..case import Case, Round
from ..homes import insist_on_whole
from ..programs import make_store, serving
from ..start import insist_on_start
from ..store import held, insist_on, others
from ..writers import Crowd

WRITERS = 32


class KilledServer(Case):
    """Each acknowledged write is there, and of the others only whole ones; the next start is quick."""

    name = "killed-server"
    short = 5
    full = 200

    def run(self, attempt: Round) -> None:
        store, log = attempt.folder / "store", attempt.folder / "log"
        make_store(store)
        with serving(store, log) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(0, 400))
            server.process.send_signal(signal.SIGKILL)
            crowd.join()
        insist_on_start(attempt, store)
        found = held(store)
        insist_on(crowd.acknowledged, found)
        insist_on_whole(others(found, crowd.acknowledged), crowd.unanswered)
