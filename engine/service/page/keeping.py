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


async def writing(service: Service, write: Callable[[Session], T]) -> T:
    """What a function returns that changes the database; all of its changes are kept, or none."""

    def run() -> T:
        with service.database.writing() as session:
            return write(session)

    return await run_sync(run)


async def held(service: Service, viewer: Viewer, key: str, action: Action = "read deal") -> Stored:
    """The deal with its latest text. Raises Refused as `storage.deals.find`."""
    return await reading(service, lambda session: stored.read(session, viewer, key, action))


async def add(service: Service, act: Act, deal: Deal, text: Text) -> Stored:
    """Keeps a new deal of whoever adds it."""
    key, owner = service.token()[:20], act.viewer.id
    return await writing(service, lambda session: stored.create(session, act, key, deal, text, owner))


async def change(service: Service, act: Act, key: str, base: int, deal: Deal, text: Text) -> Stored:
    """Adds a version. Raises Conflict if `base` is not the latest."""
    return await writing(service, lambda session: stored.change(session, act, key, base, deal, text))


async def put_away(service: Service, act: Act, key: str) -> None:
    """Archives the deal."""
    await writing(service, lambda session: stored.archive(session, act, key))


def plan_of(found: Stored) -> DealText:
    """The latest text as the engine reads it."""
    return DealText(NAME, found.text.text, found.text.format)
