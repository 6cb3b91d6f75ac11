"""PocketBase, with the same collections, indexes and owner rules: `peers/pocketbase`."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson

from harness.dataset import Dataset
from harness.peer import PASSWORD, Peer
from harness.places import BENCHMARKS

_PROGRAM = Path(sys.executable).parent / "pocketbase"
_SETUP = BENCHMARKS / "peers" / "pocketbase"
_FULL = 2
_DURABILITY = {
    "NORMAL": "WAL, synchronous=NORMAL: a power cut may take the last acknowledged writes; Cadastre's is stronger",
    "FULL": "WAL, synchronous=FULL by a start-up hook: an acknowledged write survives a power cut, as Cadastre's does",
}


class PocketBase(Peer):
    """As it comes, or with another `synchronous` of SQLite."""

    health_path = "/api/health"
    create_path = "/api/collections/properties/records"

    def __init__(self, synchronous: str = "NORMAL") -> None:
        super().__init__()
        self.synchronous = synchronous
        self.name = "pocketbase" + (", FULL" if synchronous == "FULL" else "")
        self.durability = _DURABILITY[synchronous]
        # Whose id a new property bears: the rule demands that it is the caller's.
        self._user = ""

    def version(self) -> str:
        done = subprocess.run([str(_PROGRAM), "--version"], check=True, capture_output=True, text=True)
        return f"{done.stdout.strip()}, rooms a JSON field, cities found as they are written; else as it comes"

    def load(self, dataset: Dataset) -> Path:
        folder = dataset.folder / "pocketbase"
        done = dataset.folder / "pocketbase.done"
        if not done.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([str(_PROGRAM), "migrate", "up", *_options(folder)], check=True, stdout=subprocess.DEVNULL)
            _fill(folder / "data.db", dataset.records)
            done.touch()
        return folder

    def command(self, data: Path) -> list[str]:
        return [str(_PROGRAM), "serve", "--http", f"127.0.0.1:{self.port}", *_options(data)]

    def environment(self, data: Path) -> Mapping[str, str] | None:  # noqa: ARG002
        return {**os.environ, "BENCH_SYNCHRONOUS": self.synchronous}

    def verify(self) -> None:
        found = json.loads(self.ask("GET", "/bench/synchronous"))["synchronous"]
        if (found == _FULL) != (self.synchronous == "FULL"):
            raise RuntimeError(f"{self.name} runs with synchronous={found}")

    def get_path(self, identifier: str) -> str:
        return f"/api/collections/properties/records/{identifier}"

    def list_path(self, city: str, limit: int) -> str:
        # Without the total, as its manual advises for speed.
        query = {"filter": f"city={json.dumps(city, ensure_ascii=False)}", "sort": "-created", "perPage": limit}
        return f"/api/collections/properties/records?{urlencode({**query, 'skipTotal': 1})}"

    def create_body(self, draft: bytes) -> bytes:
        body: bytes = orjson.dumps({**orjson.loads(draft), "owner": self._user})
        return body

    def sign_up(self) -> str:
        email = f"bench{time.time_ns()}@bench.example.org"
        user = {"email": email, "password": PASSWORD, "passwordConfirm": PASSWORD}
        self.ask("POST", "/api/collections/users/records", {**user, "firstName": "Camille", "lastName": "Banc"})
        return email

    def log_in(self, email: str) -> str:
        login = {"identity": email, "password": PASSWORD}
        answer = json.loads(self.ask("POST", "/api/collections/users/auth-with-password", login))
        self._user = answer["record"]["id"]
        token: str = answer["token"]
        return token


def _options(folder: Path) -> list[str]:
    return [
        "--dir", str(folder), "--migrationsDir", str(_SETUP / "migrations"), "--hooksDir", str(_SETUP / "hooks"),
        "--hooksWatch=false",
    ]  # fmt: skip


def _fill(database: Path, records: Path) -> None:
    """Puts the records straight into the tables that the migration has made."""
    with sqlite3.connect(database) as connection, records.open("rb") as lines:
        for kind, record in _parsed(lines):
            connection.execute(*_STATEMENTS[kind](record))
        connection.execute("ANALYZE")
    connection.close()


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in lines:
        yield from orjson.loads(line).items()


def _moment(text: str) -> str:
    return text.replace("T", " ")


def _type(record: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    return "INSERT INTO types (id, label) VALUES (?, ?)", (record["id"], record["label"])


def _user(record: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    # Nobody logs in as one of these; the key only has to be another for each.
    return (
        "INSERT INTO users (id, email, firstName, lastName, tokenKey, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            record["id"],
            record["email"],
            record["firstName"],
            record["lastName"],
            f"no token has this key {record['id']}",
            _moment(record["createdAt"]),
            _moment(record["updatedAt"]),
        ),
    )


def _property(record: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    return (
        "INSERT INTO properties (id, name, description, type, city, rooms, owner, created, updated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record["id"],
            record["name"],
            record["description"],
            record["type"],
            record["city"],
            orjson.dumps(record["rooms"]).decode(),
            record["ownerId"],
            _moment(record["createdAt"]),
            _moment(record["updatedAt"]),
        ),
    )


_STATEMENTS = {"type": _type, "user": _user, "property": _property}
