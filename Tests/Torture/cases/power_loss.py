"""The power fails under 32 writers: what was synced is there, and of the rest any part, torn and out of order.

With full durability each acknowledged write is there. With relaxed durability the last commit may be gone, and then
wholly: each write is there that was acknowledged before the last meta page was written. Either way the store is sound.
"""

from pathlib import Path
from typing import ClassVar

from ..case import Case, Round
from ..programs import make_store, serving, shimmed
from ..store import held, insist_on, insist_on_nothing_else
from ..trace import Replay, prefix, read, replay
from ..writers import Crowd

WRITERS = 32
# So many that a full run has a round for each record.
WRITES = 350


class PowerLoss(Case):
    """One run is recorded; each round cuts it somewhere, a full run after each record."""

    name = "power-loss"
    short = 25
    full = 1000
    durability: ClassVar[str] = "full"

    def prepare(self, folder: Path) -> None:
        store, trace, image = folder / "store", folder / "trace", folder / "image"
        if not image.exists():
            make_store(store)
            before = (store / "data.mdb").read_bytes()
            options = ["--durability", self.durability]
            environment = shimmed(store, trace=trace)
            with serving(store, folder / "log", *options, environment=environment) as server:
                crowd = Crowd(server.port, WRITERS)
                crowd.await_writes(WRITES)
                crowd.join()
            image.write_bytes(before)
        self._image = image.read_bytes()
        # On some machines there are more records to a write; then the last are left out.
        self._records = read(trace)[: self.full - 1]
        self._everything = replay(self._image, read(trace)).acknowledged

    def run(self, attempt: Round) -> None:
        cut = replay(self._image, prefix(self._records, attempt.number))
        store = attempt.folder / "store"
        store.mkdir(mode=0o700)
        data = store / "data.mdb"
        data.write_bytes(cut.disk.cut(attempt.random))
        data.chmod(0o600)
        found = held(store)
        insist_on(self.promised(cut), found)
        insist_on_nothing_else(found, self._everything)

    def promised(self, cut: Replay) -> dict[str, bytes]:
        """What must be there."""
        return cut.acknowledged


class RelaxedPowerLoss(PowerLoss):
    """The same with relaxed durability."""

    name = "power-loss-relaxed"
    durability = "relaxed"

    def promised(self, cut: Replay) -> dict[str, bytes]:
        return cut.settled
