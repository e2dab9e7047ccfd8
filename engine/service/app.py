"""The application: routes, what stands around them, and what they are given."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI

from .. import __version__
from ..errors import NegotiaError
from . import page
from .access.csrf import SameSite
from .access.headers import SecurityHeaders
from .api import (
    account,
    analysis,
    batches,
    check,
    deals,
    documents,
    health,
    metrics,
    people,
    rules,
    schemas,
    versions,
)
from .errors import Bugs, add_handlers
from .jobs.runner import Runner
from .limits import BodyLimit
from .operations.metrics import Metrics
from .operations.watch import Watch
from .requests import Clock, Randomness, RequestIds, Service
from .schemas import components
from .settings import Settings
from .storage.migrating import migrate
from .storage.sessions import open_database
from .tasks import Kit
from .work import Work

PREFIX = "/api/v1"
_ABOUT = """Checks negotiation plans, analyses the bargaining, writes documents, and keeps deals with their versions.

Every failure has one shape: `{"errors": [{"code", "message", "path", "line", "column"}]}`."""


def _token() -> str:
    return secrets.token_urlsafe(24)


def create_app(settings: Settings, clock: Clock, token: Randomness = _token) -> FastAPI:
    """The application with these settings. Its database is opened, and brought up to date, when it starts.

    `clock` tells the moment with the zone of the service, `token` gives texts that nobody can guess.
    Raises NegotiaError for a database that cannot be, RuleError for rules that are none.
    """
    kit = Kit(settings.rules, settings.shipped, settings.inference, settings.templates)
    kit.ruleset(settings.locale)
    database = open_database(settings.database_url)
    service = Service(settings, clock, token, database, kit, Work(settings.limits), Work(settings.limits))
    runner, measured = Runner(service), Metrics(database)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        migrate(database)
        runner.start()
        yield
        await anyio.to_thread.run_sync(runner.stop)
        service.work.close()
        database.close()

    app = _Documented(
        title="negotia",
        version=__version__,
        description=_ABOUT,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.service, app.state.runner, app.state.metrics = service, runner, measured
    for part in (check, documents, analysis, rules, schemas, deals, versions, batches, people, account):
        app.include_router(part.router, prefix=PREFIX)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(page.router)
    if settings.oidc is not None:
        app.include_router(_single_sign_on())
    add_handlers(app)
    # The last one added stands outermost.
    app.add_middleware(BodyLimit, limits=settings.limits)
    app.add_middleware(SameSite)
    app.add_middleware(Bugs)
    app.add_middleware(SecurityHeaders, secure=settings.secure)
    app.add_middleware(Watch, metrics=measured, prefix=PREFIX)
    app.add_middleware(RequestIds, token=token)
    return app


def _single_sign_on() -> APIRouter:
    try:
        from .page.single_sign_on import router
    except ModuleNotFoundError as error:
        raise NegotiaError(
            'log-in by OpenID Connect needs more packages: pip install "negotia[oidc]"'
        ) from error
    return router


class _Documented(FastAPI):
    """An application whose OpenAPI document holds the schemas of negotia."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["components"]["schemas"].update(components())
        return super().openapi()
