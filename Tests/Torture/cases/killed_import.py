"""An import is killed, then run to its end."""

import csv
import signal
import subprocess
from pathlib import Path
from time import sleep

from ..case import Case, Lost, Round
from ..programs import COMMAND, command, make_store
from ..store import held

ROWS = 4000
LONGEST_SECONDS = 0.4


class KilledImport(Case):
    """What it leaves is sound and whole rows; run again, it makes each row once."""

    name = "killed-import"
    short = 3
    full = 100

    def prepare(self, folder: Path) -> None:
        self._table = folder / "table.csv"
        with self._table.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "owner", "title", "town", "kind"])
            table.writerows([number, f"o{number % 50}", f"House {number}", "Lyon", "house"] for number in range(ROWS))

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        columns = ["--id-column", "id", "--owner-column", "owner", "--map", "name=title,city=town,type=kind"]
        arguments = ["import", "--store", str(store), *columns, str(self._table)]
        with subprocess.Popen([str(COMMAND), *arguments], stdout=subprocess.DEVNULL) as killed:
            sleep(attempt.random.uniform(0, LONGEST_SECONDS))
            killed.send_signal(signal.SIGKILL)
        before = held(store)
        again = command(*arguments)
        if again.returncode != 0:
            raise Lost(f"the next import ended with {again.returncode}: {again.stderr}")
        after = held(store)
        if len(after) != ROWS:
            raise Lost(f"{len(after)} of {ROWS} rows are there; {len(before)} were before")
        if not before.items() <= after.items():
            raise Lost("a row that was there has changed or gone")
