"""The form for reps: fields of a deal as texts to edit, and the edited texts put back into the deal's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ...answering import Slot, UnknownPath, find_slot
from ...answering.slots import item_keys
from ...answering.values import Unfit, typed_value
from ...deal.base import Section
from ...deal.edit import append_item, remove, set_value
from ...deal.edit.paths import at
from ...deal.edit.values import number_text
from ...deal.model import Deal
from ...deal.paths import sections
from ...errors import DealError, NegotiaError, Problem
from ...expressions import BOOLEAN, Choice
from ...facts.types import type_of
from ...source import Format, read_source
from .layout import MEETING, PARTS, Part

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the form shows it; `name` is what the browser sends it as."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[str, ...]
    hint: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a list, or the one row of a section; `remove` is the box that takes it out."""

    title: str
    fields: tuple[FormField, ...]
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the form."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A deal's data, the texts that were sent (they stand in place of the data's), and what is wrong with them."""

    data: Mapping[str, Any]
    today: date
    sent: Mapping[str, str]
    wrong: Mapping[str, str]

    def groups(self) -> Iterator[Group]:
        """The form, part by part."""
        for part in (*PARTS, MEETING):
            rows = tuple(self._rows(part))
            yield Group(part.title, rows)

    def _rows(self, part: Part) -> Iterator[Row]:
        if not part.is_list:
            yield Row("", tuple(self._fields(part, part.path)))
            return
        shown = list(items_shown(part, self.data, self.today))
        for key, title in shown:
            path = f"{part.path}[{key}]"
            yield Row(title, tuple(self._fields(part, path)), remove=f"remove {path}")
        blank = 0 if part is MEETING and shown else part.blank
        for number in range(blank):
            yield Row("New", tuple(self._blank(part, f"new {number} {part.path} ")))

    def _fields(self, part: Part, path: str) -> Iterator[FormField]:
        for name, label in part.fields:
            slot = find_slot(f"{path}.{name}", self.data)
            yield self._field(
                f"field {slot.path}", label, slot.kind, shown(at(self.data, slot.steps)), slot.options, slot
            )

    def _blank(self, part: Part, prefix: str) -> Iterator[FormField]:
        for name, label in part.fields:
            kind, options, doc = _of_model(part.path, name)
            yield self._field(prefix + name, label, kind, "", options, None, doc)

    def _field(
        self,
        name: str,
        label: str,
        kind: str,
        value: str,
        options: tuple[str, ...],
        slot: Slot | None,
        doc: str = "",
    ) -> FormField:
        hint = slot.doc if slot else doc
        if slot and slot.unit:
            hint = f"{hint} In {slot.unit}."
        return FormField(
            name, label, kind, self.sent.get(name, value), options, hint, self.wrong.get(name, "")
        )


def items_shown(part: Part, data: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Key and title of the items of a list that the form holds; of meetings the next one alone."""
    section, items = _list_at(part.path, data)
    keys = item_keys(section, items)
    chosen = range(len(items)) if part is not MEETING else _next(items, today)
    for index in chosen:
        item = items[index]
        if isinstance(item, Mapping):
            title = item.get("name") or item.get("purpose") or keys[index]
            yield keys[index], str(title)


def filled(text: str, name: str, format: Format, fields: Mapping[str, str]) -> str:
    """The text of the deal with what was edited in the form. Raises DealError, with the paths of what is wrong."""
    problems: list[Problem] = []
    before = _data(text, format)
    for field, typed in fields.items():
        kind, _, path = field.partition(" ")
        if kind == "field" and not _stands(before, path, typed):
            text = _trying(_set, problems, text, format, path, typed)
    removed = [path for field in fields for kind, _, path in [field.partition(" ")] if kind == "remove"]
    for path in reversed(removed):
        text = _trying(_taken, problems, text, format, path, "")
    for row, values in _new_rows(fields).items():
        for place, (path, typed) in enumerate(values):
            text = _trying(
                _grown if place == 0 else _grown_more, problems, text, format, f"{row[1]} {path}", typed
            )
    if problems:
        raise DealError(
            [Problem(one.code, one.message, name, path=one.path, hint=one.hint) for one in problems]
        )
    return text


def shown(value: Any) -> str:
    """A value of a file as a person would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return number_text(value)
        case {"value": inner}:
            return shown(inner)
        case [low, high] if not isinstance(low, str | Mapping | list) and not isinstance(
            high, str | Mapping | list
        ):
            return f"{shown(low)} to {shown(high)}"
        case list():
            return "\n".join(shown(one) for one in value)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _trying(edit: Any, problems: list[Problem], text: str, format: Format, path: str, typed: str) -> str:
    try:
        return str(edit(text, format, path, typed.strip()))
    except UnknownPath as mistake:
        problems.append(Problem("unknown-path", str(mistake), "", path=path, hint=mistake.hint))
    except (Unfit, NegotiaError) as mistake:
        problems.append(
            Problem("wrong-answer", str(mistake), "", path=path, hint=getattr(mistake, "hint", ""))
        )
    return text


def _set(text: str, format: Format, path: str, typed: str) -> str:
    data = _data(text, format)
    slot = find_slot(path, data)
    return _put(text, format, slot, at(data, slot.steps), typed)


def _stands(data: Mapping[str, Any], path: str, typed: str) -> bool:
    """Whether the field shows that text already."""
    try:
        return shown(at(data, find_slot(path, data).steps)).strip() == typed.strip()
    except UnknownPath:
        return False


def _put(text: str, format: Format, slot: Slot, present: Any, typed: str) -> str:
    if not typed:
        return remove(text, slot.steps, format=format) if present is not None else text
    steps = (*slot.steps, "value") if slot.is_term and isinstance(present, Mapping) else slot.steps
    return set_value(text, steps, _typed(typed, slot), format=format)


def _typed(typed: str, slot: Slot) -> Any:
    if slot.kind in ("texts", "choices"):
        return [line.strip() for line in typed.splitlines() if line.strip()]
    return typed_value(typed, slot)


def _taken(text: str, format: Format, path: str, _typed: str) -> str:
    data = _data(text, format)
    probe = find_slot(path, data)
    return remove(text, probe.steps, format=format)


def _grown(text: str, format: Format, place: str, typed: str) -> str:
    """The list with a new item, which has one field."""
    path, _, name = place.partition(" ")
    kind, options, _doc = _of_model(path, name)
    value = {"yes": True, "no": False}.get(typed, typed) if kind == "truth" and not options else typed
    steps = tuple(path.split("."))
    return append_item(text, steps, _nested(name, value), format=format)


def _grown_more(text: str, format: Format, place: str, typed: str) -> str:
    """The list whose last item, the new one, has one more field."""
    path, _, name = place.partition(" ")
    section, items = _list_at(path, _data(text, format))
    return _set(text, format, f"{path}[{item_keys(section, items)[-1]}].{name}", typed)


def _new_rows(fields: Mapping[str, str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for field, typed in fields.items():
        kind, _, rest = field.partition(" ")
        if kind == "new" and typed.strip():
            number, path, name = rest.split(" ", 2)
            rows.setdefault((number, path), []).append((name, typed))
    return rows


def _nested(name: str, value: Any) -> dict[str, Any]:
    first, _, rest = name.partition(".")
    return {first: _nested(rest, value) if rest else value}


def _data(text: str, format: Format) -> Any:
    return read_source(text, "the deal", format=format).data


def _list_at(path: str, data: Mapping[str, Any]) -> tuple[type[Section], Sequence[Any]]:
    section: type[Section] = Deal
    node: Any = data
    for step in path.split("."):
        section = sections(section)[step]
        node = node.get(step) if isinstance(node, Mapping) else None
    return section, node if isinstance(node, list) else []


def _of_model(path: str, name: str) -> tuple[str, tuple[str, ...], str]:
    """Kind, options and description of a field of a new item, which is in no data yet."""
    section, _ = _list_at(path, {})
    *way, last = name.split(".")
    for step in way:
        section = sections(section)[step]
    field = next(one for key, one in section.model_fields.items() if last == (one.alias or key))
    kind = type_of(field.annotation)
    if isinstance(kind, Choice):
        return "choice", kind.options, field.description or ""
    return ("truth" if kind == BOOLEAN else "text"), (), field.description or ""


def _next(items: Sequence[Any], today: date) -> Sequence[int]:
    """The place of the first meeting that is not over, of those that have a time; else of one without."""
    dated = [
        (str(item["at"]), index)
        for index, item in enumerate(items)
        if isinstance(item, Mapping) and item.get("at") and str(item["at"])[:10] >= today.isoformat()
    ]
    undated = [index for index, item in enumerate(items) if isinstance(item, Mapping) and not item.get("at")]
    return [min(dated)[1]] if dated else undated[:1]
