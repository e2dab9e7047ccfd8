"""Where values stand in a text."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way from the root to a value: keys of mappings and indexes of lists."""

_PLAIN_STEP = re.compile(r"[\w-]+")


class Position(NamedTuple):
    """A place in a text; both count from 1, columns in characters."""

    line: int
    column: int


class Place(ABC):
    """Where a value stands, and the way to the places of what it holds."""

    __slots__ = ()

    @property
    @abstractmethod
    def position(self) -> Position:
        """Where the value begins."""

    @abstractmethod
    def child(self, step: str | int) -> Place | None:
        """The place one step further, if there is one."""

    @abstractmethod
    def key(self, step: str | int) -> Position | None:
        """Where the key stands, if there is one."""

    def nearest(self, path: Sequence[str | int]) -> tuple[Place, int]:
        """The place at the path or at its longest existing beginning, and how many steps that took."""
        place: Place = self
        for taken, step in enumerate(path):
            child = place.child(step)
            if child is None:
                return place, taken
            place = child
        return place, len(path)


def path_text(path: Sequence[str | int]) -> str:
    """A path for people: `issues[0].ours.opening`; a key that is not a plain word is quoted in brackets."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_STEP.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text


def position_at(text: str, offset: int) -> Position:
    """The line and column of an offset in a text."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
