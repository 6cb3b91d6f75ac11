"""The disk of a server with 32 writers runs full, and gets room again."""

from ..case import Case, Lost, Round
from ..mounts import obstacle, small_disk
from ..programs import make_store, request, serving
from ..readiness import insist_on_writes
from ..store import held, insist_on
from ..writers import PATH, Crowd

WRITERS = 32
MEBIBYTE = 1 << 20


class FullDisk(Case):
    """Writes are refused with 507 and reads go on; with room, writing goes on in the same process."""

    name = "full-disk"
    short = 1
    full = 30

    def obstacle(self) -> str | None:
        return obstacle()

    def run(self, attempt: Round) -> None:
        disk = attempt.folder / "disk"
        ballast = disk / "ballast"
        with small_disk(disk, 4 * MEBIBYTE):
            store = disk / "store"
            make_store(store)
            ballast.write_bytes(bytes(attempt.random.randint(MEBIBYTE, 2 * MEBIBYTE)))
            with serving(store, attempt.folder / "log") as server:
                crowd = Crowd(server.port, WRITERS)
                crowd.await_refusals(attempt.random.randint(WRITERS, 4 * WRITERS))
                read = request(server.port, "GET", f"{PATH}?limit=5").status
                insist_on_writes(server.port, refused="disk-full")
                ballast.unlink()
                crowd.await_writes(crowd.count + 2 * WRITERS)
                crowd.join()
                insist_on_writes(server.port)
            found = held(store)
        refused = {status for status, _ in crowd.refusals}
        if refused != {507}:
            raise Lost(f"a full disk was answered with {refused}: {crowd.refusals[0][1]!r}")
        if read != 200:
            raise Lost(f"a read was answered with {read}")
        insist_on(crowd.acknowledged, found)
