"""One service for all tests that only read pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

import pytest
from starlette.testclient import TestClient

from engine.service.app import create_app
from engine.service.settings import Settings
from tests.service.page.looking import add, sample
from tests.service.plans import clock


@dataclass(frozen=True)
class Library:
    """A browser, and the addresses of the samples that are kept."""

    client: TestClient
    deals: Mapping[str, str]


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Nothing is changed in it."""
    numbers = count(1)
    settings = Settings(database_url=f"sqlite:///{tmp_path_factory.mktemp('library')}/negotia.sqlite3")
    app = create_app(settings, clock, lambda: f"{next(numbers)}".zfill(8) + "abcdefgh" * 2)
    with TestClient(app, "http://localhost", raise_server_exceptions=False) as client:
        names = ("software", "mistakes", "software-early")
        yield Library(client, {name: add(client, sample(name)) for name in names})
