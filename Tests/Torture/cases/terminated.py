"""The server is told to end, or stopped for a while, under 32 writers."""

import signal
from time import sleep

from ..case import Case, Lost, Round
from ..programs import PATIENCE, make_store, serving
from ..store import held, insist_on
from ..writers import Crowd

WRITERS = 32
PAUSE_SECONDS = 0.2


class Terminated(Case):
    """It goes on after SIGCONT, and after SIGTERM ends with 0; what was acknowledged is there."""

    name = "terminated"
    short = 3
    full = 50

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with serving(store, attempt.folder / "log") as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(0, 200))
            server.process.send_signal(signal.SIGSTOP)
            sleep(attempt.random.uniform(0, PAUSE_SECONDS))
            server.process.send_signal(signal.SIGCONT)
            crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 200))
            server.process.send_signal(signal.SIGTERM)
            status = server.process.wait(timeout=PATIENCE)
            crowd.join()
        if status != 0:
            raise Lost(f"the server ended with {status}")
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, held(store))
