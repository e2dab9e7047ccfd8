"""Values that stand in for what only people can write, to try whether writing it would help. Never shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ..answering.slots import Slot
from ..deal.base import Section
from ..expressions import BOOLEAN, DATE, DATETIME, NUMBER, Choice, ListOf, Type
from ..facts import TERM
from ..facts.types import type_of

_TEXT = "..."


def stand_ins(slot: Slot, beside: Mapping[str, Any], as_of: date) -> Iterator[Any]:
    """Values that the field could have; for a number those that stand beside it, since it is held against them."""
    match slot.kind:
        case "text":
            yield _TEXT
        case "texts":
            yield [_TEXT]
        case "truth":
            yield from (True, False)
        case "choice":
            yield from slot.options
        case "choices":
            yield list(slot.options)
        case "number":
            yield from (one for one in beside.values() if type(one) in (int, Decimal))
            yield 1
        case "date":
            yield as_of.isoformat()
        case "moment":
            yield _moment(as_of)
        case "section" if slot.section is not None:
            yield _item(slot.section, as_of)
        case "sections" if slot.section is not None:
            yield [_item(slot.section, as_of)]


def _item(section: type[Section], as_of: date) -> dict[str, Any]:
    """The fields that a section must have, or its first one."""
    fields = {field.alias or name: field for name, field in section.model_fields.items()}
    wanted = [name for name, field in fields.items() if field.is_required()] or list(fields)[:1]
    return {name: _value(type_of(fields[name].annotation), as_of) for name in wanted}


def _value(kind: Type, as_of: date) -> Any:
    match kind:
        case Choice():
            return kind.options[0]
        case ListOf():
            return [_value(kind.element, as_of)]
    values: dict[Type, Any] = {
        BOOLEAN: True,
        NUMBER: 1,
        TERM: 1,
        DATE: as_of.isoformat(),
        DATETIME: _moment(as_of),
    }
    return values.get(kind, _TEXT)


def _moment(as_of: date) -> str:
    return f"{as_of + timedelta(days=7)}T10:00Z"
