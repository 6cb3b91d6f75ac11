"""Each sync of the disk takes 100 ms more."""

from http.client import HTTPConnection
from time import monotonic, sleep

from ..case import Case, Lost, Round
from ..programs import PATIENCE, Faults, make_store, serving, shimmed
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
READS = 200
PAUSE_SECONDS = 0.005
DELAY_SECONDS = 0.1


class SlowDisk(Case):
    """Writes wait and share their syncs; half of the reads beside them take less than a tenth of one, and 19 of 20
    less than a quarter."""

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
                # So that they come in every part of a sync.
                sleep(PAUSE_SECONDS)
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
        taken.sort()
        attempt.insist_on_time("the middle one of the reads", taken[READS // 2], DELAY_SECONDS / 10)
        attempt.insist_on_time("one read of twenty", taken[READS * 19 // 20], DELAY_SECONDS / 4)
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, held(store))
