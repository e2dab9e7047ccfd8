"""Where values stand in a table: `B7`, or `Issues!B7` in a workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..source.places import Path, Position
from ..source.source import Source

_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LETTERS = 26


def column_name(index: int) -> str:
    """The letters of a column, counted from 0: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(sheet: str, row: int, column: int) -> str:
    """`Issues!B7` of a row and column counted from 0; `B7` when the sheet has no name, as in CSV."""
    place = f"{column_name(column)}{row + 1}"
    if not sheet:
        return place
    quoted = sheet if _PLAIN_SHEET.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{place}"


@dataclass(frozen=True, eq=False)
class CellSource(Source):
    """Data that were read from the cells of a table; `cells` tells where each value stands."""

    cells: Mapping[Path, str] | None = None

    def position(self, path: Path = ()) -> Position:  # noqa: ARG002 - a cell is no place in a text
        """Nowhere in a text."""
        return Position(0, 0)

    def key_position(self, path: Path) -> Position:  # noqa: ARG002 - as above
        """Nowhere in a text."""
        return Position(0, 0)

    def cell(self, path: Path = ()) -> str:
        """The cell of the value at the path, or of its nearest ancestor that has one."""
        cells = self.cells or {}
        for length in range(len(path), -1, -1):
            if path[:length] in cells:
                return cells[path[:length]]
        return ""
