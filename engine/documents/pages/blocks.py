"""What a page is made of. Texts are plain: each writer escapes them for its format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "strong", "muted"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `link` is the anchor on the same page that it leads to."""

    text: str
    mark: Mark = ""
    link: str = ""


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second or third level; the first is the page's title."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; links may lead to its `anchor`."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with as many cells as the head, which may be empty texts for a table without one."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A title, the line below it, and blocks; `label` says for whom it is not (`Internal`), `foot` stands below."""

    title: str
    subtitle: str
    label: str
    foot: str
    blocks: tuple[Block, ...]


def cell(*texts: str | Line) -> Cell:
    """A cell of the lines that say something."""
    lines = (Line(one) if isinstance(one, str) else one for one in texts)
    return tuple(line for line in lines if line.text)


def strong(text: str, link: str = "") -> Line:
    """A line that stands out."""
    return Line(text, "strong", link)


def muted(text: str) -> Line:
    """A line that stands back."""
    return Line(text, "muted")


def table(head: tuple[str, ...], rows: Iterable[Row | tuple[Cell, ...]]) -> Table:
    """A table of rows, or of their cells."""
    return Table(head, tuple(row if isinstance(row, Row) else Row(row) for row in rows))
