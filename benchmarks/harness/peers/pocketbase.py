"""PocketBase, with the same collections, indexes and owner rules: `peers/pocketbase`."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson

from harness.dataset import Dataset
from harness.interface import PASSWORD
from harness.peer import Peer
from harness.places import BENCHMARKS
from harness.request import Request

_PROGRAM = Path(sys.executable).parent / "pocketbase"
_SETUP = BENCHMARKS / "peers" / "pocketbase"
_RECORDS = "/api/collections/properties/records"
_FULL = 2
_UUID_DIGITS = 32
_DURABILITY = {
    "NORMAL": "WAL, synchronous=NORMAL: a power cut may take the last acknowledged writes; Cadastre's is stronger",
    "FULL": "WAL, synchronous=FULL by a start-up hook: an acknowledged write survives a power cut, as Cadastre's does",
}


class PocketBase(Peer):
    """As it comes, or with another `synchronous` of SQLite."""

    health_path = "/api/health"
    create_path = _RECORDS
    log_in_path = "/api/collections/users/auth-with-password"

    def __init__(self, synchronous: str = "NORMAL") -> None:
        super().__init__()
        self.synchronous = synchronous
        self.name = "pocketbase" + (", FULL" if synchronous == "FULL" else "")
        self.durability = _DURABILITY[synchronous]
        self.only_writes = synchronous != "NORMAL"
        # Whose id a new property bears: the rule demands that it is the caller's.
        self._user = ""
        # As many as a property has, for a request that changes them.
        self._rooms: list[dict[str, Any]] = []

    def version(self) -> str:
        done = subprocess.run([str(_PROGRAM), "--version"], check=True, capture_output=True, text=True)
        return f"{done.stdout.strip()}, rooms a JSON field, cities found as they are written; else as it comes"

    def load(self, dataset: Dataset) -> Path:
        folder = dataset.folder / "pocketbase-2"
        done = dataset.folder / "pocketbase-2.done"
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
        return f"{_RECORDS}/{_bare(identifier)}"

    def canonical(self, identifier: str) -> str:
        return str(UUID(identifier)) if len(identifier) == _UUID_DIGITS else identifier

    def list_path(self, filters: Mapping[str, str], limit: int) -> str:
        # Without the total, as its manual advises for speed.
        return f"{_RECORDS}?{urlencode({**_filter(filters), 'sort': '-created', 'perPage': limit, 'skipTotal': 1})}"

    def pages(self, filters: Mapping[str, str], limit: int) -> Iterator[tuple[str, Any]]:
        path = self.list_path(filters, limit)
        for number in count(1):
            page = json.loads(self.ask("GET", f"{path}&page={number}"))
            yield f"{path}&page={number}", page
            if len(page["items"]) < limit:
                return

    def count_path(self, city: str) -> str:
        return f"{_RECORDS}?{urlencode({**_filter({'city': city}), 'perPage': 1, 'fields': 'id'})}"

    def count(self, answer: Any) -> int:
        found: int = answer["totalItems"]
        return found

    def cities_path(self, prefix: str) -> str:
        query = {"filter": f"city ~ {_quoted(prefix + '%')}", "sort": "city", "perPage": 20, "skipTotal": 1}
        return f"/api/collections/cities/records?{urlencode(query)}"

    def room_request(self, identifier: str, room: dict[str, Any], token: str) -> Request:
        # A room has no record of its own: the client sends the whole list, which it would have read before.
        body = {"rooms": [*self._rooms, room]}
        return Request("PATCH", self.get_path(identifier), orjson.dumps(body), token)

    def create_body(self, draft: bytes) -> bytes:
        record = orjson.loads(draft)
        self._rooms = record["rooms"]
        body: bytes = orjson.dumps({**record, "owner": self._user})
        return body

    def sign_up(self) -> str:
        email = f"bench{time.time_ns()}@bench.example.org"
        user = {"email": email, "password": PASSWORD, "passwordConfirm": PASSWORD}
        self.ask("POST", "/api/collections/users/records", {**user, "firstName": "Camille", "lastName": "Banc"})
        return email

    def credentials(self, email: str, password: str) -> dict[str, str]:
        return {"identity": email, "password": password}

    def log_in(self, email: str) -> str:
        answer = json.loads(self.ask("POST", self.log_in_path, self.credentials(email, PASSWORD)))
        self._user = answer["record"]["id"]
        token: str = answer["token"]
        return token

    def owner_id(self) -> str:
        self.log_in(self.owner())
        return self._user


def _bare(identifier: str) -> str:
    """An id of the dataset as PocketBase has it: its own pattern of ids has no hyphens."""
    return identifier.replace("-", "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _filter(filters: Mapping[str, str]) -> dict[str, str]:
    values = {name: _bare(value) if name == "owner" else value for name, value in filters.items()}
    return {"filter": " && ".join(f"{name}={_quoted(value)}" for name, value in values.items())}


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
            _bare(record["id"]),
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
            _bare(record["id"]),
            record["name"],
            record["description"],
            record["type"],
            record["city"],
            orjson.dumps(record["rooms"]).decode(),
            _bare(record["ownerId"]),
            _moment(record["createdAt"]),
            _moment(record["updatedAt"]),
        ),
    )


_STATEMENTS = {"type": _type, "user": _user, "property": _property}
