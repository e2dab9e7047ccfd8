"""Deals with something nasty in every text that a person may write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.term import Term

HOSTILE = ' & <b>bold</b> {{ x }} {% if %} "quoted" \0\x1b\ud800 שלום עולם\nline\ttab\aparagraph\fpage'
_KEPT = frozenset({"currency", "schema_"})


def poison(deal: Deal, change: Callable[[str], str] = lambda text: text + HOSTILE) -> Deal:
    """The deal with each free text changed, keys and references to them alike; closed lists of words stay."""
    changed = _section(deal, change)
    assert isinstance(changed, Deal)
    return changed


def _section(section: Section, change: Callable[[str], str]) -> Section:
    fields = type(section).model_fields
    free = {
        name: getattr(section, name)
        for name, field in fields.items()
        if name not in _KEPT and not _is_closed(field.annotation)
    }
    return section.model_copy(update={name: _value(value, change) for name, value in free.items()})


def _value(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case Section():
            return _section(value, change)
        case Term(low=str(low), high=str(high)):
            return replace(value, low=change(low), high=change(high))
        case tuple():
            return tuple(_value(item, change) for item in value)
        case dict():
            return {change(key): _value(item, change) for key, item in value.items()}
        case _:
            return value


def _is_closed(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(_is_closed(one) for one in get_args(annotation))
