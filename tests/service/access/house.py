"""A service with a person in each role, two of them reps, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.service.access.csrf import csrf_token
from engine.service.access.passwords import Hashing, hash_password
from engine.service.access.roles import LOCAL, Scope
from engine.service.access.secrets import digest
from engine.service.app import create_app
from engine.service.service import Service
from engine.service.settings import Settings
from engine.service.storage import logins, people, tokens
from engine.service.storage.audit import Act
from tests.service.plans import NOW, PLAN, YAML

CHEAP = Hashing(rounds=1, memory=8, lanes=1)
PASSWORD = "harbour tulip seven walks"
HOST = "http://localhost"
ROLES = {"ada": "admin", "rita": "rep", "rob": "rep", "mia": "manager", "lea": "legal"}
"""Who there is; Rita and Rob are the two reps."""


@dataclass
class House:
    """The service and what a test needs of it."""

    app: FastAPI
    ids: dict[str, int]
    at: datetime = NOW
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def service(self) -> Service:
        service = self.app.state.service
        assert isinstance(service, Service)
        return service

    def later(self, **how: float) -> None:
        """Moves the clock."""
        self.at += timedelta(**how)

    def nobody(self) -> TestClient:
        """Someone who has not logged in."""
        return TestClient(self.app, HOST, raise_server_exceptions=False, follow_redirects=False)

    def act(self) -> Act:
        return Act(LOCAL, self.at, "test")

    def token(self, name: str, scope: Scope = "admin", expires_at: datetime | None = None) -> str:
        """A new token of someone."""
        secret = f"negotia_{name}-{next(self.numbers)}"
        with self.service.database.writing() as session:
            tokens.create(session, self.act(), digest(secret), self.ids[name], "test", scope, expires_at)
        return secret

    def program(self, name: str, scope: Scope = "admin") -> TestClient:
        """A program that works with a token of someone."""
        client = self.nobody()
        client.headers["Authorization"] = f"Bearer {self.token(name, scope)}"
        return client

    def browser(self, name: str, csrf: bool = True) -> TestClient:
        """A browser that someone is logged in with; its requests bring the token of its pages, unless told not to."""
        client, secret = self.nobody(), f"session-of-{name}-{next(self.numbers)}"
        with self.service.database.writing() as session:
            logins.begin(session, digest(secret), self.ids[name], self.at)
        client.cookies.set("negotia", secret)
        if csrf:
            client.headers["X-CSRF-Token"] = csrf_token(secret, self.service.settings.secret)
        return client

    def deal_of(self, name: str, plan: str = PLAN) -> str:
        """The id of a new deal of someone."""
        answer = self.program(name).post("/api/v1/deals", content=plan, headers=YAML)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """The service, with everyone in it."""
    numbers = count(1)
    made: list[House] = []
    app = create_app(
        replace(settings, hashing=CHEAP),
        lambda: made[0].at if made else NOW,
        lambda: f"{next(numbers)}".zfill(8) + "abcdefgh" * 2,
    )
    with TestClient(app, HOST):
        kept = hash_password(CHEAP, PASSWORD)
        house = House(app, {})
        made.append(house)
        with house.service.database.writing() as session:
            for name, role in ROLES.items():
                house.ids[name] = people.add(session, house.act(), name, name.title(), role, kept).id  # type: ignore[arg-type]  # a table of texts
        yield house
