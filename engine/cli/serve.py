"""`negotia serve`: the same checks and documents over HTTP."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ..errors import NegotiaError
from ..inference import EngineChoice
from .options import locale_option, require_rules, rule_options, templates_option
from .single_sign_on import read_provider

MISSING = 'the service needs more packages: pip install "negotia[service]"'

database_option = click.option(
    "--database",
    envvar="NEGOTIA_DATABASE",
    metavar="URL",
    default="sqlite:///negotia.sqlite3",
    show_default=True,
    show_envvar=True,
    help="Where deals are kept: sqlite:///FILE, or postgresql://USER@HOST/NAME.",
)


def now() -> datetime:
    """The moment, with the zone of this machine."""
    return datetime.now().astimezone()


@click.command("serve", short_help="Serve checks, documents and deals over HTTP.")
@click.option(
    "--host",
    envvar="NEGOTIA_HOST",
    default="127.0.0.1",
    show_default=True,
    show_envvar=True,
    help="Address to listen on; beyond this machine only with users and a secret.",
)
@click.option(
    "--port",
    envvar="NEGOTIA_PORT",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    show_envvar=True,
    help="Port to listen on; 0 for a free one.",
)
@database_option
@click.option(
    "--workers",
    envvar="NEGOTIA_WORKERS",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    show_envvar=True,
    help="Processes that answer requests.",
)
@click.option("--https", "secure", is_flag=True, envvar="NEGOTIA_HTTPS", help="People come by HTTPS.")
@click.option(
    "--log-json",
    is_flag=True,
    envvar="NEGOTIA_LOG_JSON",
    help="Log requests too, as lines of JSON on stderr.",
)
@locale_option
@templates_option
@rule_options
def serve(
    host: str,
    port: int,
    database: str,
    workers: int,
    secure: bool,
    log_json: bool,
    locale: str,
    templates: Path | None,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
) -> int:
    """Serve checks, analyses, documents and deals over HTTP, below /api/v1.

    \b
    negotia serve                                   on this machine, deals in negotia.sqlite3
    negotia serve --database postgresql://negotia@db/negotia --workers 4

    It listens beyond this machine only if there are users, and NEGOTIA_SECRET holds a secret.
    """
    import os

    require_rules(rule_paths, shipped)
    try:
        from ..service.serving import serve as run
        from ..service.settings import Settings
    except ModuleNotFoundError as error:
        raise NegotiaError(MISSING) from error
    settings = Settings(
        database_url=database,
        host=host,
        port=port,
        secret=secret(),
        secure=secure,
        log_json=log_json,
        workers=workers,
        rules=tuple(map(str, rule_paths)),
        shipped=shipped,
        inference=inference,
        templates=templates,
        locale=locale,
        oidc=read_provider(os.environ),
    )
    run(settings, now, lambda text: click.echo(text, err=True))
    return 0


def secret() -> str | None:
    """The secret of the environment: on a command line all users of the machine could read it."""
    import os

    return os.environ.get("NEGOTIA_SECRET") or None
