"""Long sheets of a workbook, written row by row, in which no cell is ever a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from .colour import one_line
from .formulas import is_formula

MOST_ROWS = 1_048_576
"""What a sheet of Excel holds; what comes after goes to another sheet."""
LONGEST = 32_767
"""What a cell of Excel holds, in UTF-16 units; a longer text is cut and says so."""
_CUT = " [cut]"

Cell = str | int | float | date | datetime | None
"""Fractions are shares, shown as percent; times are shown in their own zone, without it."""


class Column(NamedTuple):
    """A head and a width in characters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook."""

    title: Any
    strong: Any
    head: Any
    percent: Any
    day: Any
    moment: Any
    text: Any
    quoted: Any

    @classmethod
    def of(cls, book: Any) -> Styles:
        """Adds them to a workbook."""
        text = {"text_wrap": True, "valign": "top"}
        return cls(
            title=book.add_format({"bold": True, "font_size": 16}),
            strong=book.add_format({"bold": True}),
            head=book.add_format({"bold": True, "bottom": 2, "bg_color": "#EEF2F6", "valign": "top"}),
            percent=book.add_format({"num_format": "0%", "valign": "top"}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            moment=book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}),
            text=book.add_format(text),
            quoted=book.add_format(text | {"quote_prefix": True}),
        )

    def write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Writes a cell by its type. A text that looks like a formula stays a text even if the cell is edited."""
        match cell:
            case str():
                if text := fitting(one_line(cell)):
                    sheet.write_string(row, column, text, self.quoted if is_formula(text) else self.text)
            case datetime():
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), self.moment)
            case date():
                sheet.write_datetime(row, column, cell, self.day)
            case float():
                sheet.write_number(row, column, cell, self.percent)
            case int():
                sheet.write_number(row, column, cell, self.text)


class Sheet:
    """Rows under a head that stays in view and can be filtered; further sheets follow when one is full."""

    def __init__(
        self, book: Any, name: str, columns: Sequence[Column], styles: Styles, most: int = MOST_ROWS
    ) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._styles = styles
        self._most = most
        self._count = 0
        self._begin()

    def add(self, cells: Sequence[Cell]) -> None:
        """Adds a row."""
        if self._row == self._most:
            self.finish()
            self._begin()
        for place, cell in enumerate(cells):
            self._styles.write(self._sheet, self._row, place, cell)
        self._row += 1

    def finish(self) -> None:
        """Sets the filter over the rows."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._columns) - 1)

    def _begin(self) -> None:
        self._count += 1
        self._sheet = self._book.add_worksheet(
            self._name if self._count == 1 else f"{self._name} {self._count}"
        )
        self._sheet.freeze_panes(1, 1)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.head, self._styles.head)
        self._row = 1


def fitting(text: str) -> str:
    """The text as a cell can hold it."""
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST:
        return text
    return units[: (LONGEST - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT
