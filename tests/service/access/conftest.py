"""A service with people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.service.settings import Settings
from tests.service.access.house import House, open_house


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    with open_house(settings) as house:
        yield house
