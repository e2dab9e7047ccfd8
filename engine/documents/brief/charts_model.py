"""What a chart of points and lines shows, before it is XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["l", "r", "t", "b", "ctr"]


@dataclass(frozen=True, slots=True)
class Point:
    """A point with the text beside it; an empty text means none. A point without `y` interrupts the line."""

    x: float
    y: float | None = None
    text: str = ""
    side: Side = "r"


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn: `line` is its width in points (0: none), `mark` the form of its points."""

    line: float = 0
    colour: str = "1F2933"
    dash: str = "solid"
    mark: str = "none"
    filled: bool = True
    bold: bool = False
    size: int = 7


@dataclass(frozen=True, slots=True)
class Series:
    """Points under one name of the legend; `listed` is False for what only carries texts."""

    name: str
    look: Look
    points: tuple[Point, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high` with numbers `step` apart; a hidden one shows neither line nor numbers."""

    low: float = 0
    high: float = 1
    step: float = 0
    title: str = ""
    hidden: bool = True
    format: str = "General"


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its alternative text and its height in centimetres."""

    series: tuple[Series, ...] = ()
    across: Axis = Axis()
    up: Axis = Axis()
    alt: str = ""
    height: float = 1.0

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.series)
