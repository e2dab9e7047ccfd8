"""Which texts of a deal both sides may read, and which only we: told by their place in the deal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from ....casefile import CaseFile
from ....deal.base import Section
from ....deal.term import Term
from ....texts import texts_for
from ....wording import Reader, amount, day, number, term
from ..settled import commercial_terms
from ..texts import one_line

Path = tuple[str, ...]
"""Field names from the top of the deal; places in lists are left out."""

_PARTY = frozenset(
    {"name", "legal_name", "entity_type", "registration", "address", "notice_address", "signatory"}
)
_COMMITMENT = frozenset(
    {"deliverables", "metrics", "milestones", "contacts", "reviews", "check_ins", "change_process"}
)
_POSITION = frozenset({"reason", "approved_by", "position"})
_LEAST = 12
"""Shorter texts of ours may stand in a contract by chance."""


def is_public(path: Path) -> bool:
    """Whether what stands at that place may be in the copy for the other side."""
    match path:
        case ("us" | "them", field, *_):
            return field in _PARTY
        case ("agreement", "clauses", field, *_):
            return field not in _POSITION
        case ("agreement", *_):
            return True
        case ("commitment", "communication", field):
            return field != "owner"
        case ("commitment", field, *_):
            return field in _COMMITMENT
        case ("issues", "id" | "name" | "unit"):
            return True
        case ("deal", "currency" | "effective_date") | ("pricing", "billing_frequency" | "indexation"):
            return True
        case _:
            return False


def said_in_public(case: CaseFile, locale: str, *further: date | None) -> str:
    """All that a draft may say of a deal: its public texts, dates and amounts as documents word them.

    `further` are dates that follow from those of the deal.
    """
    reader = Reader(locale, case.deal.deal.currency or "", texts_for())
    said = [day(case.assessment.as_of, locale)]
    said += [
        _worded(value, reader) for path, value in _leaves(case.deal, ()) if is_public(path) and value != ""
    ]
    said += [term(one.issue, one.term, reader) for one in commercial_terms(case) if one.term is not None]
    said += [day(one, locale) for one in further if one is not None]
    return "\n".join(map(one_line, said))


def kept_to_ourselves(case: CaseFile, locale: str) -> list[str]:
    """The texts of the deal, and the ids of rules, that must not be found in the copy for the other side."""
    said = said_in_public(case, locale)
    texts = {
        one_line(value)
        for path, value in _leaves(case.deal, ())
        if isinstance(value, str) and not is_public(path)
    }
    rules = {outcome.rule for outcome in case.assessment.outcomes}
    return sorted(rules | {text for text in texts if len(text) >= _LEAST and text not in said})


def _worded(value: object, reader: Reader) -> str:
    match value:
        case datetime() | bool():
            return ""
        case date():
            return day(value, reader.locale)
        case Decimal() | int():
            figure = Decimal(value)
            return f"{number(figure, reader.locale)}\n{amount(figure, reader.currency, reader.locale)}"
        case _:
            return str(value)


@cache
def _telling_fields(kind: type[Section]) -> tuple[str, ...]:
    """The fields of a section that say something by themselves."""
    return tuple(name for name, field in kind.model_fields.items() if not _is_closed(field.annotation))


def _is_closed(annotation: Any) -> bool:
    """Whether a field takes one of a few words, which say nothing by themselves."""
    return get_origin(annotation) is Literal or any(map(_is_closed, get_args(annotation)))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, object]]:
    match value:
        case Section():
            for name in _telling_fields(type(value)):
                yield from _leaves(getattr(value, name), (*path, name))
        case tuple():
            for item in value:
                yield from _leaves(item, path)
        case dict():
            for item in value.values():
                yield from _leaves(item, path)
        case Term():
            yield path, value.low
        case None:
            return
        case _:
            yield path, value
