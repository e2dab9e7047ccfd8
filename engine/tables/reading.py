"""A workbook of one deal -> the deal, every value traceable to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..deal.model import Deal
from ..deal.paths import describe
from ..deal.reading import deal_from
from ..errors import DealError, Problem
from ..source.places import Path
from ..suggest import near_or_listed, nearest
from .book import Book, Sheet
from .cells import Cell, CellMistake, is_blank, read_cell
from .kinds import Field, leaves
from .layout import FIELD, FORM, LISTS, MARK, SHEETS, VALUE, InnerSheet, ListSheet, Place, columns, field_at
from .places import CellSource, cell_name

_MOST = 100


def is_deal_book(book: Book) -> bool:
    """Whether a workbook is one of ours: its form has the heads of a form."""
    form = _sheets(book).get(FORM)
    return form is not None and _texts(next(form.rows(), []))[:2] == [FIELD, VALUE]


def deal_of_book(book: Book) -> Deal:
    """The deal that a workbook describes. Raises DealError with every problem, each at its cell."""
    data = _Reading(book)
    try:
        deal = deal_from(data.source)
    except DealError as error:
        # What could not be read is absent only because of that.
        found = [one for one in error.problems if not (data.problems and one.code == "missing-key")]
        raise DealError([*data.problems, *found]) from None
    if data.problems:
        raise DealError(data.problems)
    return deal


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list sheet: the field, and the way to it within an item."""

    index: int
    path: Place
    field: Field


class _Reading:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._data: dict[str, Any] = {}
        self._cells: dict[Path, str] = {}
        self.problems: list[Problem] = []
        sheets = _sheets(book)
        self._form(sheets[FORM])
        for known in SHEETS:
            if known.name in sheets:
                self._list(known, sheets[known.name])
        self._others(sheets)

    @property
    def source(self) -> CellSource:
        """The data, and where they stand."""
        return CellSource(self._book.name, "", "yaml", self._data, cells=self._cells)

    def _form(self, sheet: Sheet) -> None:
        self._cells[()] = cell_name(sheet.name, 0, 0)
        said: set[Place] = set()
        for row, cells in enumerate(sheet.rows()):
            name, value = (*_texts(cells[:1]), "")[0], cells[1] if len(cells) > 1 else None
            if row == 0 or (is_blank(value) and (row, 1) not in sheet.merged):
                self._mark_section(name, sheet, row)
                continue
            if self._hidden_by_merge(sheet, row, 1):
                continue
            found = field_at(name)
            if found is None:
                hint = near_or_listed(name, _form_paths())
                self._report("unknown-field", f"there is no field {name!r}", sheet, row, 0, hint=hint)
            elif found[0] in said:
                self._report(
                    "duplicate-field", f"{name!r} stands in {self._cells[found[0]]} too", sheet, row, 0
                )
            else:
                said.add(found[0])
                self._put(found[0], found[1], value, sheet, row, 1)

    def _mark_section(self, name: str, sheet: Sheet, row: int) -> None:
        """A section that says nothing still has its place, for what is missing in it."""
        found = field_at(name) if name else None
        if found is not None:
            self._cells.setdefault(found[0], cell_name(sheet.name, row, 1))

    def _list(self, known: ListSheet | InnerSheet, sheet: Sheet) -> None:
        rows = enumerate(sheet.rows())
        heads = _texts(next(rows, (0, []))[1])
        selectors = known.selectors if isinstance(known, ListSheet) else (known.selector,)
        chosen, columns = self._columns(known, selectors, heads, sheet)
        for row, cells in rows:
            if all(map(is_blank, cells)) or (row == 1 and _texts(cells[:1])[0].startswith(MARK)):
                continue
            said = [_texts([cells[index]])[0].strip() if index is not None else "" for index in chosen]
            at = self._list_at(known, said) if len(said) == len(selectors) else None
            if at is None:
                self._misplaced(known, said, sheet, row, chosen)
                continue
            self._item(at, columns, cells, sheet, row)

    def _columns(
        self, known: ListSheet | InnerSheet, selectors: Sequence[str], heads: list[str], sheet: Sheet
    ) -> tuple[list[int | None], list[_Column]]:
        columns: list[_Column] = []
        where = {head: index for index, head in reversed([*enumerate(heads)])}
        for index, head in enumerate(heads):
            if not head or head in selectors:
                continue
            found = field_at(head, known.model)
            if found is None or where[head] != index:
                why = (
                    f"there is no field {head!r} on this sheet" if found is None else f"{head!r} stands twice"
                )
                names = [".".join(path) for path in _paths(known)]
                hint = near_or_listed(head, names) if found is None else "one column is enough"
                self._report("unknown-field", why, sheet, 0, index, hint=hint)
            else:
                columns.append(_Column(index, *found))
        for selector in selectors:
            if selector not in where:
                message = f"the column {selector!r} is missing"
                self._report("missing-column", message, sheet, 0, 0, hint=f"add it with the head {selector}")
        return [where.get(selector) for selector in selectors], columns

    def _list_at(self, known: ListSheet | InnerSheet, said: list[str]) -> Path | None:
        """The list that an item belongs to."""
        if isinstance(known, ListSheet):
            return known.lists.get(tuple(word.casefold() for word in said))
        items = _at(self._data, known.outer) or []
        keys = [str(item.get("id") or "") if isinstance(item, dict) else "" for item in items]
        number = int(said[0]) if said[0].isdecimal() and len(said[0]) < 6 else 0
        if said[0] in keys:
            return (*known.outer, keys.index(said[0]), known.field)
        return (*known.outer, number - 1, known.field) if 1 <= number <= len(items) else None

    def _misplaced(
        self, known: ListSheet | InnerSheet, said: list[str], sheet: Sheet, row: int, chosen: list[int | None]
    ) -> None:
        if None in chosen:
            return  # the missing column has been reported
        if isinstance(known, InnerSheet):
            message = (
                f"there is no {known.selector} {said[0]!r}" if said[0] else f"{known.selector!r} is blank"
            )
            hint = f"write its id on the sheet {known.outer[-1].capitalize()}, or its number: 1 is the first"
            self._report("unknown-reference", message, sheet, row, chosen[0] or 0, hint=hint)
            return
        for place, (selector, word) in enumerate(zip(known.selectors, said, strict=True)):
            words = dict.fromkeys(key[place] for key in known.lists)
            if word.casefold() not in words:
                message = f"{selector!r} cannot be {word!r}" if word else f"{selector!r} is blank"
                hint = "one of: " + ", ".join(words)
                self._report("unknown-choice", message, sheet, row, chosen[place] or 0, hint=hint)

    def _item(self, at: Path, columns: list[_Column], cells: list[Cell], sheet: Sheet, row: int) -> None:
        items = _holder(self._data, at[:-1]).setdefault(str(at[-1]), [])
        if not isinstance(items, list):
            message = "this list is written on the form too"
            self._report("duplicate-field", message, sheet, row, 0, hint=f"clear {self._cells.get(at, FORM)}")
            return
        items.append({})
        item: Path = (*at, len(items) - 1)
        self._cells.setdefault(at, cell_name(sheet.name, 0, 0))
        self._cells[item] = cell_name(sheet.name, row, 0)
        for column in columns:
            cell = cells[column.index] if column.index < len(cells) else None
            if not is_blank(cell) and not self._hidden_by_merge(sheet, row, column.index):
                self._put((*item, *column.path), column.field, cell, sheet, row, column.index)
            elif (row, column.index) in sheet.merged:
                self._hidden_by_merge(sheet, row, column.index)

    def _put(self, path: Path, field: Field, cell: Cell, sheet: Sheet, row: int, column: int) -> None:
        self._cells[path] = cell_name(sheet.name, row, column)
        try:
            value = read_cell(field, cell)
        except CellMistake as mistake:
            where = describe(path, self._data)
            self._report("wrong-value", str(mistake), sheet, row, column, where, mistake.hint)
            return
        _holder(self._data, path[:-1])[str(path[-1])] = value

    def _hidden_by_merge(self, sheet: Sheet, row: int, column: int) -> bool:
        shown = sheet.merged.get((row, column))
        if shown is None:
            return False
        message = f"is merged with {shown}, and only that cell has a value"
        hint = "unmerge the cells, and write into each"
        self._report("merged-cell", message, sheet, row, column, hint=hint)
        return True

    def _others(self, sheets: dict[str, Sheet]) -> None:
        names = [FORM, LISTS, *(known.name for known in SHEETS)]
        for name, sheet in sheets.items():
            near = nearest(name, names)
            if name not in names and near is not None and near not in sheets:
                hint = f"call it {near}"
                self._report("unknown-sheet", f"there is no sheet {name!r} in a plan", sheet, 0, 0, hint=hint)

    def _report(
        self, code: str, message: str, sheet: Sheet, row: int, column: int, path: str = "", hint: str = ""
    ) -> None:
        if len(self.problems) < _MOST:
            cell = cell_name(sheet.name, row, column)
            self.problems.append(Problem(code, message, self._book.name, path=path, hint=hint, cell=cell))


def left_out(book: Book) -> tuple[str, ...]:
    """The sheets of a workbook of ours that belong to no part of a deal."""
    known = {FORM, LISTS, *(sheet.name for sheet in SHEETS)}
    return tuple(sheet.name for sheet in book.sheets if sheet.name not in known and next(sheet.rows(), None))


def _sheets(book: Book) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in book.sheets}


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [str(cell).strip() if cell is not None else "" for cell in cells] or [""]


def _paths(known: ListSheet | InnerSheet) -> Iterator[Place]:
    return (path for path, _ in columns(known.model))


def _form_paths() -> list[str]:
    return [".".join(path) for path, _ in leaves(Deal)]


def _holder(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """The mapping at the path, made as far as it is not there."""
    node: Any = data
    for step in path:
        node = node[step] if isinstance(step, int) else node.setdefault(step, {})
    return node if isinstance(node, dict) else {}


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data
