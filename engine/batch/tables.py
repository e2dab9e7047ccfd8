"""The deals of a piece of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..deal.model import Deal
from ..errors import DealError, NegotiaError, Problem, SourceError
from ..output.encoding import encode_line
from ..run import Refusal
from ..tables.book import open_book
from ..tables.converting import deal_in
from ..tables.csv_rows import BLANK, dialect_of
from ..tables.csv_rows import records as csv_records
from ..tables.mapping import Mapping
from ..tables.parquet_rows import parquet_heads, parquet_rows
from ..tables.reading import is_deal_book
from ..tables.rows import TableRow, read_heads
from ..tables.table import book_rows, csv_deal, row_deal
from .chunks import Part


class Row(NamedTuple):
    """A row with a deal that waits to be read: its number from 1, 0 for a workbook that is one deal."""

    number: int
    read: Callable[[], Deal | Refusal]
    content: Callable[[], bytes] = bytes


def table_rows(part: Part) -> Iterator[Row]:
    """The rows of a piece of a table, or of a whole workbook."""
    path, mapping = part.file.path, part.file.mapping
    try:
        if part.file.kind == "book":
            yield from _book(path, mapping)
        elif mapping is None:
            hint = "--mapping FILE tells what its columns mean; salesforce and hubspot are shipped"
            yield _refused(
                path, [Problem("no-mapping", "is a table, and nothing tells what is in it", path, hint=hint)]
            )
        elif part.file.kind == "csv":
            yield from _csv(part, mapping)
        else:
            yield from _parquet(part, mapping)
    except SourceError as error:
        yield _refused(path, error.problems)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield _refused(path, [Problem("unreadable-file", f"cannot be read: {reason}", path)])
    except NegotiaError as error:
        yield _refused(path, [Problem("unreadable-file", f"cannot be read: {error}", path)])


def _refused(path: str, problems: list[Problem] | tuple[Problem, ...]) -> Row:
    refusal = Refusal(path, tuple(problems))
    return Row(0, lambda: refusal)


def _book(path: str, mapping: Mapping | None) -> Iterator[Row]:
    book = open_book(path)
    if mapping is None or is_deal_book(book):
        yield Row(0, _reading(path, 0, partial(deal_in, book)), Path(path).read_bytes)
        return
    for row in book_rows(book, mapping):
        yield Row(
            row.number, _reading(path, row.number, row.read), partial(encode_line, list(map(str, row.cells)))
        )


def _csv(part: Part, mapping: Mapping) -> Iterator[Row]:
    path = part.file.path
    dialect = dialect_of(path, mapping.head)
    heads = read_heads(mapping.columns, dialect.heads, "", mapping.head - 1, path)
    with Path(path).open("rb") as file:
        file.seek(part.start)
        for record in csv_records(file, part.end, part.line - 1):
            if record.number >= mapping.head and (record.too_long or record.content.strip(BLANK)):
                read = partial(csv_deal, record, dialect, heads, mapping, path)
                yield Row(
                    record.number + 1, _reading(path, record.number + 1, read), partial(bytes, record.content)
                )


def _parquet(part: Part, mapping: Mapping) -> Iterator[Row]:
    path = part.file.path
    heads = read_heads(mapping.columns, parquet_heads(path), "", 0, path)
    for row in parquet_rows(path, part.group, part.line):
        read = partial(row_deal, row, heads, mapping, path)
        yield Row(row.number + 1, _reading(path, row.number + 1, read), partial(_content, row))


def _content(row: TableRow) -> bytes:
    return encode_line(list(map(str, row.cells)))


def _reading(path: str, number: int, read: Callable[[], Deal]) -> Callable[[], Deal | Refusal]:
    def reading() -> Deal | Refusal:
        try:
            return read()
        except DealError as error:
            return Refusal(path, error.problems, number)

    return reading
