"""Loads what `cadastre export` writes: `python -m classic.load FILE`, the database named by the environment."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import insert

from classic.database import Database
from classic.folding import folded
from classic.settings import Settings
from classic.tables import Property, PropertyType, Room, User

_BATCH = 2_000


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _user(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": record["id"],
        "email": record["email"],
        "email_folded": record["email"].lower(),
        "first_name": record["firstName"],
        "last_name": record["lastName"],
        "birth_date": date.fromisoformat(record["birthDate"]) if "birthDate" in record else None,
        "role": record["role"],
        "created_at": _moment(record["createdAt"]),
        "updated_at": _moment(record["updatedAt"]),
        "version": record["version"],
    }


def _property(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": record["id"],
        "name": record["name"],
        "description": record["description"],
        "type_id": record["type"],
        "city": record["city"],
        "city_folded": folded(record["city"]),
        "owner_id": record["ownerId"],
        "created_at": _moment(record["createdAt"]),
        "updated_at": _moment(record["updatedAt"]),
        "version": record["version"],
    }


def _room(room: dict[str, Any], position: int, property_id: str) -> dict[str, Any]:
    return {
        "id": room["id"],
        "property_id": property_id,
        "position": position,
        "name": room["name"],
        "kind": room["kind"],
        "area": room.get("area"),
        "features": room["features"],
    }


def _batches(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(lines)
    while batch := [orjson.loads(line) for line in islice(iterator, _BATCH)]:
        yield batch


def load(file: Path, database: Database) -> int:
    """Loads all records of `file`, and says how many there were."""
    count = 0
    with file.open("rb") as lines:
        for batch in _batches(lines):
            properties = [record["property"] for record in batch if "property" in record]
            rows: dict[type, list[dict[str, Any]]] = {
                PropertyType: [record["type"] for record in batch if "type" in record],
                User: [_user(record["user"]) for record in batch if "user" in record],
                Property: [_property(record) for record in properties],
                Room: [
                    _room(room, position, record["id"])
                    for record in properties
                    for position, room in enumerate(record["rooms"])
                ],
            }
            with database.writing() as session:
                for table, values in rows.items():
                    if values:
                        session.execute(insert(table), values)
            count += len(batch)
    return count


def main() -> None:
    database = Database(Settings.from_environment())
    database.create_tables()
    count = load(Path(sys.argv[1]), database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    print(f"{count} records")


if __name__ == "__main__":
    main()
