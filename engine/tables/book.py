"""An Excel workbook, opened for reading: its sheets, row by row, with what no cell tells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..errors import Problem, SourceError
from .cells import Cell
from .guarding import DEFAULT, BookLimits, require_harmless
from .places import cell_name

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    hidden: bool
    _calamine: CalamineSheet

    def rows(self) -> Iterator[list[Cell]]:
        """The rows from the first of the sheet, each from its first column."""
        first = self._calamine.start
        if first is None:
            return
        for cells in self._calamine.iter_rows():
            yield list(cells)

    @cached_property
    def merged(self) -> dict[tuple[int, int], str]:
        """The cells that a merged one hides, by row and column from 0, with the name of the one that shows."""
        hidden: dict[tuple[int, int], str] = {}
        for (top, left), (bottom, right) in self._calamine.merged_cell_ranges or ():
            if (bottom - top + 1) * (right - left + 1) > _MOST_MERGED:
                continue  # a band over the whole sheet, such as a title
            shown = cell_name("", top, left)
            hidden |= {
                (row, column): shown
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
                if (row, column) != (top, left)
            }
        return hidden


_MOST_MERGED = 10_000


@dataclass(frozen=True)
class Book:
    """A workbook of a file."""

    name: str
    formulas: tuple[str, ...]
    """The first few cells with formulas; what is read is what they last came to."""
    _calamine: CalamineWorkbook

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that hold cells, in their order."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        return tuple(
            Sheet(one.name, one.visible != SheetVisibleEnum.Visible, self._sheet(one.name))
            for one in self._calamine.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        )

    def _sheet(self, name: str) -> CalamineSheet:
        try:
            return self._calamine.get_sheet_by_name(name)
        except Exception as error:  # calamine has no common base for what a broken sheet can raise
            raise _damaged(self.name) from error


def open_book(path: str | Path, limits: BookLimits = DEFAULT) -> Book:
    """The workbook of a file. Raises SourceError if it is none, or is too large to be opened."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            return _opened(file, name, limits)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError([Problem("unreadable-file", f"cannot be read: {reason}", name)]) from error


def read_book(content: bytes, name: str, limits: BookLimits = DEFAULT) -> Book:
    """The workbook that the bytes are. Raises SourceError as `open_book` does."""
    return _opened(io.BytesIO(content), name, limits)


def _opened(file: BinaryIO, name: str, limits: BookLimits) -> Book:
    from python_calamine import CalamineWorkbook

    formulas = require_harmless(file, name, limits)
    file.seek(0)
    try:
        # From memory: the file may be another one by the time calamine opened it by its path.
        return Book(name, formulas, CalamineWorkbook.from_filelike(io.BytesIO(file.read())))
    except Exception as error:  # as above
        raise _damaged(name) from error


def _damaged(name: str) -> SourceError:
    hint = "open it in Excel and save it as .xlsx without a password"
    return SourceError(
        [Problem("not-a-workbook", "is damaged, or no Excel workbook (.xlsx)", name, hint=hint)]
    )
