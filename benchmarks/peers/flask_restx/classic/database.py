"""SQLite through SQLAlchemy: one pool a process, WAL, and transactions that begin as what they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from classic.settings import Settings
from classic.tables import Base


class Database:
    """The database of one process. Make it after the fork."""

    def __init__(self, settings: Settings) -> None:
        self.engine = _engine(settings)
        # What was read stays readable after the commit, without another SELECT.
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    def create_tables(self) -> None:
        Base.metadata.create_all(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that takes the write lock first, as a reader that begins to write may be refused with BUSY."""
        with self._sessions() as session:
            session.connection(execution_options={"immediate": True})
            yield session
            session.commit()


def _engine(settings: Settings) -> Engine:
    engine = create_engine(
        f"sqlite:///{settings.database}",
        pool_size=8,
        max_overflow=0,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours
        for pragma in (
            "journal_mode = WAL",
            f"synchronous = {settings.synchronous}",
            "foreign_keys = ON",
            "busy_timeout = 10000",
            "temp_store = MEMORY",
            "cache_size = -65536",
            "mmap_size = 2147418112",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
