"""Writes fail under 32 writers, and so does opening the file anew, which is the way out of that."""

import errno

from ..case import Case, Lost, Round
from ..programs import Faults, make_store, request, serving, shimmed
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
FAILURES = [
    Faults(write_error=errno.EIO, open_error=errno.EIO),
    Faults(write_error=errno.ENOSPC, open_error=errno.EMFILE),
    Faults(write_error=errno.EIO, read_error=errno.EIO),
    Faults(sync_error=errno.EIO, read_error=errno.EIO),
    Faults(write_error=errno.EIO, open_error=errno.ENOENT),
]


class StuckDisk(Case):
    """Whatever is refused is so with 503 or 507; afterwards all goes on in the same process, and nothing is lost."""

    name = "stuck-disk"
    short = len(FAILURES)
    full = 10 * len(FAILURES)

    def run(self, attempt: Round) -> None:
        faults = FAILURES[int(attempt.folder.name.removeprefix("round-")) % len(FAILURES)]
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        Faults().write(control)
        with serving(store, attempt.folder / "log", environment=shimmed(store, control=control)) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 200))
            faults.write(control)
            crowd.await_refusals(attempt.random.randint(WRITERS, 8 * WRITERS))
            paths = [f"{PATH}?limit=3", "/readyz", "/metrics"]
            during = [request(server.port, "GET", path).status for path in [*paths, "/healthz"]]
            Faults().write(control)
            crowd.await_writes(crowd.count + WRITERS)
            after = [request(server.port, "GET", path).status for path in paths]
            crowd.join()
        refused = {status for status, _ in crowd.refusals}
        if not refused <= {503, 507}:
            raise Lost(f"{faults}: writes were answered with {refused}")
        if not set(during) <= {200, 503} or during[-1] != 200 or set(after) != {200}:
            raise Lost(f"{faults}: reads were answered with {during} and then {after}")
        insist_on(crowd.acknowledged, held(store))
