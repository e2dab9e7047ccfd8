"""Rows of a table -> deals, as a mapping says: each value traceable to its cell, each mistake told by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..deal.model import Deal
from ..deal.reading import deal_from
from ..deal.shown import shown
from ..errors import DealError, Problem
from ..source.places import Path
from ..suggest import near_or_listed
from .cells import Cell, CellMistake, day_of, is_blank, read_cell
from .mapping import ColumnRule, ListRule, folded
from .places import CellSource, cell_name
from .wordings import read_date, read_number

_NUMBERS = frozenset({"number", "count"})
_TRUE = frozenset({"1", "true", "yes", "y", "x", "ja", "oui", "si", "sí", "sim"})
_FALSE = frozenset({"0", "false", "no", "n", "nein", "non", "não", "nao"})


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table that a mapping reads: the rule of each, with its place from 0."""

    sheet: str
    columns: tuple[tuple[ColumnRule, int], ...]
    constants: tuple[ColumnRule, ...]


@dataclass(slots=True)
class TableRow:
    """A row, from 0, and what a merged cell hides of it: the name of the one that shows, by column."""

    number: int
    cells: Sequence[Cell]
    merged: Mapping[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.merged and all(map(is_blank, self.cells))


def read_heads(
    rules: Iterable[ColumnRule], cells: Sequence[Cell], sheet: str, row: int, source: str
) -> Heads:
    """Finds the columns of the rules in the row of the heads. Raises DealError if one that is required is missing."""
    where: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        where.setdefault(folded(str(cell)) if cell is not None else "", []).append(place)
    where.pop("", None)
    found, constants, problems = [], [], []
    for rule in rules:
        if not rule.heads:
            constants.append(rule)
            continue
        head = next((head for head in rule.heads if folded(head) in where), None)
        if head is None:
            if rule.required:
                problems.append(_missing(rule, cells, sheet, row, source))
            continue
        places = where[folded(head)]
        if len(places) > 1:
            cell = cell_name(sheet, row, places[1])
            message = f"the column {head!r} is there twice"
            hint = "rename or delete the one that is not meant"
            problems.append(
                Problem("duplicate-column", message, source, path=rule.target.path, hint=hint, cell=cell)
            )
        found.append((rule, places[0]))
    if problems:
        raise DealError(problems)
    return Heads(sheet, tuple(found), tuple(constants))


def _missing(rule: ColumnRule, cells: Sequence[Cell], sheet: str, row: int, source: str) -> Problem:
    heads = " or ".join(repr(head) for head in rule.heads)
    present = [str(cell).strip() for cell in cells if not is_blank(cell)]
    hint = near_or_listed(rule.heads[0], present, "columns there") or "the row of the heads is blank"
    message = f"the column {heads} is missing"
    return Problem(
        "missing-column", message, source, path=rule.target.path, hint=hint, cell=cell_name(sheet, row, 0)
    )


class DealOfRow:
    """The data of one deal, put together of a row and of rows of further sheets."""

    def __init__(self, source: str, locale: str) -> None:
        self._source = source
        self._locale = locale
        self._data: dict[str, Any] = {}
        self._cells: dict[Path, str] = {}
        self._items: dict[tuple[Path, str], int] = {}
        self._problems: list[Problem] = []

    def add(self, heads: Heads, row: TableRow) -> None:
        """Takes the values of a row with a deal."""
        self._cells.setdefault((), cell_name(heads.sheet, row.number, 0))
        self._take(heads, row, self._data, (), self._items)

    def add_item(self, rule: ListRule, heads: Heads, row: TableRow) -> None:
        """Takes a row of a further sheet, an item of a list."""
        node = self._data
        for step in rule.place[:-1]:
            node = node.setdefault(step, {})
        items = node.setdefault(rule.place[-1], [])
        path: Path = (*rule.place, len(items))
        items.append({})
        self._cells[path] = cell_name(heads.sheet, row.number, 0)
        self._take(heads, row, items[-1], path, {})

    def deal(self) -> Deal:
        """The deal. Raises DealError with every problem of its rows."""
        source = CellSource(self._source, "", "yaml", self._data, cells=self._cells)
        try:
            deal = deal_from(source)
        except DealError as error:
            # What could not be read is absent only because of that.
            found = [one for one in error.problems if not (self._problems and one.code == "missing-key")]
            raise DealError([*self._problems, *found]) from None
        if self._problems:
            raise DealError(self._problems)
        return deal

    def _take(
        self, heads: Heads, row: TableRow, data: dict[str, Any], at: Path, items: dict[tuple[Path, str], int]
    ) -> None:
        for rule, column in heads.columns:
            cell = row.cells[column] if column < len(row.cells) else None
            place = cell_name(heads.sheet, row.number, column)
            if column in row.merged:
                message = f"is merged with {row.merged[column]}, and only that cell has a value"
                self._report("merged-cell", message, place, rule, "unmerge the cells, and write into each")
            elif is_blank(cell):
                if rule.required:
                    self._report("blank", f"{rule.heads[0]!r} is blank", place, rule, "write something")
            else:
                self._put(rule, cell, place, data, at, items)
        for rule in heads.constants:
            where = rule.target.place(data, items, create=not rule.target.in_item)
            if where is not None:
                _set(data, where, rule.value)

    def _put(
        self,
        rule: ColumnRule,
        cell: Cell,
        place: str,
        data: dict[str, Any],
        at: Path,
        items: dict[tuple[Path, str], int],
    ) -> None:
        try:
            value = self._value(rule, cell)
        except CellMistake as mistake:
            self._report("wrong-value", str(mistake), place, rule, mistake.hint)
            return
        if value is None:
            return
        where = rule.target.place(data, items)
        assert where is not None
        self._cells[*at, *where] = place
        for length in range(1, len(where)):
            self._cells.setdefault((*at, *where[:length]), place)
        _set(data, where, value)

    def _value(self, rule: ColumnRule, cell: Cell) -> Any:
        if rule.values is not None:
            word = folded(str(cell))
            if word in rule.values:
                return rule.values[word]
            if rule.other is not None:
                return rule.other
            known = sorted(rule.values)
            raise CellMistake(
                f"the mapping does not say what {shown(str(cell).strip())} stands for",
                near_or_listed(word, known) or "add it to `values` in a copy of the mapping",
            )
        return self._read(rule, cell)

    def _read(self, rule: ColumnRule, cell: Cell) -> Any:
        kind = rule.target.field.kind
        if kind == "day":
            return day_of(cell) or read_date(str(cell), self._locale, rule.dates)
        if not isinstance(cell, str):
            return read_cell(rule.target.field, cell)
        if kind in _NUMBERS:
            number = read_number(cell, self._locale)
            whole = number == number.to_integral_value()
            return int(number) if whole and abs(number) < Decimal(10) ** 15 else number
        if kind == "truth" and cell.strip().casefold() in _TRUE | _FALSE:
            return cell.strip().casefold() in _TRUE
        if kind == "term":
            return self._term(rule, cell)
        value = read_cell(rule.target.field, cell)
        return value.strip() if isinstance(value, str) else value

    def _term(self, rule: ColumnRule, cell: str) -> Any:
        """A value of an issue: a number as the locale writes it, else what a cell of a plan would say."""
        for read in (read_number, read_date):
            try:
                return read(cell, self._locale)
            except CellMistake:
                continue
        return read_cell(rule.target.field, cell)

    def _report(self, code: str, message: str, place: str, rule: ColumnRule, hint: str) -> None:
        self._problems.append(
            Problem(code, message, self._source, path=rule.target.path, hint=hint, cell=place)
        )


def _set(data: Any, path: Path, value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def deal_id(heads: Heads, row: TableRow) -> str:
    """What names the deal of a row, for the rows of further sheets; empty if nothing does."""
    for rule, column in heads.columns:
        if rule.target.path == "deal.id" and column < len(row.cells):
            return key_text(row.cells[column])
    return ""


def key_text(cell: Cell) -> str:
    """A cell as the name of a deal: a number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
