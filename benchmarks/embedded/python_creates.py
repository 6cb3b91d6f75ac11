#!/usr/bin/env python3
"""Durable creates through the Python package, py-lmdb and sqlite3, by one thread and by sixteen.

    python_creates.py DRAFTS DIRECTORY ROUNDS CREATES

DRAFTS are bodies of requests that make a property, one a line; DIRECTORY, which must not exist, is made on a disk that
syncs, and removed at the end. Cadastre checks each body, and writes it in its one form; py-lmdb and sqlite3 get the
same bytes, and their keys and columns, made beforehand. sqlite3 has one writer, so that its threads take turns at one
connection. Seconds are of the clock on the wall, as a create waits for the disk.
"""

import itertools
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import cadastre
import lmdb
import orjson
import python_sqlite
from python_rounds import Contestant, measure

_THREADS = 16
_OWNER = bytes(range(16))
_PASSWORD = "correct horse battery"


def cadastre_create(directory: Path, drafts: list[bytes]) -> Callable[[int], object]:
    store = cadastre.open(directory)
    with store.operator() as operator:
        for slug in {orjson.loads(draft)["type"] for draft in drafts}:
            operator.put_type(slug, slug)
    store.sign_up(email="owner@bench.example.org", password=_PASSWORD, firstName="Camille", lastName="Banc")
    create = store.login("owner@bench.example.org", _PASSWORD).raw.property_create
    return lambda number: create(drafts[number % len(drafts)])


def lmdb_create(directory: Path, drafts: list[bytes]) -> Callable[[int], object]:
    directory.mkdir()
    environment = lmdb.open(str(directory), max_dbs=3, map_size=2**38)
    records = environment.open_db(b"records")
    by_city, by_owner = (environment.open_db(name, dupsort=True, dupfixed=True) for name in (b"by-city", b"by-owner"))
    cities = [city.encode() for city in _texts(drafts, "city")]

    def create(number: int) -> None:
        which = number % len(drafts)
        key = _id(number)
        with environment.begin(write=True) as transaction:
            transaction.put(key, drafts[which], db=records)
            transaction.put(cities[which], key, db=by_city)
            transaction.put(_OWNER, key, db=by_owner)

    return create


def sqlite_create(database: sqlite3.Connection, drafts: list[bytes]) -> Callable[[int], object]:
    for table in python_sqlite.TABLES:
        database.execute(table)
    cities, types = _texts(drafts, "city"), _texts(drafts, "type")
    turn = threading.Lock()

    def create(number: int) -> None:
        which = number % len(drafts)
        row = (_id(number), cities[which], _OWNER, types[which], drafts[which])
        with turn:
            database.execute(python_sqlite.INSERT, row)

    return create


def _texts(drafts: list[bytes], name: str) -> list[str]:
    return [orjson.loads(draft)[name].casefold() for draft in drafts]


def _id(number: int) -> bytes:
    """A UUIDv7 of now, greater than those of lesser numbers of the same thread."""
    return ((time.time_ns() // 1_000_000) << 80 | 7 << 76 | 2 << 62 | number).to_bytes(16, "big")


def main() -> None:
    drafts_file, directory = Path(sys.argv[1]), Path(sys.argv[2])
    rounds, creates = int(sys.argv[3]), int(sys.argv[4])
    drafts = drafts_file.read_bytes().splitlines()
    directory.mkdir(parents=True)
    try:
        peers = {
            "cadastre": cadastre_create(directory / "register", drafts),
            "py-lmdb": lmdb_create(directory / "lmdb", drafts),
            **{
                f"sqlite3, {one}": sqlite_create(python_sqlite.opened(directory / f"{one}.sqlite", one), drafts)
                for one in ("FULL", "NORMAL")
            },
        }
        with ThreadPoolExecutor(_THREADS) as pool:
            measure(list(_contestants(peers, creates, pool)), rounds, time.perf_counter)
    finally:
        shutil.rmtree(directory)


def _contestants(
    peers: dict[str, Callable[[int], object]], creates: int, pool: ThreadPoolExecutor
) -> itertools.chain[Contestant]:
    numbers = itertools.count()

    def alone(create: Callable[[int], object]) -> None:
        for number in itertools.islice(numbers, creates):
            create(number)

    def together(create: Callable[[int], object]) -> None:
        list(pool.map(create, list(itertools.islice(numbers, creates))))

    return itertools.chain(
        (Contestant("python create", peer, creates, partial(alone, create)) for peer, create in peers.items()),
        (
            Contestant(f"python create, {_THREADS} threads", peer, creates, partial(together, create))
            for peer, create in peers.items()
        ),
    )


if __name__ == "__main__":
    main()
