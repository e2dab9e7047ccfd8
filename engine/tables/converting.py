"""A deal from one kind of file into another: YAML, JSON and workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..deal.model import SCHEMA, Deal
from ..deal.reading import read_deal
from ..errors import DealError, NegotiaError, SourceError
from ..source import Format
from .book import Book, open_book, read_book
from .contents import pruned
from .deal_text import deal_text
from .reading import deal_of_book, is_deal_book, left_out
from .writing import Unheld, book_of

WORKBOOK = ".xlsx"
_FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


@dataclass(frozen=True, slots=True)
class Converted:
    """A deal in its new form; what of it is not in there, and what else its owner should know."""

    content: bytes
    unheld: tuple[Unheld, ...] = ()
    notes: tuple[str, ...] = ()


def convert_deal(source: str | Path, target: str | Path) -> Converted:
    """The deal of a file as the file `target` would hold it, by the endings of both.

    Raises DealError for a file that is no deal, NegotiaError for an ending that stands for none.
    """
    suffix = Path(target).suffix.lower()
    if suffix != WORKBOOK and suffix not in _FORMATS:
        raise NegotiaError(f"{target}: a deal is a file that ends in .yaml, .json or .xlsx")
    deal, notes = _read(source)
    data = data_of(deal)
    if suffix == WORKBOOK:
        written = book_of(data)
        return Converted(written.content, written.unheld, notes)
    return Converted(deal_text(data, _FORMATS[suffix]).encode(), notes=notes)


def data_of(deal: Deal) -> dict[str, Any]:
    """The data of the deal's file, in today's schema, without what says nothing."""
    assert deal.source is not None
    return {
        "schema": SCHEMA,
        **pruned({key: one for key, one in deal.source.data.items() if key != "schema"}),
    }


def read_deal_book(path: str | Path) -> Deal:
    """The deal of a workbook. Raises DealError."""
    return deal_in(_opened(path))


def parse_deal_book(content: bytes, name: str) -> Deal:
    """The deal of a workbook that lies in no file. Raises DealError."""
    try:
        return deal_in(read_book(content, name))
    except SourceError as error:
        raise DealError(error.problems) from None


def deal_in(book: Book) -> Deal:
    """The deal of a workbook of ours. Raises DealError if it is another one."""
    from ..errors import Problem

    if not is_deal_book(book):
        message = "is no workbook of a plan: it has no sheet Deal with the heads Field and Value"
        hint = "start with `negotia new --xlsx FILE`; a table with a deal a row needs --mapping"
        raise DealError([Problem("not-a-deal", message, book.name, hint=hint)])
    return deal_of_book(book)


def notes_on(book: Book) -> tuple[str, ...]:
    """What nobody sees in the deal of a workbook: formulas were read by their values, sheets were left out."""
    notes = []
    if book.formulas:
        cells = ", ".join(book.formulas[:5]) + (", ..." if len(book.formulas) > 5 else "")
        notes.append(f"cells with formulas ({cells}) are read by the values that they last came to")
    if others := left_out(book) if is_deal_book(book) else ():
        notes.append(f"sheets that belong to no part of a plan are left out: {', '.join(others)}")
    return tuple(notes)


def _read(path: str | Path) -> tuple[Deal, tuple[str, ...]]:
    if Path(path).suffix.lower() == WORKBOOK:
        book = _opened(path)
        return deal_in(book), notes_on(book)
    deal = read_deal(path)
    assert deal.source is not None
    commented = deal.source.format == "yaml" and "#" in deal.source.text
    return deal, ("comments are not carried over",) if commented else ()


def _opened(path: str | Path) -> Book:
    try:
        return open_book(path)
    except SourceError as error:
        raise DealError(error.problems) from None
