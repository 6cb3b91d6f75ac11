"""An import is killed, alone or beside a server with 32 writers, then run to its end."""

import csv
import json
import shutil
import signal
import subprocess
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep

from ..case import Case, Lost, Round
from ..homes import insist_on_whole
from ..programs import COMMAND, command, make_store, serving
from ..start import insist_on_start
from ..store import held, insist_on, others
from ..writers import Crowd

ROWS = 4000
OWNERS = 50
WRITERS = 32


def _row(number: int) -> dict[str, str]:
    """What a row says of a property, in the order of the columns."""
    return {"name": f"House {number}", "city": f"Town {number % 7}", "type": "house", "description": f"Row {number}"}


ROWS_ASKED = [_row(number) for number in range(ROWS)]


def insist_on_rows(found: Collection[bytes], unanswered: Iterable[dict[str, str]] = ()) -> None:
    """Insists that each row is there once, whole and its owner's, and beside them only what was asked for."""
    names = insist_on_whole(found, [*ROWS_ASKED, *unanswered])
    missing = [row["name"] for row in ROWS_ASKED if row["name"] not in names]
    if missing:
        raise Lost(f"{len(missing)} of {ROWS} rows are missing, {missing[0]} first")
    owners = {content["name"]: content["ownerId"] for content in map(json.loads, found)}
    pairs = {(number % OWNERS, owners[row["name"]]) for number, row in enumerate(ROWS_ASKED)}
    if len(pairs) != OWNERS or len({user for _, user in pairs}) != OWNERS:
        raise Lost(f"the rows of {OWNERS} owners belong to {len({user for _, user in pairs})} users, as {len(pairs)}")


class KilledImport(Case):
    """What it leaves is sound and whole rows; run again, it makes each row once."""

    name = "killed-import"
    short = 3
    full = 200
    # How long it runs at most before it is killed, of the time that it takes alone.
    share = 1.2

    def prepare(self, folder: Path) -> None:
        self._table = folder / "table.csv"
        with self._table.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "owner", "title", "town", "kind", "text"])
            table.writerows([number, f"o{number % OWNERS}", *_row(number).values()] for number in range(ROWS))
        store = folder / "store"
        shutil.rmtree(store, ignore_errors=True)
        make_store(store)
        began = monotonic()
        self._finish(store)
        self._seconds = monotonic() - began

    def run(self, attempt: Round) -> None:
        store = attempt.folder / "store"
        make_store(store)
        self._kill(attempt, store)
        insist_on_start(attempt, store)
        before = held(store)
        insist_on_whole(before.values(), ROWS_ASKED)
        self._finish(store)
        after = held(store)
        insist_on_rows(after.values())
        if not before.items() <= after.items():
            raise Lost("a row that was there has changed or gone")

    def _arguments(self, store: Path) -> list[str]:
        ids = ["--id-column", "id", "--owner-column", "owner"]
        columns = ["--map", "name=title,city=town,type=kind,description=text"]
        return ["import", "--store", str(store), *ids, *columns, str(self._table)]

    def _kill(self, attempt: Round, store: Path) -> None:
        with subprocess.Popen([str(COMMAND), *self._arguments(store)], stdout=subprocess.DEVNULL) as killed:
            sleep(attempt.random.uniform(0, self.share * self._seconds))
            killed.send_signal(signal.SIGKILL)

    def _finish(self, store: Path) -> None:
        again = command(*self._arguments(store))
        if again.returncode != 0:
            raise Lost(f"the next import ended with {again.returncode}: {again.stderr}")


class KilledImportBesideWriters(KilledImport):
    """The same while others write, who are not held up and lose nothing, even where the server is killed too."""

    name = "killed-import-beside-writers"
    short = 2
    full = 200
    share = 1.5

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
        before = held(store)
        insist_on_whole(others(before, crowd.acknowledged), [*ROWS_ASKED, *crowd.unanswered])
        self._finish(store)
        after = held(store)
        if not before.items() <= after.items():
            raise Lost("what was there has changed or gone")
        if crowd.refusals:
            raise Lost(f"a write was refused: {crowd.refusals[0]}")
        insist_on(crowd.acknowledged, after)
        insist_on_rows(others(after, crowd.acknowledged), crowd.unanswered)
