"""What an application is made of, and how a request finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import Request

from .settings import Settings
from .storage.sessions import Database
from .tasks import Kit
from .work import Work

Clock = Callable[[], datetime]
"""The moment, with the zone of the service."""
Randomness = Callable[[], str]
"""A new text that nobody can guess, of letters, digits, `-` and `_`."""


@dataclass(frozen=True, slots=True)
class Service:
    """What an application is made of."""

    settings: Settings
    clock: Clock
    token: Randomness
    database: Database
    kit: Kit
    work: Work
    entry: Work
    """The turns of those who log in: a password takes a processor and much memory for a while."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock().astimezone(UTC)

    def today(self) -> date:
        """The day where the service is."""
        return self.clock().date()


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service
