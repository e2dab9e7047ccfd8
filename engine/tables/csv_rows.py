"""CSV files: how they are written, and their records one after the other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import DealError, Problem
from .rows import TableRow

DELIMITERS = (",", ";", "\t")
_FALLBACK = "cp1252"
_LONGEST = 2_000_000
"""Bytes of a record."""
_MARK = b"\xef\xbb\xbf"
_UNREADABLE = "\ufffd"
BLANK = b' \t\r\n,;"'
"""What a record without a value is made of."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file is written: what stands between cells, and the bytes of the record with the heads."""

    delimiter: str
    heads: tuple[str, ...]
    start: int
    """Where the record after the heads begins."""


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of a record, its number from 0 (the first of the file), and where it begins."""

    number: int
    start: int
    content: bytes
    too_long: bool = False


def records(file: BinaryIO, end: int, number: int = 0) -> Iterator[Record]:
    """The records from where the file stands up to an offset: lines, unless quotes hold several together."""
    start, open_quote = file.tell(), False
    held: list[bytes] = []
    length = 0
    while start + length < end and (line := file.readline(_LONGEST)):
        length += len(line)
        open_quote ^= bool(line.count(b'"') % 2)
        if length <= _LONGEST:
            held.append(line)
        if line.endswith(b"\n") and not open_quote:
            yield Record(number, start, b"".join(held), length > _LONGEST)
            number, start, held, length = number + 1, start + length, [], 0
    if length:
        yield Record(number, start, b"".join(held), length > _LONGEST)


def cut(path: str, size: int) -> Iterator[tuple[int, int, int]]:
    """Pieces of a file of about so many bytes, whole records each: where they begin and end, and the number of the
    first record from 1. Raises OSError."""
    with Path(path).open("rb") as file:
        end = file.seek(0, 2)
        file.seek(0)
        start, first, number = 0, 1, 0
        for record in records(file, end):
            number = record.number + 1
            if record.start - start >= size:
                yield start, record.start, first
                start, first = record.start, number
        if end > start:
            yield start, end, first


def dialect_of(path: str, head: int) -> Dialect:
    """How a file is written, by the record with the heads (from 1). Raises DealError if that does not tell."""
    try:
        with Path(path).open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            for record in records(file, size):
                if record.number == head - 1:
                    return _dialect(record, path)
    except OSError as error:
        raise _refused(
            "unreadable-file", f"cannot be read: {(error.strerror or str(error)).lower()}", path
        ) from error
    raise _refused("empty", "is empty" if head == 1 else f"has no row {head} with heads", path)


def cells_of(record: Record, delimiter: str, path: str) -> list[str]:
    """The cells of a record. Raises DealError if it cannot be read."""
    place = f"A{record.number + 1}"
    if record.too_long:
        hint = 'is there a " that nothing closes?'
        raise _refused("too-large", f"a row is longer than {_LONGEST:,} bytes", path, hint, place)
    text = decoded(record.content)
    if _UNREADABLE in text:
        raise _refused("not-utf8", "is neither UTF-8 nor Windows-1252", path, "save the file as UTF-8", place)
    if "\0" in text:
        raise _refused("not-utf8", "holds NUL characters", path, "save the file as CSV UTF-8", place)
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        hint = 'a " within a cell is written twice, and the cell between two'
        raise _refused("syntax", f"is no row of CSV: {error}", path, hint, place) from error
    return rows[0] if rows else []


def decoded(content: bytes) -> str:
    """The text of a record: UTF-8, else Windows-1252."""
    bare = content.removeprefix(_MARK)
    try:
        return bare.decode()
    except UnicodeDecodeError:
        return bare.decode(_FALLBACK, "replace")


def is_utf8(path: str) -> bool:
    """Whether the whole file is UTF-8."""
    try:
        with Path(path).open("rb") as file:
            return all(_is_utf8(line) for line in iter(lambda: file.readline(_LONGEST), b""))
    except OSError:
        return True  # whoever reads it says why it cannot be read


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def row_of(record: Record, dialect: Dialect, path: str) -> TableRow:
    """The record as a row. Raises DealError as `cells_of` does."""
    return TableRow(record.number, cells_of(record, dialect.delimiter, path))


def _dialect(record: Record, path: str) -> Dialect:
    if record.content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in record.content[:4]:
        raise _refused("not-utf8", "is UTF-16, not UTF-8", path, "save the file as CSV UTF-8")
    counts = {delimiter: len(cells_of(record, delimiter, path)) for delimiter in DELIMITERS}
    delimiter = max(counts, key=counts.__getitem__)
    if sorted(counts.values())[-2] > 1:
        # Heads with other delimiters in them: only if one of them splits far more cells, it is clear.
        first, second = sorted(counts.values(), reverse=True)[:2]
        if first < 2 * second:
            hint = "put heads that have commas or semicolons in quotes"
            raise _refused(
                "delimiter", "cells are not clearly divided by one of comma, semicolon and tab", path, hint
            )
    heads = tuple(cells_of(record, delimiter, path))
    return Dialect(delimiter, heads, record.start + len(record.content))


def _refused(code: str, message: str, path: str, hint: str = "", cell: str = "") -> DealError:
    return DealError([Problem(code, message, path, hint=hint, cell=cell)])
