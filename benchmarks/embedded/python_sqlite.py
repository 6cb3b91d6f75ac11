"""Python's sqlite3 as one would keep properties in it, with the indexes and settings of the other peers on SQLite."""

import sqlite3
from pathlib import Path

import lmdb
import orjson

TABLES = (
    """CREATE TABLE property (id BLOB PRIMARY KEY NOT NULL, city TEXT NOT NULL, owner BLOB NOT NULL, type TEXT NOT NULL,
    json BLOB NOT NULL)""",
    "CREATE INDEX property_city ON property (city, id)",
    "CREATE INDEX property_owner ON property (owner, id)",
    "CREATE INDEX property_type ON property (type, id)",
)
INSERT = "INSERT INTO property (id, city, owner, type, json) VALUES (?, ?, ?, ?, ?)"
GET = "SELECT json FROM property WHERE id = ?"
PAGE = "SELECT json FROM property WHERE city = ? ORDER BY id DESC LIMIT ?"


def opened(file: Path, synchronous: str) -> sqlite3.Connection:
    """A connection that any thread may use, one at a time. Each statement is a transaction unless one has begun."""
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for setting in (
        "journal_mode = WAL", f"synchronous = {synchronous}", f"mmap_size = {2**40}", "cache_size = -65536",
    ):  # fmt: skip
        database.execute(f"PRAGMA {setting}")
    return database


def loaded(environment: lmdb.Environment, file: Path) -> sqlite3.Connection:
    """The records of an environment, put once."""
    database = opened(file, "FULL")
    if database.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        return database
    records, by_city, by_owner = (
        environment.open_db(name, create=False, dupsort=is_list, dupfixed=is_list)
        for name, is_list in ((b"records", False), (b"by-city", True), (b"by-owner", True))
    )
    with environment.begin() as transaction:
        cities, owners = (
            {identifier: key for key, identifier in transaction.cursor(index)} for index in (by_city, by_owner)
        )
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(table)
        database.executemany(
            INSERT,
            (
                (key, cities[key].decode(), owners[key], orjson.loads(value)["type"], value)
                for key, value in transaction.cursor(records)
            ),
        )
        database.execute("COMMIT")
    database.execute("ANALYZE")
    return database
