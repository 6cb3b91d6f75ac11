"""The disk of a running server fails under 32 writers, and works again."""

import errno
import json
from http.client import HTTPConnection

from ..case import Case, Lost, Round
from ..programs import PATIENCE, Faults, make_store, serving, shimmed
from ..readiness import insist_on_writes
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
# What is answered to a write while the disk fails so, and why none is taken.
FAILURES: list[tuple[Faults, int, str]] = [
    (Faults(write_error=errno.EIO), 503, "failing"),
    (Faults(sync_error=errno.EIO), 503, "failing"),
    (Faults(write_error=errno.ENOSPC), 507, "disk-full"),
    (Faults(sync_error=errno.ENOSPC), 507, "disk-full"),
]


class FailingDisk(Case):
    """Writes are refused in words and reads go on; afterwards writing goes on by itself, and nothing is lost."""

    name = "failing-disk"
    short = len(FAILURES)
    full = 10 * len(FAILURES)

    def run(self, attempt: Round) -> None:
        faults, expected, reason = FAILURES[int(attempt.folder.name.removeprefix("round-")) % len(FAILURES)]
        store, control = attempt.folder / "store", attempt.folder / "control"
        make_store(store)
        Faults().write(control)
        with serving(store, attempt.folder / "log", environment=shimmed(store, control=control)) as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(attempt.random.randint(1, 200))
            faults.write(control)
            crowd.await_refusals(attempt.random.randint(WRITERS, 4 * WRITERS))
            connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
            connection.request("GET", PATH)
            answer = connection.getresponse()
            read = len(json.loads(answer.read())["items"]) if answer.status == 200 else 0
            insist_on_writes(server.port, refused=reason)
            Faults().write(control)
            crowd.await_writes(crowd.count + WRITERS)
            crowd.join()
            insist_on_writes(server.port)
        statuses = {status for status, _ in crowd.refusals}
        if statuses != {expected}:
            raise Lost(f"{faults} was answered with {statuses}: {crowd.refusals[0][1]!r}")
        if read == 0:
            raise Lost(f"a read was answered with {answer.status}")
        insist_on(crowd.acknowledged, held(store))
