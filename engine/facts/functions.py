"""Functions of the condition language that know what a term is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from ..bargaining.preferences import preference
from ..deal.base import Side
from ..deal.issues import Issue
from ..deal.term import Term
from ..expressions import BOOLEAN, NUMBER, Choice, Function, OneOf, Opaque, Parameter, Type
from .types import TERM, record_of


@dataclass(frozen=True, slots=True)
class IssueTerm:
    """A term with the issue it is about, so that it can be worded in the issue's unit."""

    issue: Issue
    term: Term


ISSUE_TERM = Opaque("term of an issue")

_SIDE = Parameter("side", Choice(("us", "them")), optional=True)
_ISSUE = Parameter("issue", record_of(Issue))
_AMOUNT = OneOf((TERM, NUMBER))
_TOO_WIDE = "too wide"


def _ends(value: object) -> tuple[Decimal, Decimal] | None:
    if isinstance(value, Term):
        if isinstance(value.low, Decimal) and isinstance(value.high, Decimal):
            return value.low, value.high
        return None
    number = Decimal(cast("int | Decimal", value))
    return number, number


def _above(one: object, two: object) -> bool | None:
    ones, twos = _ends(one), _ends(two)
    if ones is None or twos is None:
        return None
    if ones[0] > twos[1]:
        return True
    return False if ones[1] <= twos[0] else None


def _middle(value: object) -> Decimal | None:
    ends = _ends(value)
    return None if ends is None else (ends[0] + ends[1]) / 2


def _better(issue: Issue, one: Term, two: Term, side: Side = "us") -> bool | None:
    return preference(issue, side).better(one, two)


def _beyond(issue: Issue, term: Term, side: Side = "us") -> bool | None:
    return preference(issue, side).beyond_walkaway(term)


def _distance(issue: Issue, one: Term, two: Term, side: Side = "us") -> Decimal | None:
    return preference(issue, side).distance(one, two)


def _function(
    name: str, result: Type, call: Callable[..., object], doc: str, *parameters: Parameter
) -> Function:
    return Function(name, parameters, result, call, doc, unknown_reason=_TOO_WIDE)


FUNCTIONS = {
    function.name: function
    for function in (
        _function(
            "better",
            BOOLEAN,
            _better,
            "Whether the first term is better than the second for the side (us unless named).",
            _ISSUE,
            Parameter("one", TERM),
            Parameter("two", TERM),
            _SIDE,
        ),
        _function(
            "beyond_walkaway",
            BOOLEAN,
            _beyond,
            "Whether the term is worse for the side than its walk-away on the issue.",
            _ISSUE,
            Parameter("term", TERM),
            _SIDE,
        ),
        _function(
            "distance",
            NUMBER,
            _distance,
            "How far apart two terms are, as a share of the side's range on the issue.",
            _ISSUE,
            Parameter("one", TERM),
            Parameter("two", TERM),
            _SIDE,
        ),
        _function(
            "above",
            BOOLEAN,
            _above,
            "Whether the first amount is above the second; unknown while their ranges overlap.",
            Parameter("one", _AMOUNT),
            Parameter("two", _AMOUNT),
        ),
        _function(
            "middle",
            NUMBER,
            _middle,
            "The midpoint of a range, or the number itself.",
            Parameter("amount", _AMOUNT),
        ),
        _function(
            "value",
            ISSUE_TERM,
            IssueTerm,
            "The term in the unit of its issue, for texts.",
            _ISSUE,
            Parameter("term", TERM),
        ),
        _function(
            "same_term",
            BOOLEAN,
            lambda one, two: (one.low, one.high) == (two.low, two.high),
            "Whether two terms are the same value.",
            Parameter("one", TERM),
            Parameter("two", TERM),
        ),
        _function(
            "is_estimate",
            BOOLEAN,
            lambda term: term.origin == "estimated",
            "Whether the term is our guess.",
            Parameter("term", TERM),
        ),
        _function(
            "is_range",
            BOOLEAN,
            lambda term: not term.exact,
            "Whether the term is a range.",
            Parameter("term", TERM),
        ),
    )
}
