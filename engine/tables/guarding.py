"""Looks at an Excel file before it is parsed: whether it is one, how much it holds, and where formulas are.

A workbook is a zip of XML files. A small one can unfold to any size, and one far-off cell makes a sheet large, so both
are measured in pieces of constant size first.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

from ..errors import Problem, SourceError
from .layout import FORM

_PIECE = 1 << 20
_OVERLAP = 512
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br\s*=\s*[\"']([A-Za-z]{1,8})([0-9]{1,12})[\"']")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]{0,200}?\br\s*=\s*[\"']([A-Za-z]{1,8}[0-9]{1,12})[\"'][^>]{0,200}>\s*<(?:\w+:)?f\b"
)
_SHEET = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BookLimits:
    """Upper bounds of an Excel file: bytes of it and of what it unfolds to, how much larger that may be once it is
    more than `harmless` bytes, parts, and cells of a sheet from the first to the last that is used."""

    bytes: int = 200_000_000
    unfolded: int = 1_000_000_000
    ratio: int = 200
    harmless: int = 20_000_000
    parts: int = 5_000
    cells: int = 10_000_000


DEFAULT = BookLimits()


def require_harmless(file: BinaryIO, name: str, limits: BookLimits = DEFAULT) -> tuple[str, ...]:
    """The cells with formulas (the first few of each sheet). Raises SourceError if the file should not be parsed."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.bytes:
        raise _refused(
            name, "too-large", f"is larger than {limits.bytes:,} bytes", "split it, or save it as CSV"
        )
    try:
        with zipfile.ZipFile(file) as book:
            parts = book.infolist()
            if len(parts) > limits.parts:
                raise _refused(
                    name, "zip-bomb", f"holds more than {limits.parts:,} parts: no such workbook is opened"
                )
            if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
                raise _refused(
                    name, "not-a-workbook", "is no Excel workbook (.xlsx)", "save it as .xlsx in Excel"
                )
            most = min(limits.unfolded, max(limits.harmless, size * limits.ratio))
            return tuple(_look(book, parts, most, name, limits))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _refused(name, "not-a-workbook", "is damaged, or no Excel workbook (.xlsx)", _SAVE) from error


def may_be_plan(path: str) -> bool:
    """Whether an Excel file has a sheet of the name that the form of a plan has, without a look at what it holds."""
    try:
        with zipfile.ZipFile(path) as book, book.open("xl/workbook.xml") as part:
            return f'name="{FORM}"'.encode() in part.read(_PIECE)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        EOFError,
    ):
        return False


_SAVE = "open it in Excel and save it as .xlsx without a password"


def _look(
    book: zipfile.ZipFile, parts: list[zipfile.ZipInfo], most: int, name: str, limits: BookLimits
) -> Iterator[str]:
    unfolded = 0
    for part in parts:
        with book.open(part) as content:
            extent = _Extent() if _SHEET.fullmatch(part.filename) else None
            for piece in _pieces(content):
                unfolded += len(piece)
                if unfolded > most:
                    raise _refused(
                        name, "zip-bomb", f"unfolds to more than {most:,} bytes: it is not opened", _SPLIT
                    )
                if extent is not None:
                    extent.add(piece)
                    if extent.cells > limits.cells:
                        message = f"spreads a sheet over more than {limits.cells:,} cells: it is not opened"
                        raise _refused(name, "too-large", message, _SPLIT)
            if extent is not None:
                yield from extent.formulas


_SPLIT = "delete what lies far off the table, or save the table as CSV"


class _Extent:
    """How far the cells of a sheet reach, and which of them have formulas."""

    def __init__(self) -> None:
        self._before = b""
        self._columns: set[bytes] = set()
        self._rows = range(0)
        self._width = 0
        self.formulas: list[str] = []

    def add(self, piece: bytes) -> None:
        """Looks at the next piece of the sheet's XML."""
        text = self._before + piece
        self._before = text[-_OVERLAP:]
        if found := _CELL.findall(text):
            rows = [int(row) for _, row in found]
            if self._rows:
                rows += (self._rows.start, self._rows.stop - 1)
            self._rows = range(min(rows), max(rows) + 1)
            for letters in {letters for letters, _ in found} - self._columns:
                self._columns.add(letters)
                self._width = max(self._width, _column(letters))
        if b"<f" in text or b":f" in text:
            places = (place.decode() for place in _FORMULA.findall(text))
            self.formulas += [place for place in places if place not in self.formulas]
            del self.formulas[_MOST_NAMED:]

    @property
    def cells(self) -> int:
        """From the first to the last that is used."""
        return len(self._rows) * self._width


_MOST_NAMED = 20


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _refused(name: str, code: str, message: str, hint: str = "") -> SourceError:
    return SourceError([Problem(code, message, name, hint=hint)])
