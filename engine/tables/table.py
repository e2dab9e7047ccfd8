"""Tables with a deal a row: CSV, Excel and Parquet files, read as a mapping says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..deal.model import Deal
from ..errors import DealError, Problem
from .book import Book, Sheet
from .cells import Cell
from .csv_rows import Dialect, Record, row_of
from .mapping import ListRule, Mapping
from .places import cell_name
from .rows import DealOfRow, Heads, TableRow, deal_id, key_text, read_heads


class UnreadRow(NamedTuple):
    """A row that waits to be read, counted from 1 as in the table. `read` raises DealError."""

    number: int
    read: Callable[[], Deal]
    cells: Sequence[Cell]


def csv_deal(record: Record, dialect: Dialect, heads: Heads, mapping: Mapping, source: str) -> Deal:
    """The deal of a record. Raises DealError."""
    return row_deal(row_of(record, dialect, source), heads, mapping, source)


def row_deal(row: TableRow, heads: Heads, mapping: Mapping, source: str) -> Deal:
    """The deal of a row. Raises DealError."""
    made = DealOfRow(source, mapping.locale)
    made.add(heads, row)
    return made.deal()


def book_rows(book: Book, mapping: Mapping) -> Iterator[UnreadRow]:
    """The deals of a workbook with a deal a row, and rows of further sheets that belong to none of them.

    Raises DealError if its columns are not those of the mapping.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    main = _main(book, sheets, mapping)
    rows = _rows(main, mapping.head)
    first = next(rows, None)
    cells = first.cells if first is not None and first.number == mapping.head - 1 else []
    heads = read_heads(mapping.columns, cells, main.name, mapping.head - 1, book.name)
    further = [
        _Further(rule, sheets[rule.sheet], book.name) for rule in mapping.sheets if rule.sheet in sheets
    ]
    for row in rows:
        if not row.blank:
            items = [(one, one.of(deal_id(heads, row))) for one in further]
            yield UnreadRow(
                row.number + 1, partial(_with_items, row, heads, items, mapping, book.name), row.cells
            )
    for one in further:
        yield from one.strays(main.name)


def _main(book: Book, sheets: dict[str, Sheet], mapping: Mapping) -> Sheet:
    if mapping.sheet in sheets:
        return sheets[mapping.sheet]
    further = {rule.sheet for rule in mapping.sheets}
    found = next((one for one in book.sheets if not one.hidden and one.name not in further), None)
    if mapping.sheet or found is None:
        hint = "sheets there: " + ", ".join(sheets) if sheets else ""
        message = f"there is no sheet {mapping.sheet!r}" if mapping.sheet else "there is no sheet to read"
        raise DealError([Problem("unknown-sheet", message, book.name, hint=hint)])
    return found


def _rows(sheet: Sheet, head: int) -> Iterator[TableRow]:
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), shown in sheet.merged.items():
        by_row.setdefault(row, {})[column] = shown
    for number, cells in enumerate(sheet.rows()):
        if number >= head - 1:
            yield TableRow(number, cells, by_row.get(number, {}))


class _Further:
    """A further sheet of a workbook: its rows by the deal that they name."""

    def __init__(self, rule: ListRule, sheet: Sheet, source: str) -> None:
        self.rule = rule
        self._source = source
        rows = _rows(sheet, 1)
        first = next(rows, None)
        cells = [] if first is None else first.cells
        self.heads = read_heads(rule.columns, cells, sheet.name, 0, source)
        names = [key_text(cell).casefold() for cell in cells]
        if rule.deal.casefold() not in names:
            message, place = f"the column {rule.deal!r} is missing", cell_name(sheet.name, 0, 0)
            hint = "it names the deal that a row belongs to"
            raise DealError([Problem("missing-column", message, source, hint=hint, cell=place)])
        self._column = names.index(rule.deal.casefold())
        self._rows: dict[str, list[TableRow]] = {}
        for row in rows:
            if not row.blank:
                key = key_text(row.cells[self._column]) if self._column < len(row.cells) else ""
                self._rows.setdefault(key, []).append(row)

    def of(self, deal: str) -> list[TableRow]:
        """The rows of a deal, which are then taken."""
        return self._rows.pop(deal, []) if deal else []

    def strays(self, main: str) -> Iterator[UnreadRow]:
        """What no deal has taken."""
        for key, rows in self._rows.items():
            for row in rows:
                yield UnreadRow(row.number + 1, partial(self._stray, key, row, main), row.cells)

    def _stray(self, key: str, row: TableRow, main: str) -> Deal:
        message = f"there is no deal {key!r} on the sheet {main}" if key else "this row names no deal"
        cell = cell_name(self.heads.sheet, row.number, self._column)
        raise DealError([Problem("unknown-deal", message, self._source, hint="write its id", cell=cell)])


def _with_items(
    row: TableRow,
    heads: Heads,
    items: Sequence[tuple[_Further, Sequence[TableRow]]],
    mapping: Mapping,
    source: str,
) -> Deal:
    made = DealOfRow(source, mapping.locale)
    made.add(heads, row)
    for further, rows in items:
        for one in rows:
            made.add_item(further.rule, further.heads, one)
    return made.deal()
