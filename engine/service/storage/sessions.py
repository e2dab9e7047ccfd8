"""A database by its URL: SQLite with a write-ahead log, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from ...errors import NegotiaError

_BUSY_MILLISECONDS = 10_000
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Database:
    """Sessions of a database. What was done in `writing` is kept when its block has ended well, and only then."""

    engine: Engine
    _sessions: sessionmaker[Session]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are all kept, or none."""
        with self._sessions() as session:
            session.connection(execution_options={"writes": True})
            yield session
            session.commit()

    def close(self) -> None:
        """Ends all connections."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database, not asked yet. Raises NegotiaError for a URL of no database that the service can use."""
    try:
        parsed = make_url(url)
        name = parsed.get_backend_name()
        if name not in ("sqlite", "postgresql", "postgres"):
            raise NegotiaError(f"the service keeps deals in SQLite or PostgreSQL, not in {name!r}")
        if name == "sqlite":
            return _sqlite(str(parsed))
        engine = create_engine(parsed.set(drivername=_DRIVERS[name]), pool_pre_ping=True, pool_size=10)
    except (ArgumentError, NoSuchModuleError):
        hint = "write sqlite:///negotia.sqlite3 or postgresql://user@host/name"
        raise NegotiaError(f"this is no URL of a database ({hint})") from None
    except ModuleNotFoundError:
        raise NegotiaError('PostgreSQL needs its driver: pip install "negotia[postgres]"') from None
    return Database(engine, sessionmaker(engine, expire_on_commit=False))


def _sqlite(url: str) -> Database:
    engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine, sessionmaker(engine, expire_on_commit=False))


def _prepare(connection: Any, _record: object) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions are begun below
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what was acknowledged outlives a power cut
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail as soon as another one has written.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
