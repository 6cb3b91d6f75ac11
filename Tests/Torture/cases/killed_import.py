"""An import is killed, alone or beside a server with 32 writers, then run to its end."""

import csv
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path
from time import sleep

from ..case import Case, Lost, Round
from ..programs import COMMAND, command, make_store, serving
from ..start import insist_on_start
from ..store import held, insist_on
from ..writers import Crowd

ROWS = 4000
LONGEST_SECONDS = 0.4
WRITERS = 32


class KilledImport(Case):
    """What it leaves is sound and whole rows; run again, it makes each row once."""

    name = "killed-import"
    short = 3
    full = 100
    # How long it runs at most before it is killed, and what it goes by.
    longest = LONGEST_SECONDS

    def prepare(self, folder: Path) -> None:
        self._table = folder / "table.csv"
        with self._table.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "owner", "title", "town", "kind"])
            table.writerows([number, f"o{number % 50}", f"House {number}", "Lyon", "house"] for number in range(ROWS))

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        self._kill(attempt, store)
        before = held(store)
        self._finish(store)
        after = held(store)
        if len(after) != ROWS:
            raise Lost(f"{len(after)} of {ROWS} rows are there; {len(before)} were before")
        if not before.items() <= after.items():
            raise Lost("a row that was there has changed or gone")

    def _arguments(self, store: Path) -> list[str]:
        columns = ["--id-column", "id", "--owner-column", "owner", "--map", "name=title,city=town,type=kind"]
        return ["import", "--store", str(store), *columns, str(self._table)]

    def _kill(self, attempt: Round, store: Path) -> None:
        with subprocess.Popen([str(COMMAND), *self._arguments(store)], stdout=subprocess.DEVNULL) as killed:
            sleep(attempt.random.uniform(0, self.longest))
            killed.send_signal(signal.SIGKILL)

    def _finish(self, store: Path) -> None:
        again = command(*self._arguments(store))
        if again.returncode != 0:
            raise Lost(f"the next import ended with {again.returncode}: {again.stderr}")


class KilledImportBesideWriters(KilledImport):
    """The same while others write, who are not held up and lose nothing, even where the server is killed too."""

    name = "killed-import-beside-writers"
    short = 2
    full = 50
    longest = 4 * LONGEST_SECONDS

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        with ExitStack() as servers:
            server = servers.enter_context(serving(store, attempt.folder / "log"))
            crowd = Crowd(server.port, WRITERS)
            crowd.await_writes(WRITERS)
            self._kill(attempt, store)
            crowd.await_writes(crowd.count + 4 * WRITERS)
            if attempt.random.random() < 0.5:
                server.process.send_signal(signal.SIGKILL)
            crowd.join()
        insist_on_start(attempt, store)
        self._finish(store)
        after = held(store)
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, after)
        others = len(after) - len(crowd.acknowledged)
        if not ROWS <= others <= ROWS + len(crowd.unanswered):
            raise Lost(f"{others} properties are there beside those that were acknowledged, of {ROWS} rows")
