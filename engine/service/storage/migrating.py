"""Brings a database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from ...errors import NegotiaError
from .sessions import Database

_LOCK = 7_110_604
"""Of PostgreSQL, held while tables change: several processes may start at once."""


def migrate(database: Database) -> str:
    """Brings the database up to date, all or nothing, and tells its revision. Raises NegotiaError."""
    config = _config()
    head = ScriptDirectory.from_config(config).get_current_head() or ""
    try:
        with database.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            _refuse_later(connection, config)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError as error:
        raise NegotiaError(f"the database cannot be used: {_reason(error)}") from error
    return head


def require_current(database: Database) -> None:
    """Raises NegotiaError for a database whose tables are not those of this version."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    try:
        with database.engine.connect() as connection:
            found = revision(connection)
    except OperationalError as error:
        raise NegotiaError(f"the database cannot be used: {_reason(error)}") from error
    if found != head:
        raise NegotiaError("the database is not up to date: run `negotia db upgrade` first")


def revision(connection: Connection) -> str | None:
    """The revision that the tables have; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_later(connection: Connection, config: Config) -> None:
    found = revision(connection)
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NegotiaError(f"the database has tables of a later negotia (revision {found}): install that one")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _reason(error: OperationalError) -> str:
    return str(error.orig).strip().splitlines()[0]
