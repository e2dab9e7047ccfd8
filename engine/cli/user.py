"""`negotia user`: who may use the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from ..errors import NegotiaError
from .serve import MISSING, database_option, now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..service.storage.audit import Act
    from ..service.storage.people import Person
    from ..service.storage.sessions import Database

ROLES = click.Choice(("rep", "manager", "legal", "admin"))
role_option = click.option(
    "--role", type=ROLES, required=True, help="rep: own deals; manager: all; legal: agreements of all; admin."
)
password_option = click.option(
    "--password-from",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Holds the password in its first line; - for standard input. Asked for unless given.",
)


@click.group("user", short_help="Add, list and remove who may use the service.")
def user() -> None:
    """Add, list and remove who may use the service. The first user is an admin.

    \b
    negotia user add anna.k --role admin --full-name "Anna Kowalska"
    negotia user list
    negotia user role anna.k --role manager
    """


@user.command("add", short_help="Add a user.")
@click.argument("name")
@role_option
@click.option("--full-name", default="", metavar="TEXT", help="As it stands in lists.")
@password_option
@database_option
def add(name: str, role: str, full_name: str, password_from: TextIO | None, database: str) -> int:
    """Add a user, who logs in with NAME and a password of 12 characters or more.

    \b
    negotia user add anna.k --role admin --full-name "Anna Kowalska"
    """
    with opened(database) as kept:
        from ..service.access.records import is_name
        from ..service.access.roles import role_of
        from ..service.storage import people

        if not is_name(name):
            raise NegotiaError(f"{name!r} is no name to log in with: take letters, digits and . _ @ + -")
        hash = _hashed(password_from, name)
        with writing(kept) as (session, act):
            people.add(session, act, name, full_name, role_of(role), hash)
    click.echo(f"Added {name.lower()} as {role}.")
    return 0


@user.command("list", short_help="List users.")
@database_option
def list_(database: str) -> int:
    """List all users with their roles.

    \b
    negotia user list
    """
    with opened(database) as kept:
        from ..service.storage import people

        with kept.reading() as session:
            found = people.people(session)
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        click.echo(f"{one.name:<{width}}  {one.role:<7}  {one.full_name}".rstrip())
    return 0


@user.command("role", short_help="Change the role of a user.")
@click.argument("name")
@role_option
@database_option
def role(name: str, role: str, database: str) -> int:
    """Give user NAME another role. It counts at once.

    \b
    negotia user role anna.k --role manager
    """
    with opened(database) as kept:
        from ..service.access.roles import role_of
        from ..service.storage import people

        with writing(kept) as (session, act):
            people.set_role(session, act, named(session, name).id, role_of(role))
    click.echo(f"{name.lower()} is {role} now.")
    return 0


@user.command("password", short_help="Give a user a new password.")
@click.argument("name")
@password_option
@database_option
def password(name: str, password_from: TextIO | None, database: str) -> int:
    """Give user NAME a new password. All their sessions end.

    \b
    negotia user password anna.k
    """
    with opened(database) as kept:
        from ..service.storage import people

        with kept.reading() as session:
            id = named(session, name).id
        hash = _hashed(password_from, name)
        with writing(kept) as (session, act):
            people.set_password(session, act, id, hash)
    click.echo(f"{name.lower()} has a new password.")
    return 0


@user.command("remove", short_help="Remove a user.")
@click.argument("name")
@database_option
def remove(name: str, database: str) -> int:
    """Take all access from user NAME. Their deals stay, for a manager to give to someone else.

    \b
    negotia user remove anna.k
    """
    with opened(database) as kept:
        from ..service.storage import people

        with writing(kept) as (session, act):
            people.remove(session, act, named(session, name).id)
    click.echo(f"{name.lower()} is removed.")
    return 0


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database of the service, up to date."""
    try:
        from ..service.storage.migrating import migrate
        from ..service.storage.sessions import open_database
    except ModuleNotFoundError as error:
        raise NegotiaError(MISSING) from error
    database = open_database(url)
    try:
        migrate(database)
        yield database
    finally:
        database.close()


@contextmanager
def writing(database: Database) -> Iterator[tuple[Session, Act]]:
    """A session that changes things in the name of the command. Raises NegotiaError for what is refused."""
    from ..service.access.roles import Viewer
    from ..service.errors import Refused
    from ..service.storage.audit import Act

    try:
        with database.writing() as session:
            yield session, Act(Viewer(None, "negotia user", "admin"), now(), "command")
    except Refused as refused:
        raise NegotiaError(refused.detail) from refused


def named(session: Session, name: str) -> Person:
    """The user of that name. Raises NegotiaError."""
    from ..service.storage.people import person_named

    found = person_named(session, name)
    if found is None:
        raise NegotiaError(f"there is no user {name!r}")
    return found


def _hashed(file: TextIO | None, name: str) -> str:
    from ..service.access.passwords import ARGON2, hash_password, require_good

    if file is None:
        text = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        text = file.readline().rstrip("\r\n")
    require_good(text, name)
    return hash_password(ARGON2, text)
