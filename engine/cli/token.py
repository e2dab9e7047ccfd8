"""`negotia token`: what programs show to the service in place of a password."""

from __future__ import annotations

from datetime import timedelta

import click

from .serve import database_option, now
from .user import named, opened, writing

_user_option = click.option("--user", required=True, metavar="NAME", help="In whose name the program works.")


@click.group("token", short_help="Make, list and revoke tokens for programs that use the service.")
def token() -> None:
    """Make, list and revoke tokens for programs that use the service: Authorization: Bearer TOKEN.

    \b
    negotia token create "nightly check" --user anna.k --scope check --days 90
    """


@token.command("create", short_help="Make a token.")
@click.argument("name")
@_user_option
@click.option(
    "--scope",
    type=click.Choice(("check", "read", "write", "admin")),
    required=True,
    help="check keeps nothing; read: deals too; write: their changes too; admin: all of the role.",
)
@click.option(
    "--days", type=click.IntRange(1, 3660), default=365, show_default=True, help="How long it opens."
)
@database_option
def create(name: str, user: str, scope: str, days: int, database: str) -> int:
    """Make a token for the purpose NAME, and print it: this once.

    \b
    negotia token create "nightly check" --user anna.k --scope check
    """
    with opened(database) as kept:
        from ..service.access.roles import scope_of
        from ..service.access.secrets import TOKEN_PREFIX, digest, new_secret
        from ..service.storage import tokens

        made = TOKEN_PREFIX + new_secret()
        with writing(kept) as (session, act):
            owner = named(session, user).id
            tokens.create(
                session, act, digest(made), owner, name, scope_of([scope]), now() + timedelta(days=days)
            )
    click.echo(made)
    return 0


@token.command("list", short_help="List the tokens of a user.")
@_user_option
@database_option
def list_(user: str, database: str) -> int:
    """List what is known of the tokens of a user; never the tokens.

    \b
    negotia token list --user anna.k
    """
    with opened(database) as kept:
        from ..service.storage import tokens

        with kept.reading() as session:
            found = tokens.of_user(session, named(session, user).id, now())
    for one in found:
        until = f"until {one.expires_at.date()}" if one.expires_at else "without end"
        click.echo(f"{one.id}  {one.scope:<5}  {until}  {one.name}")
    return 0


@token.command("revoke", short_help="Revoke a token.")
@click.argument("id", type=int)
@_user_option
@database_option
def revoke(id: int, user: str, database: str) -> int:
    """Make token ID of a user worthless at once; `negotia token list` tells the ids.

    \b
    negotia token revoke 3 --user anna.k
    """
    with opened(database) as kept:
        from ..service.storage import tokens

        with writing(kept) as (session, act):
            tokens.revoke(session, act, id, named(session, user).id)
    click.echo(f"Token {id} is revoked.")
    return 0
