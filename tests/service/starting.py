"""Services for tests."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count

from starlette.testclient import TestClient

from engine.service.app import create_app
from engine.service.settings import Settings
from tests.service.plans import clock


class Started:
    """Services that run until the test ends."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def __call__(self, settings: Settings) -> TestClient:
        numbers = count(1)
        # What makes two of them differ comes first: keys are cut.
        app = create_app(settings, clock, lambda: f"{next(numbers)}".zfill(8) + "abcdefgh" * 2)
        return self._stack.enter_context(TestClient(app, "http://localhost", raise_server_exceptions=False))
