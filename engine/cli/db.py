"""`negotia db`: the database of the service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import NegotiaError
from ..files import written_aside
from .serve import MISSING, database_option

if TYPE_CHECKING:
    from ..service.storage.sessions import Database


@click.group("db", short_help="Bring the service's database up to date, or export it.")
def db() -> None:
    """Bring the database of the service up to date, or export all that it holds.

    \b
    negotia db upgrade --database postgresql://negotia@db/negotia
    negotia db export --out all.jsonl
    """


@db.command("upgrade", short_help="Make or change the tables as this version needs them.")
@database_option
def upgrade(database: str) -> int:
    """Make or change the tables as this version needs them. `negotia serve` does it too when it starts.

    \b
    negotia db upgrade --database sqlite:///negotia.sqlite3
    """
    opened = _opened(database)
    from ..service.storage.migrating import migrate

    try:
        click.echo(f"The database is at revision {migrate(opened)}.")
    finally:
        opened.close()
    return 0


@db.command("export", short_help="Write all that is kept as lines of JSON.")
@database_option
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="Where to."
)
def export(database: str, out: Path) -> int:
    """Write all that is kept as lines of JSON: users, deals with all versions, the log, jobs.

    Hashes of passwords and tokens are left out. The database must be up to date.

    \b
    negotia db export --out all.jsonl
    """
    opened = _opened(database)
    from ..service.storage.export import export_lines
    from ..service.storage.migrating import require_current

    try:
        require_current(opened)
        with opened.reading() as session, written_aside(out) as file:
            file.writelines(export_lines(session))
    finally:
        opened.close()
    return 0


def _opened(url: str) -> Database:
    try:
        from ..service.storage.sessions import open_database
    except ModuleNotFoundError as error:
        raise NegotiaError(MISSING) from error
    return open_database(url)
