#!/usr/bin/env python3
"""Get by id through the Python package, through py-lmdb and through sqlite3, in one process, round by round.

    python_get.py STORE DIRECTORY IDS ROUNDS GETS SEED

STORE is a register and DIRECTORY an LMDB environment that hold the same properties; IDS lists their ids. Cadastre is
asked by a session of nobody, and gets ids as the `str` that they are on the wire, which it parses; py-lmdb gets 16
bytes, made beforehand, in a read transaction of its own for each, and so does Python's sqlite3, of a database that is
made beside DIRECTORY unless it is there. Seconds are of the process's CPU, as nothing waits.
"""

import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import cadastre
import lmdb
import orjson


@dataclass(frozen=True)
class Contestant:
    """One way to do one work."""

    work: str
    peer: str
    run: Callable[[], int]
    """Does it for all ids, and returns a checksum."""


def loaded_sqlite(environment: lmdb.Environment, file: Path) -> sqlite3.Connection:
    """The records of the environment in SQLite, as one would keep them for reading."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(f"PRAGMA mmap_size = {2**40}")
    database.execute("CREATE TABLE IF NOT EXISTS properties (id BLOB PRIMARY KEY, json BLOB NOT NULL)")
    if database.execute("SELECT count(*) FROM properties").fetchone() == (0,):
        records = environment.open_db(b"records", create=False)
        with environment.begin(records) as transaction:
            database.execute("BEGIN")
            database.executemany("INSERT INTO properties VALUES (?, ?)", transaction.cursor())
            database.execute("COMMIT")
    return database


def contestants(
    store: cadastre.Store, environment: lmdb.Environment, database: sqlite3.Connection, ids: list[str]
) -> list[Contestant]:
    keys = [UUID(identifier).bytes for identifier in ids]
    records = environment.open_db(b"records", create=False)
    session = store.anonymous

    # Loops as plain as they can be, so that what is measured is the call.
    def cadastre_json() -> int:
        get = session.property_json
        return sum(len(get(identifier)) for identifier in ids)

    def lmdb_json() -> int:
        begin = environment.begin
        total = 0
        for key in keys:
            with begin(records) as transaction:
                total += len(transaction.get(key))
        return total

    def sqlite_json() -> int:
        execute = database.execute
        total = 0
        for key in keys:
            (value,) = execute("SELECT json FROM properties WHERE id = ?", (key,)).fetchone()
            total += len(value)
        return total

    def cadastre_dict() -> int:
        get = session.property
        return sum(len(get(identifier)["rooms"]) for identifier in ids)

    def lmdb_dict() -> int:
        begin, loads = environment.begin, orjson.loads
        total = 0
        for key in keys:
            with begin(records) as transaction:
                value = transaction.get(key)
            total += len(loads(value)["rooms"])
        return total

    def sqlite_dict() -> int:
        execute, loads = database.execute, orjson.loads
        total = 0
        for key in keys:
            (value,) = execute("SELECT json FROM properties WHERE id = ?", (key,)).fetchone()
            total += len(loads(value)["rooms"])
        return total

    return [
        Contestant("python get, JSON", "cadastre", cadastre_json),
        Contestant("python get, JSON", "py-lmdb", lmdb_json),
        Contestant("python get, JSON", "sqlite3", sqlite_json),
        Contestant("python get, dict", "cadastre", cadastre_dict),
        Contestant("python get, dict", "py-lmdb", lmdb_dict),
        Contestant("python get, dict", "sqlite3", sqlite_dict),
    ]


def main() -> None:
    store_path, directory, ids_file = (Path(argument) for argument in sys.argv[1:4])
    rounds, gets, seed = (int(argument) for argument in sys.argv[4:7])
    drawn = random.Random(seed).choices(ids_file.read_text(encoding="ascii").split(), k=gets)
    # Anew, so that they lie one behind another in memory, as the keys do.
    ids = [identifier.encode().decode() for identifier in drawn]
    environment = lmdb.open(str(directory), max_dbs=3, readonly=True, lock=True)
    database = loaded_sqlite(environment, directory.with_name("records.sqlite"))
    with cadastre.open(store_path) as store:
        taking_part = contestants(store, environment, database, ids)
        rates: list[list[float]] = [[] for _ in taking_part]
        for number in range(rounds + 1):  # the first warms up
            sums: dict[str, set[int]] = {}
            for turn in range(len(taking_part)):
                which = (turn + number) % len(taking_part)
                start = time.process_time()
                checksum = taking_part[which].run()
                seconds = time.process_time() - start
                sums.setdefault(taking_part[which].work, set()).add(checksum)
                if number:
                    rates[which].append(gets / seconds)
            if any(len(seen) > 1 for seen in sums.values()):
                sys.exit(f"they did not do the same work: {sums}")
    for contestant, runs in zip(taking_part, rates, strict=True):
        print(json.dumps({"work": contestant.work, "peer": contestant.peer, "runs": runs}))


if __name__ == "__main__":
    main()
