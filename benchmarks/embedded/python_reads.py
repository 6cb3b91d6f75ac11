#!/usr/bin/env python3
"""Gets by id and pages by city through the Python package, py-lmdb and sqlite3, in one process, round by round.

    python_reads.py STORE DIRECTORY IDS CITIES ROUNDS GETS SEED

STORE is a register and DIRECTORY an LMDB environment that hold the same properties; IDS lists their ids, and CITIES
some cities. Cadastre is asked by a session of nobody, and gets ids and cities as the `str` that they are on the wire,
which it parses and folds; py-lmdb gets 16 bytes, and cities as its keys, made beforehand, in a read transaction of its
own for each, and so does Python's sqlite3, of a database that is made beside DIRECTORY unless it is there. Seconds are
of the process's CPU, as nothing waits.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

import cadastre
import lmdb
import orjson
import python_sqlite
from python_rounds import Contestant, measure, require_equal

_PAGE = 20
_GETS_A_PAGE = 10
_HEAD, _NEXT = b'{"items":[', b'],"next":'


class Lmdb:
    """py-lmdb: what a program would do with it."""

    name = "py-lmdb"

    def __init__(self, environment: lmdb.Environment) -> None:
        self._environment = environment
        self._records = environment.open_db(b"records", create=False)
        self._cities = environment.open_db(b"by-city", create=False, dupsort=True, dupfixed=True)

    def get(self, key: bytes) -> bytes:
        with self._environment.begin(self._records) as transaction:
            value: bytes = transaction.get(key)
        return value

    # Loops as plain as they can be, so that what is measured is the call.
    def get_each(self, keys: list[bytes]) -> int:
        begin, records = self._environment.begin, self._records
        total = 0
        for key in keys:
            with begin(records) as transaction:
                total += len(transaction.get(key))
        return total

    def load_each(self, keys: list[bytes]) -> int:
        begin, records, loads = self._environment.begin, self._records, orjson.loads
        total = 0
        for key in keys:
            with begin(records) as transaction:
                value = transaction.get(key)
            total += len(loads(value)["rooms"])
        return total

    def page(self, city: bytes) -> bytes:
        """The newest of a city: back through its posting list, and a get for each."""
        with self._environment.begin() as transaction, transaction.cursor(self._cities) as cursor:
            found = []
            if cursor.set_key(city) and cursor.last_dup():
                get, records = transaction.get, self._records
                for identifier in cursor.iterprev_dup():
                    found.append(get(identifier, db=records))
                    if len(found) == _PAGE:
                        break
        return b",".join(found)


class Sqlite:
    """sqlite3, which keeps its statements prepared."""

    name = "sqlite3"

    def __init__(self, database: sqlite3.Connection) -> None:
        self._execute = database.execute

    def get(self, key: bytes) -> bytes:
        value: bytes = self._execute(python_sqlite.GET, (key,)).fetchone()[0]
        return value

    def get_each(self, keys: list[bytes]) -> int:
        execute = self._execute
        return sum(len(execute(python_sqlite.GET, (key,)).fetchone()[0]) for key in keys)

    def load_each(self, keys: list[bytes]) -> int:
        execute, loads = self._execute, orjson.loads
        return sum(len(loads(execute(python_sqlite.GET, (key,)).fetchone()[0])["rooms"]) for key in keys)

    def page(self, city: bytes) -> bytes:
        return b",".join(row[0] for row in self._execute(python_sqlite.PAGE, (city.decode(), _PAGE)))


Peer: TypeAlias = Lmdb | Sqlite


def gets(session: cadastre.Session, peers: list[Peer], ids: list[str]) -> list[Contestant]:
    keys = [UUID(identifier).bytes for identifier in ids]
    for identifier, key in list(zip(ids, keys, strict=True))[:1_000]:
        require_equal("python get", [session.property_json(identifier), *(peer.get(key) for peer in peers)])

    def our_json() -> int:
        get = session.property_json
        return sum(len(get(identifier)) for identifier in ids)

    def our_dict() -> int:
        get = session.property
        return sum(len(get(identifier)["rooms"]) for identifier in ids)

    return [
        *_contest("python get, JSON", len(ids), our_json, lambda peer: peer.get_each(keys), peers),
        *_contest("python get, dict", len(ids), our_dict, lambda peer: peer.load_each(keys), peers),
    ]


def pages(session: cadastre.Session, peers: list[Peer], cities: list[str]) -> list[Contestant]:
    keys = [city.casefold().encode()[:480] for city in cities]

    def items(json: bytes) -> bytes:
        return json[len(_HEAD) : json.rindex(_NEXT)]

    for city, key in list(zip(cities, keys, strict=True))[:200]:
        ours = items(session.raw.property_list({"city": city, "limit": _PAGE}).json)
        require_equal("python page of 20", [ours, *(peer.page(key) for peer in peers)])

    def our_json() -> int:
        page = session.raw.property_list
        return sum(page({"city": city, "limit": _PAGE}).json is not None for city in cities)

    def our_dicts() -> int:
        page = session.properties_page
        return sum(len(page(city=city, limit=_PAGE).items) for city in cities)

    def their_json(peer: Peer) -> int:
        page = peer.page
        return sum(page(key) is not None for key in keys)

    def their_dicts(peer: Peer) -> int:
        page, loads = peer.page, orjson.loads
        return sum(len(loads(b"[" + page(key) + b"]")) for key in keys)

    return [
        *_contest("python page of 20, JSON", len(cities), our_json, their_json, peers),
        *_contest("python page of 20, dicts", len(cities), our_dicts, their_dicts, peers),
    ]


def _contest(
    work: str, operations: int, ours: Callable[[], int], theirs: Callable[[Peer], int], peers: list[Peer]
) -> list[Contestant]:
    others = [Contestant(work, peer.name, operations, partial(theirs, peer)) for peer in peers]
    return [Contestant(work, "cadastre", operations, ours), *others]


def main() -> None:
    store_path, directory, ids_file, cities_file = (Path(argument) for argument in sys.argv[1:5])
    rounds, count, seed = (int(argument) for argument in sys.argv[5:8])
    choice = random.Random(seed)
    drawn = choice.choices(ids_file.read_text(encoding="ascii").split(), k=count)
    # Anew, so that they lie one behind another in memory, as the keys do.
    ids = [identifier.encode().decode() for identifier in drawn]
    names = cities_file.read_text(encoding="utf-8").splitlines()
    cities = choice.choices(names, k=max(1, count // _GETS_A_PAGE))
    environment = lmdb.open(str(directory), max_dbs=4, readonly=True, lock=True)
    database = python_sqlite.loaded(environment, directory.with_name("python.sqlite"))
    peers: list[Peer] = [Lmdb(environment), Sqlite(database)]
    with cadastre.open(store_path) as store:
        contestants = [*gets(store.anonymous, peers, ids), *pages(store.anonymous, peers, cities)]
        measure(contestants, rounds, time.process_time)


if __name__ == "__main__":
    main()
