"""What an analysis says, apart from how it is shown. Texts are plain: each writer escapes them for its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "lead", "good", "bad", "muted"]
MarkKind = Literal["ours", "theirs", "fair", "package", "agreed"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; `lead` is the answer in one sentence, `good` and `bad` tell what it means for us."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of texts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with as many cells as the head. The first column names the row; `figures` are columns set flush right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the plane: a short `label` beside it, and what it is in full."""

    kind: MarkKind
    ours: float
    theirs: float
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Plane:
    """What both sides would make of outcomes, each from 0 (nothing) to 100 (all that the side asks for).

    `efficient` are the outcomes that waste nothing, best for us first; `least_ours` and `least_theirs` are what each
    side accepts at least, None when it is not known.
    """

    title: str
    description: str
    axes: tuple[str, str]
    efficient: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    least_ours: float | None = None
    least_theirs: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What a trade brings both sides, each as a figure to compare and in words."""

    name: str
    ours: float
    theirs: float
    ours_text: str
    theirs_text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars to compare; a terminal shows the words instead."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[str, str] = ("for us", "for them")


Block = Paragraph | Bullets | Table | Plane | Bars


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The answer first, then the details, then what it rests on; `label` says for whom it is not (`Internal`)."""

    title: str
    subtitle: str
    label: str
    answer: tuple[Section, ...]
    details: tuple[Section, ...]
    foot: str
