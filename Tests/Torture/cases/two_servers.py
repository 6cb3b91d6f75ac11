"""Two servers work on one store; one is stopped, killed and started again."""

import signal
from contextlib import ExitStack
from itertools import chain

from ..case import Case, Lost, Round
from ..homes import insist_on_whole
from ..programs import make_store, request, serving
from ..store import held, insist_on, others
from ..writers import PATH, Crowd

WRITERS = 16


class TwoServers(Case):
    """Both write. While one is stopped the other can be read, and once it is killed, written to. Nothing is lost."""

    name = "two-servers"
    short = 2
    full = 50

    def run(self, attempt: Round) -> None:
        store, log = attempt.folder / "store", attempt.folder / "log"
        make_store(store)
        crowds = []
        with ExitStack() as servers:
            first = servers.enter_context(serving(store, log))
            crowds.append(Crowd(first.port, WRITERS, first_number=0))
            second = servers.enter_context(serving(store, log))
            crowds.append(Crowd(second.port, WRITERS, first_number=WRITERS))
            for crowd in crowds:
                crowd.await_writes(attempt.random.randint(1, 200))
            # It may have the turn to write just now.
            first.process.send_signal(signal.SIGSTOP)
            reads = [request(second.port, "GET", path).status for path in [f"{PATH}?limit=3", "/readyz"] * 5]
            first.process.send_signal(signal.SIGKILL)
            crowds[1].await_writes(crowds[1].count + attempt.random.randint(WRITERS, 100))
            third = servers.enter_context(serving(store, log))
            crowds.append(Crowd(third.port, WRITERS, first_number=2 * WRITERS))
            for crowd in crowds[1:]:
                crowd.await_writes(crowd.count + attempt.random.randint(1, 100))
            for crowd in crowds:
                crowd.join()
        if set(reads) != {200}:
            raise Lost(f"while the other was stopped, reads were answered with {reads}")
        for crowd in crowds:
            if crowd.refusals:
                raise Lost(f"a write was refused: {crowd.refusals[0]}")
        found = held(store)
        acknowledged = {id_: body for crowd in crowds for id_, body in crowd.acknowledged.items()}
        insist_on(acknowledged, found)
        insist_on_whole(others(found, acknowledged), chain.from_iterable(crowd.unanswered for crowd in crowds))
