"""Runs the service until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

import uvicorn
from fastapi import FastAPI
from sqlalchemy import select
from uvicorn.config import LOGGING_CONFIG
from uvicorn.supervisors import Multiprocess

from ..errors import NegotiaError
from ..usecases import DealText
from .app import create_app
from .bodies import EXAMPLE
from .guard import settle
from .operations.logs import log_json
from .requests import Clock, Service
from .settings import Settings
from .storage.migrating import migrate
from .storage.sessions import Database, open_database
from .storage.tables import UserRow
from .tasks import Asked, check_text, make_all

LEAST_SECRET = 32
_GRACE_SECONDS = 20


def serve(settings: Settings, clock: Clock, tell: Callable[[str], None]) -> None:
    """Answers requests until it is interrupted. Raises NegotiaError where it would be unsafe, or can not work."""
    database = open_database(settings.database_url)
    try:
        migrate(database)
        users = has_users(database)
        refuse_exposed(settings, users)
    finally:
        database.close()
    config = uvicorn.Config(
        partial(application, settings, clock),
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="warning",
        access_log=False,
        log_config=None if settings.log_json else LOGGING_CONFIG,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    tell(f"negotia listens on http://{settings.host}:{settings.port}; Ctrl+C ends it.")
    if not users:
        tell("There are no users: whoever reaches this address from this machine works as the administrator.")
    if settings.workers == 1:
        uvicorn.Server(config).run()
    else:
        Multiprocess(config, sockets=[config.bind_socket()]).run()


def application(settings: Settings, clock: Clock) -> FastAPI:
    """The application of a process of its own: it has read all that it needs before it takes its first request."""
    if settings.log_json:
        log_json()
    app = create_app(settings, clock)
    service: Service = app.state.service
    plan, asked = DealText("<warm-up>", EXAMPLE), Asked(service.today(), settings.locale)
    beside = Thread(target=service.work.warm, args=(make_all, service.kit, plan, asked))
    beside.start()
    check_text(service.kit, plan, asked)
    beside.join()
    settle()
    return app


def has_users(database: Database) -> bool:
    """Whether there is anyone who can log in."""
    with database.reading() as session:
        return session.scalar(select(UserRow.id).where(UserRow.active).limit(1)) is not None


def refuse_exposed(settings: Settings, users: bool) -> None:
    """Refuses to be reached from other machines without users and a secret. Raises NegotiaError."""
    if settings.on_loopback:
        return
    if not users:
        raise NegotiaError(
            f"without users the service listens on loopback only, not on {settings.host}: add a user first"
        )
    if not settings.secret:
        raise NegotiaError(
            f"to listen on {settings.host} the service needs a secret: set NEGOTIA_SECRET to a long random text"
        )
    if len(settings.secret) < LEAST_SECRET:
        raise NegotiaError(
            f"NEGOTIA_SECRET has at least {LEAST_SECRET} characters, so that nobody guesses it"
        )
