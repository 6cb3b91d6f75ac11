"""Each sync of the disk takes 100 ms more."""

from http.client import HTTPConnection
from time import monotonic

from ..case import Case, Lost, Round
from ..programs import PATIENCE, Faults, make_store, serving, shimmed
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
READS = 50
DELAY_SECONDS = 0.1


class SlowDisk(Case):
    """Writes wait and share their syncs; half of the reads beside them take less than a tenth of one."""

    name = "slow-disk"
    short = 1
    full = 5

    def run(self, attempt: Round) -> None:
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        Faults().write(control)
        with serving(store, attempt.folder / "log", environment=shimmed(store, control=control)) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(WRITERS)
            Faults(sync_milliseconds=int(DELAY_SECONDS * 1000)).write(control)
            connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
            taken = []
            for _ in range(READS):
                began = monotonic()
                connection.request("GET", f"{PATH}?limit=1")
                connection.getresponse().read()
                taken.append(monotonic() - began)
            began = monotonic()
            crowd.await_writes(crowd.count + 4 * WRITERS)
            waited = monotonic() - began
            crowd.join()
        if waited < DELAY_SECONDS:
            raise Lost(f"the disk was not slow: {4 * WRITERS} writes took {waited:.3f} s")
        attempt.insist_on_time("the middle one of the reads", sorted(taken)[READS // 2], DELAY_SECONDS / 10)
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, held(store))
