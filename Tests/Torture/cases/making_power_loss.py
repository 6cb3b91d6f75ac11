"""The power fails while a store is made, or at its first writes.

What has not been synced may be there in part, torn and out of order: the file, its name in the store's directory, and
the directory's own name.
"""

from pathlib import Path

from ..case import Case, Lost, Round
from ..programs import EMAIL, PASSWORD, request, serving, shimmed
from ..start import insist_on_start
from ..store import held, insist_on, insist_on_nothing_else
from ..trace import prefix, read, replay
from ..writers import Crowd, log_in

WRITERS = 4
WRITES = 20
# How many records LMDB's first pages have, the making of the file, and that of all that is in it.
FIRST = [4, 12, 40]
PERSON = {"email": "late@example.org", "password": PASSWORD, "firstName": "Late", "lastName": "Comer"}


class MakingPowerLoss(Case):
    """The next start makes the store, or finds all that was acknowledged; never does it find half a store."""

    name = "making-power-loss"
    short = 40
    full = 600

    def prepare(self, folder: Path) -> None:
        store, trace = folder / "store", folder / "trace"
        if not trace.exists():
            with serving(store, folder / "log", environment=shimmed(store, trace=trace)) as server:
                request(server.port, "POST", "/v1/users", content={**PERSON, "email": EMAIL})
                crowd = Crowd(server.port, WRITERS)
                crowd.await_writes(WRITES)
                crowd.join()
        self._records = read(trace)[: self.full // 2 - 1]
        self._everything = replay(b"", read(trace)).acknowledged
        named = [index for index, record in enumerate(self._records) if record.kind == "named"]
        if not named:
            raise RuntimeError("the trace does not say when the file got its name")

    def run(self, attempt: Round) -> None:
        # Half of the rounds cut anywhere, in a full run after each record; the others early, where all is made.
        turn, is_early = divmod(attempt.number, 2)
        last = FIRST[turn % len(FIRST)] if is_early else len(self._records)
        cut = replay(b"", prefix(self._records[:last], turn // len(FIRST) if is_early else turn))
        store = attempt.folder / "store"
        if cut.is_directory_durable or attempt.random.random() < 0.5:
            self._put(store, attempt, cut.is_named, cut.is_name_durable, cut.disk.cut(attempt.random))
        insist_on_start(attempt, store)
        people = [id_ for id_, body in cut.acknowledged.items() if b'"email":' in body]
        found = held(store)
        insist_on({id_: body for id_, body in cut.acknowledged.items() if id_ not in people}, found)
        insist_on_nothing_else(found, self._everything)
        with serving(store, attempt.folder / "log") as server:
            if people:
                log_in(server.port)
            answer = request(server.port, "POST", "/v1/users", content=PERSON)
        if answer.status != 201:
            raise Lost(f"who comes then is answered with {answer}")
        if left := sorted(path.name for path in store.iterdir() if path.name.endswith(".new")):
            raise Lost(f"{left} are left")
        held(store)

    def _put(self, store: Path, attempt: Round, is_named: bool, is_durable: bool, image: bytes) -> None:
        store.mkdir(mode=0o700)
        names = ["data.mdb"] if is_durable else ["data.mdb.new", None, *(["data.mdb"] if is_named else [])]
        name = attempt.random.choice(names)
        if name is not None:
            (store / name).write_bytes(image)
            (store / name).chmod(0o600)
