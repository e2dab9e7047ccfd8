"""Workbooks for tests, written cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from engine.tables.book import Book, read_book

Rows = Sequence[Sequence[Any]]


def book_bytes(sheets: Mapping[str, Rows], also: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of a workbook; a text that begins with `=` is a formula. `also` does what rows cannot say."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
    if also is not None:
        also(book)
    book.close()
    return file.getvalue()


def book_with(
    sheets: Mapping[str, Rows], also: Callable[[Any], None] | None = None, name: str = "plan.xlsx"
) -> Book:
    return read_book(book_bytes(sheets, also), name)


FORM: Rows = (
    ("Field", "Value"),
    ("deal.id", "acme"),
    ("deal.title", "Acme"),
    ("us.name", "Us"),
    ("them.name", "Them"),
)


def plan(*form: Sequence[Any], **sheets: Rows) -> Book:
    """A plan with these further rows of the form and sheets."""
    return book_with(
        {"Deal": [*FORM, *form], **{name.replace("_", " "): rows for name, rows in sheets.items()}}
    )


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook in which one part is another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == name else data)
    return file.getvalue()
