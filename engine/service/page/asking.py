"""The fields that a form shows for the answer to a question, and the answers that come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...answering import Answer, OpenQuestion, Slot, UnknownPath, find_slot, parts_of, required_fields
from ...deal.base import Origin, Section
from ...expressions import Choice
from ...facts.types import type_of
from .forms import Posted

Kind = Literal["text", "choice"]


@dataclass(frozen=True, slots=True)
class ItemField:
    """A field of a new item of a list."""

    name: str
    label: str
    kind: Kind
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A field of the deal; `items` are those of a new item, where more than one text makes one."""

    slot: Slot
    label: str
    items: tuple[ItemField, ...]


def answer_fields(one: OpenQuestion, data: Mapping[str, Any]) -> Iterator[AnswerField]:
    """The fields to fill in: those of a section one by one."""
    for slot in one.slots:
        for part in parts_of(slot, data):
            yield AnswerField(part, label_of(part.path), tuple(_items(part)))


def label_of(path: str) -> str:
    """`Walkaway`, of `issues[price].ours.walkaway`."""
    return path.rpartition(".")[2].partition("[")[0].replace("_", " ").capitalize()


def answers_of(posted: Posted, data: Mapping[str, Any]) -> list[Answer]:
    """The answers of a form; what was left empty is none."""
    found: list[Answer] = []
    items: dict[str, dict[str, str]] = {}
    for name, text in posted.fields.items():
        kind, _, rest = name.partition(" ")
        if not text.strip():
            continue
        if kind == "answer":
            source = _source(posted, rest)
            found += [Answer(rest, line, source, typed=True) for line in _told(text, rest, data)]
        elif kind == "item":
            path, _, field = rest.rpartition(" ")
            items.setdefault(path, {})[field] = text.strip()
    return found + [Answer(path, value, _source(posted, path)) for path, value in items.items()]


def _told(text: str, path: str, data: Mapping[str, Any]) -> list[str]:
    """A text of several lines answers a list with an item a line, and a single field with all of it."""
    try:
        several = find_slot(path, data).is_list
    except UnknownPath:
        several = False  # recording the answer says so
    return [line.strip() for line in text.splitlines() if line.strip()] if several else [text.strip()]


def _source(posted: Posted, path: str) -> Origin | None:
    match posted.fields.get(f"source {path}"):
        case "stated":
            return "stated"
        case "estimated":
            return "estimated"
        case _:
            return None


def _items(slot: Slot) -> Iterator[ItemField]:
    if slot.kind != "sections" or slot.section is None:
        return
    wanted = required_fields(slot.section)
    if len(wanted) < 2:
        return
    for name in wanted:
        options = _options(slot.section, name)
        yield ItemField(name, name.replace("_", " ").capitalize(), "choice" if options else "text", options)


def _options(section: type[Section], name: str) -> tuple[str, ...]:
    field = next(one for key, one in section.model_fields.items() if name == (one.alias or key))
    kind = type_of(field.annotation)
    return kind.options if isinstance(kind, Choice) else ()
