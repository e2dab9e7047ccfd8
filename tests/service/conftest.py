"""A service on a database of its own, with a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra service")

from sqlalchemy import create_engine
from starlette.testclient import TestClient

from engine.service.settings import Settings
from engine.service.storage.migrating import migrate
from engine.service.storage.sessions import Database, open_database
from tests.service.postgres import Server, running_server
from tests.service.starting import Started


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL that all tests of a process share."""
    with running_server() as server:
        yield server


_NAMES = (f"db{number}" for number in count(1))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/negotia.sqlite3"
    server, name = request.getfixturevalue("postgres"), next(_NAMES)
    engine = create_engine(
        server.url.format("postgres").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return str(server.url.format(name))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with its tables, of each kind in turn."""
    opened = open_database(database_url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path}/negotia.sqlite3")


@pytest.fixture
def started() -> Iterator[Started]:
    """Starts services; they end with the test."""
    with ExitStack() as stack:
        yield Started(stack)


@pytest.fixture
def client(started: Started, settings: Settings) -> TestClient:
    """A service on SQLite."""
    return started(settings)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service for tests that do not mind what others have kept: its processes have read the rules once."""
    folder = tmp_path_factory.mktemp("shared")
    with ExitStack() as stack:
        yield Started(stack)(Settings(database_url=f"sqlite:///{folder}/negotia.sqlite3"))


@pytest.fixture
def each_client(started: Started, database_url: str) -> TestClient:
    """A service on each kind of database in turn."""
    return started(Settings(database_url=database_url))
