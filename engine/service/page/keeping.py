"""Reads and writes of kept deals for the pages, apart from the loop that answers requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio.to_thread import run_sync
from sqlalchemy.orm import Session

from ...deal.model import Deal
from ...usecases import DealText
from ..access.roles import Action, Viewer
from ..bodies import NAME
from ..requests import Service
from ..storage import deals as stored
from ..storage.audit import Act
from ..storage.deals import Stored, Text

T = TypeVar("T")


async def reading(service: Service, read: Callable[[Session], T]) -> T:
    """What a function reads from the database."""

    def run() -> T:
        with service.database.reading() as session:
            return read(session)

    return await run_sync(run)


async def held(service: Service, viewer: Viewer, key: str, action: Action = "read deal") -> Stored:
    """The deal with its latest text. Raises Refused as `storage.deals.find`."""
    return await reading(service, lambda session: stored.read(session, viewer, key, action))


async def add(service: Service, act: Act, deal: Deal, text: Text) -> Stored:
    """Keeps a new deal of whoever adds it."""

    def run() -> Stored:
        with service.database.writing() as session:
            return stored.create(session, act, service.token()[:20], deal, text, act.viewer.id)

    return await run_sync(run)


async def change(service: Service, act: Act, key: str, base: int, deal: Deal, text: Text) -> Stored:
    """Adds a version. Raises Conflict if `base` is not the latest."""

    def run() -> Stored:
        with service.database.writing() as session:
            return stored.change(session, act, key, base, deal, text)

    return await run_sync(run)


async def put_away(service: Service, act: Act, key: str) -> None:
    """Archives the deal."""

    def run() -> None:
        with service.database.writing() as session:
            stored.archive(session, act, key)

    await run_sync(run)


def plan_of(found: Stored) -> DealText:
    """The latest text as the engine reads it."""
    return DealText(NAME, found.text.text, found.text.format)
