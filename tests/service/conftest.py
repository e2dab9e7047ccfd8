"""A service on a database of its own, with a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra service")

from starlette.testclient import TestClient

from engine.service.app import create_app
from engine.service.settings import Settings

SAMPLES = Path(__file__).parents[2] / "samples" / "deals"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def clock() -> datetime:
    """Always the same moment."""
    return NOW


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path}/negotia.sqlite3")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    numbers = count(1)
    app = create_app(settings, clock, lambda: f"token{next(numbers):019d}"[::-1])
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
