"""Every reader slot of a store is taken by a program that then is killed, and again by another."""

import signal

from ..case import Case, Lost, Round
from ..programs import command, make_store, request, serving
from ..readers import reading
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
SLOTS = 2048
# More than all of them die, on one store.
TIMES = 2
PATHS = [f"{PATH}?limit=3", "/readyz", "/metrics", "/v1/cities?prefix=town"]


class TakenReaders(Case):
    """Meanwhile reads are served or refused with 503, and writes are not lost; the dead do not keep their slots."""

    name = "taken-readers"
    short = 1
    full = 30

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with serving(store, attempt.folder / "log") as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 100))
            for _ in range(TIMES):
                with reading(store, SLOTS) as reader:
                    if reader.count < SLOTS - 2 * WRITERS:
                        raise Lost(f"only {reader.count} slots could be taken")
                    during = {request(server.port, "GET", path).status for path in PATHS * 3}
                    crowd.await_writes(crowd.count + attempt.random.randint(WRITERS, 100))
                    reader.process.send_signal(signal.SIGKILL)
                    reader.process.wait()
                after = {request(server.port, "GET", path).status for path in PATHS}
                # Whoever opens the store frees the slots of the dead: all can be taken again.
                counted = command("stats", "--store", store)
                if not during <= {200, 503}:
                    raise Lost(f"reads without a slot were answered with {during}")
                if after != {200}:
                    raise Lost(f"once the reader was killed, reads were answered with {after}")
                if counted.returncode != 0:
                    raise Lost(f"once the reader was killed, stats ended with {counted.returncode}: {counted.stderr}")
            crowd.join()
        if not {status for status, _ in crowd.refusals} <= {503}:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, held(store))
