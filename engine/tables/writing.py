"""A deal as a workbook that a rep fills in: drop-downs, notes on every head, an example below it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..deal.base import Section, Stage
from ..deal.model import SCHEMA, Deal
from ..deal.starter import require_names
from ..output.formulas import is_formula
from ..resources import folder
from ..source import read_file
from ..source.places import Path
from .cells import Written, write_cell
from .contents import Item, items_of, leaves_below, leaves_of, pruned, value_at
from .kinds import Field, fields_of, leaves
from .layout import (
    CORE_SECTIONS,
    EXAMPLE,
    FIELD,
    FORM,
    ISSUES,
    LISTS,
    MARK,
    MEANING,
    SHEETS,
    VALUE,
    InnerSheet,
    ListSheet,
    Place,
    columns,
)

LONGEST = 32_767
"""What a cell of Excel holds, in UTF-16 units."""
_UNHELD = "￾￿"
_A4 = 9
_LAST_ROW = 500
"""Drop-downs reach so far down."""
_LONGEST_LIST = 250
"""What Excel takes for the words of a drop-down; longer lists stand on a sheet of their own."""
_MADE = datetime(2000, 1, 1)
"""A workbook is the same bytes whenever it is written."""
_NOTE = {"x_scale": 2.2, "y_scale": 1.1, "author": "negotia"}
_TOP: dict[str, Any] = {"valign": "top"}
_BODY = _TOP | {"text_wrap": True}
_STYLES: Mapping[str, dict[str, Any]] = {
    "head": _TOP | {"bold": True, "bottom": 2, "bg_color": "#EEF2F6"},
    "required": _TOP | {"bold": True, "bottom": 2, "bg_color": "#FBE9C8"},
    "must": _TOP | {"bold": True},
    "band": {"bold": True, "bg_color": "#DCE6F0", "top": 1},
    "name": _TOP | {"font_color": "#333333"},
    "meaning": _BODY | {"font_color": "#555555"},
    "text": _BODY,
    "quoted": _BODY | {"quote_prefix": True},
    "moment": _TOP | {"num_format": "@"},
    "day": _TOP | {"num_format": "yyyy-mm-dd", "align": "left"},
    "number": _TOP | {"align": "left"},
    "example": _BODY | {"font_color": "#8A8A8A", "italic": True, "align": "left"},
    "example day": _TOP
    | {"font_color": "#8A8A8A", "italic": True, "num_format": "yyyy-mm-dd", "align": "left"},
}


@dataclass(frozen=True, slots=True)
class Unheld:
    """A value that no cell can hold, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """A workbook (.xlsx), and what of the deal is not in it."""

    content: bytes
    unheld: tuple[Unheld, ...]


def book_of(data: Mapping[str, Any]) -> WrittenBook:
    """The workbook of a deal, given as the data of a deal file that can be read."""
    writer = _Writer(pruned(data))
    writer.write()
    return WrittenBook(writer.close(), tuple(writer.unheld))


_FORM = ((FIELD, 34), (VALUE, 52), (MEANING, 72), (EXAMPLE, 52))
"""Heads and widths of the form, in characters."""


def new_book(id: str, title: str, us: str, them: str, stage: Stage | None = None) -> bytes:
    """The workbook of a deal that has yet to be planned. Raises NegotiaError if a name is blank."""
    require_names(id=id, title=title, us=us, them=them)
    header = {"id": id, "title": title, "stage": stage or "preparation"}
    return book_of({"deal": header, "us": {"name": us}, "them": {"name": them}}).content


class _Writer:
    def __init__(self, data: dict[str, Any]) -> None:
        import xlsxwriter

        self._data = data
        self._file = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._file,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._styles = {name: self._book.add_format(style) for name, style in _STYLES.items()}
        self._example = _reference()
        self._long_lists: dict[tuple[str, ...], str] = {}
        self.unheld: list[Unheld] = []

    def close(self) -> bytes:
        if self._long_lists:
            page = self._book.add_worksheet(LISTS)
            page.hide()
            for column, words in enumerate(self._long_lists):
                for row, word in enumerate(words):
                    page.write_string(row, column, word)
        # A fixed date: the same deal gives the same bytes.
        self._book.set_properties({"title": "Negotiation plan", "created": _MADE})
        self._book.close()
        return self._file.getvalue()

    def write(self) -> None:
        self._form()
        for sheet in SHEETS:
            items = list(items_of(self._data, sheet))
            if items or sheet.core:
                self._list(sheet, items)

    def _form(self) -> None:
        page = self._book.add_worksheet(FORM)
        _for_paper(page)
        page.freeze_panes(1, 1)
        for column, (head, width) in enumerate(_FORM):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self._styles["head"])
        row = self._form_row(page, 1, ("schema",), fields_of(Deal)["schema"], SCHEMA)
        for field in fields_of(Deal).values():
            rows = list(self._rows_of(field))
            if field.name == "schema" or not rows:
                continue
            for column, text in enumerate((field.name, "", field.description, "")):
                page.write_string(row, column, text, self._styles["band"])
            row += 1
            for path, leaf, value in rows:
                row = self._form_row(page, row, path, leaf, value)

    def _rows_of(self, section: Field) -> Iterator[tuple[Place, Field, Any]]:
        """The rows of the form for a section: its fields, and what has no sheet and no field to stand in."""
        said = {
            path: (field, value)
            for path, field, value in leaves_below(section, (section.name,), self._data.get(section.name))
        }
        if (
            section.kind == "section"
            and section.model is not None
            and (said or section.name in CORE_SECTIONS)
        ):
            for below, leaf in leaves(section.model):
                path = (section.name, *below)
                if leaf.kind != "terms":
                    yield path, leaf, said.pop(path, (leaf, None))[1]
        yield from ((path, field, value) for path, (field, value) in said.items())

    def _form_row(self, page: Any, row: int, path: Place, field: Field, value: Any) -> int:
        page.write_string(row, 0, ".".join(path), self._styles["must" if field.required else "name"])
        self._cell(page, row, 1, field, value, path)
        page.write_string(row, 2, _meaning(field), self._styles["meaning"])
        example = write_cell(field, value_at(self._example, path))
        self._put(page, row, 3, example, "example")
        texts = (".".join(path), write_cell(field, value), _meaning(field), example)
        _fit(page, row, zip(texts, (width for _, width in _FORM), strict=True))
        self._drop_down(page, field, row, 1, row)
        return row + 1

    def _list(self, sheet: ListSheet | InnerSheet, items: Sequence[Item]) -> None:
        page = self._book.add_worksheet(sheet.name)
        selectors = sheet.selectors if isinstance(sheet, ListSheet) else (sheet.selector,)
        example = next(items_of(self._example, sheet), None)
        heads = self._heads(sheet.model, [*items, example] if example is not None else items)
        _for_paper(page)
        page.freeze_panes(1, len(selectors) + 1)
        for column, selector in enumerate(selectors):
            words = _words(sheet, column)
            page.write_string(0, column, selector, self._styles["required"])
            note = "Which list the row belongs to: " + ", ".join(words) if words else _INNER.format(selector)
            page.write_comment(0, column, note, _NOTE)
            page.set_column(column, column, _SELECTOR)
            if words:
                self._validate(page, words, 2, column, _LAST_ROW)
        for column, (path, field) in enumerate(heads, start=len(selectors)):
            page.write_string(
                0, column, ".".join(path), self._styles["required" if field.required else "head"]
            )
            page.write_comment(0, column, _meaning(field), _NOTE)
            page.set_column(column, column, _width(field), self._styles[_style(field)])
            self._drop_down(page, field, 2, column, _LAST_ROW)
        for row, item in enumerate(items, start=2):
            self._item(page, row, item, sheet.model, heads)
        if example is not None:
            self._exemplify(page, example, heads)

    def _heads(self, model: type[Section], items: Sequence[Item]) -> list[tuple[Place, Field]]:
        """The columns that the model has, and what the items need besides."""
        heads = dict(columns(model))
        for item in items:
            for path, field, _ in leaves_of(item, fields_of(model)):
                heads.setdefault(path, field)
        return list(heads.items())

    def _item(
        self, page: Any, row: int, item: Item, model: type[Section], heads: list[tuple[Place, Field]]
    ) -> None:
        for column, word in enumerate(item.selectors):
            page.write_string(row, column, word, self._styles["text"])
        said = {path: value for path, _, value in leaves_of(item, fields_of(model))}
        for column, (path, field) in enumerate(heads, start=len(item.selectors)):
            if path in said:
                self._cell(page, row, column, field, said[path], (*item.path, *path))

    def _exemplify(self, page: Any, example: Item, heads: list[tuple[Place, Field]]) -> None:
        texts: list[Written] = list(example.selectors)
        texts += [write_cell(field, value_at(example.data, path)) for path, field in heads]
        for column, text in enumerate(texts):
            shown = f"{MARK}{text or ''}" if column == 0 else text
            self._put(page, 1, column, shown, "example")
        widths = [_SELECTOR] * len(example.selectors) + [_width(field) for _, field in heads]
        _fit(page, 1, zip(texts, widths, strict=True))

    def _cell(self, page: Any, row: int, column: int, field: Field, value: Any, path: Path) -> None:
        written = write_cell(field, value)
        reason = _unholdable(written)
        if reason:
            self.unheld.append(Unheld(_named(path), reason))
            written = None
        self._put(page, row, column, written, _style(field))

    def _put(self, page: Any, row: int, column: int, written: Written, style: str) -> None:
        match written:
            case str() if written:
                quoted = style in ("text", "moment") and is_formula(written)
                page.write_string(row, column, written, self._styles["quoted" if quoted else style])
            case Decimal():
                page.write_number(row, column, float(written), self._styles[style])
            case date():
                page.write_datetime(
                    row, column, written, self._styles["day" if style != "example" else "example day"]
                )
            case _:
                page.write_blank(row, column, None, self._styles[style])

    def _drop_down(self, page: Any, field: Field, first: int, column: int, last: int) -> None:
        if field.kind == "choice" and field.options:
            self._validate(page, field.options, first, column, last)
        elif field.kind == "truth":
            self._validate(page, ("yes", "no"), first, column, last)
        elif field.name == "issue" and field.kind == "text":
            self._validate(page, f"={ISSUES}!$A$3:$A${_LAST_ROW}", first, column, last)

    def _validate(self, page: Any, words: Sequence[str] | str, first: int, column: int, last: int) -> None:
        """A drop-down of the words, or of those in a range of cells."""
        source: Any = words if isinstance(words, str) else list(words)
        if not isinstance(words, str) and len(",".join(words)) > _LONGEST_LIST:
            place = self._long_lists.setdefault(tuple(words), _column_of(len(self._long_lists)))
            source = f"={LISTS}!${place}$1:${place}${len(words)}"
        page.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": source,
                "error_title": "Not one of the words",
                "error_message": "Choose one of the list, or leave it blank.",
            },
        )


def _for_paper(page: Any) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _meaning(field: Field) -> str:
    words = f" One of: {', '.join(field.options)}." if 1 < len(field.options) < 20 else ""
    return f"{field.description}{words}{_HINTS.get(field.kind, '')}"


_HINTS: Mapping[str, str] = {
    "texts": " One to a line (Alt+Enter).",
    "moment": " Write 2026-03-31T14:00+02:00.",
    "term": " A value, or 10 to 15, or 10 to 15 (estimated).",
    "choices": " Several with commas between them.",
    "truth": " yes or no.",
    "scores": " A line for each value: yes: 10.",
}
_INNER = "The id of the {0}, or its number: 1 is the first."
_WIDTHS: Mapping[str, int] = {
    "text": 28,
    "texts": 34,
    "number": 13,
    "count": 9,
    "day": 13,
    "truth": 11,
    "moment": 26,
}


_SELECTOR = 16
_LINE = 15.0


def _width(field: Field) -> int:
    return _WIDTHS.get(field.kind, 18)


def _fit(page: Any, row: int, texts: Iterable[tuple[Written, int]]) -> None:
    """Makes a row as high as its longest text; other rows are left to the program that shows them."""
    most = max(
        sum(1 + len(line) // width for line in text.split("\n")) if isinstance(text, str) else 1
        for text, width in texts
    )
    if most > 1:
        page.set_row(row, _LINE * min(most, _MOST_LINES))


_MOST_LINES = 25


def _style(field: Field) -> str:
    return {"day": "day", "moment": "moment", "number": "number", "count": "number"}.get(field.kind, "text")


def _words(sheet: ListSheet | InnerSheet, place: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said[place] for said in sheet.lists)) if isinstance(sheet, ListSheet) else ()


def _column_of(index: int) -> str:
    return chr(ord("A") + index)


def _unholdable(written: Written) -> str:
    if not isinstance(written, str):
        return ""
    if any(character in _UNHELD or "\ud800" <= character <= "\udfff" for character in written):
        return "it has a character that no workbook can hold"
    if len(written.encode("utf-16-le")) // 2 > LONGEST:
        return f"it is longer than the {LONGEST:,} characters that a cell can hold"
    return ""


def _reference() -> dict[str, Any]:
    """The deal of which the examples are parts: the one that shows every field."""
    data = pruned(read_file(folder("samples") / "deals" / "reference.yaml").data)
    assert isinstance(data, dict)
    return data


def _named(path: Path) -> str:
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
