"""The address space of a server with 32 writers runs out, and things are deleted."""

from ..case import Case, Lost, Round
from ..programs import make_store, request, serving
from ..readiness import insist_on_writes
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32


class FullMap(Case):
    """Writes are refused with 507, reads and deletions go on, and what they free is written again."""

    name = "full-map"
    short = 1
    full = 30

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        size = attempt.random.randint(2048, 4096)
        with serving(store, attempt.folder / "log", "--address-space", f"{size}KiB") as server:
            crowd = Crowd(server.port, WRITERS)
            crowd.await_refusals(attempt.random.randint(WRITERS, 4 * WRITERS))
            read = request(server.port, "GET", f"{PATH}?limit=5").status
            crowd.join()
            insist_on_writes(server.port, refused="address-space-full")
            kept = dict(crowd.acknowledged)
            for id_ in attempt.random.sample(sorted(kept), len(kept) // 2):
                answer = request(server.port, "DELETE", f"{PATH}/{id_}", token=crowd.token)
                if answer.status != 204:
                    raise Lost(f"a deletion was answered with {answer}")
                del kept[id_]
            insist_on_writes(server.port)
            later = Crowd(server.port, WRITERS)
            later.await_writes(WRITERS)
            later.join()
        refused = {status for status, _ in crowd.refusals + later.refusals}
        if refused != {507}:
            raise Lost(f"a full map was answered with {refused}: {crowd.refusals[0][1]!r}")
        if read != 200:
            raise Lost(f"a read was answered with {read}")
        insist_on({**kept, **later.acknowledged}, held(store))
