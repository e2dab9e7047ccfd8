"""Deals with something in every field that a person may fill, also where the plan says nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.term import Term

_REFERENCES = frozenset({"schema_", "source", "issue", "concessions", "issues", "terms", "currency"})
"""They must go on meaning what they mean, or nothing."""


def filled(deal: Deal) -> Deal:
    """The deal with texts, figures and dates wherever it had nothing; yes or no and closed lists stay."""
    made = _filled(deal)
    assert isinstance(made, Deal)
    return made


def _filled(section: Section) -> Section:
    fields = type(section).model_fields
    update: dict[str, Any] = {}
    for name, field in fields.items():
        value = getattr(section, name, None)
        if value in (None, ()) and name not in _REFERENCES:
            update[name] = _made(field.annotation)
        elif isinstance(value, Section):
            update[name] = _filled(value)
        elif isinstance(value, tuple):
            update[name] = tuple(_filled(one) if isinstance(one, Section) else one for one in value)
    return section.model_copy(update=update)


def _made(annotation: Any) -> Any:
    """A value of a type; None for what takes one of a few words."""
    plain: dict[Any, Any] = {
        str: "filled in", Decimal: Decimal(5), int: 5, date: date(2026, 5, 4), Term: Term.of(Decimal(5))
    }  # fmt: skip
    if annotation in plain:
        return plain[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return _filled(annotation.model_construct())
    if get_origin(annotation) is tuple:
        member = _made(get_args(annotation)[0])
        return None if member is None else (member,)
    if get_origin(annotation) is dict:
        return None
    return next((made for one in get_args(annotation) if (made := _made(one)) is not None), None)
