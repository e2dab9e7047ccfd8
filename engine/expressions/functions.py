"""The functions that every vocabulary has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from datetime import date, datetime
from functools import reduce
from typing import cast

from . import words
from .arithmetic import round_half_up
from .types import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NOTHING,
    NUMBER,
    TEXT,
    ListOf,
    MapOf,
    OneOf,
    Type,
    is_text,
    join,
)
from .vocabulary import Function, Parameter

SCALAR = OneOf((NUMBER, TEXT, DATE, DATETIME))
ORDERED = OneOf((NUMBER, DATE, DATETIME))
WORDS = OneOf((TEXT, ListOf(TEXT)))


def is_stated(value: object) -> bool:
    """Tell whether a value says something: 0 and False do; blank text, empty lists and None do not."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    return not _is_collection(type(value)) or len(cast(Sized, value)) > 0


_collections: dict[type, bool] = {}
"""What is known of each type: asking an abstract class is slow, and there are few types."""


def _is_collection(kind: type) -> bool:
    known = _collections.get(kind)
    if known is None:
        known = _collections[kind] = issubclass(kind, Sequence | Mapping)
    return known


def _is_missing(value: object) -> bool:
    return not is_stated(value)


def _unstated(*labelled: object) -> tuple[object, ...]:
    pairs = zip(labelled[::2], labelled[1::2], strict=True)
    return tuple(label for label, value in pairs if not is_stated(value))


def _labels(types: Sequence[Type]) -> Type:
    if len(types) % 2 or not all(map(is_text, types[::2])):
        raise ValueError('labels and values take turns: unstated("date", x.at, "place", x.place)')
    return ListOf(TEXT)


def _coalesce(*values: object) -> object:
    for value in values:
        if is_stated(value):
            return value
    return None


def _common(types: Sequence[Type]) -> Type:
    common = reduce(lambda one, other: one and join(one, other), types[1:], types[0] if types else None)
    if common is None:
        raise ValueError("the values are of different types")
    return common


def _element(types: Sequence[Type]) -> Type:
    return types[0].element if isinstance(types[0], ListOf) else NOTHING


def _itself(types: Sequence[Type]) -> Type:
    return types[0]


def _first(items: Sequence[object]) -> object:
    return items[0] if items else None


def _last(items: Sequence[object]) -> object:
    return items[-1] if items else None


def _join(items: Sequence[str | None], separator: str = ", ") -> str | None:
    present = [item for item in items if item is not None]
    return separator.join(present) if len(present) == len(items) else None


def _distinct(items: Sequence[object]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(items))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _days_between(start: date, end: date) -> int:
    return (_day(end) - _day(start)).days


STATED = Function(
    "stated", (Parameter("x", ANY),), BOOLEAN, is_stated, "x is known and not blank", True, True
)
COALESCE = Function(
    "coalesce",
    (Parameter("value", ANY), Parameter("other", ANY)),
    _common,
    _coalesce,
    "the first value that is stated",
    total=True,
    variadic=True,
)
MISSING = Function(
    "missing", (Parameter("x", ANY),), BOOLEAN, _is_missing, "x is not known or blank", True, True
)

_ALL = (
    STATED,
    MISSING,
    Function(
        "unstated",
        (Parameter("label", TEXT), Parameter("value", ANY)),
        _labels,
        _unstated,
        "the labels whose values are not stated",
        total=True,
        definite=True,
        variadic=True,
    ),
    COALESCE,
    Function(
        "count",
        (Parameter("list", OneOf((ListOf(ANY), MapOf(ANY)))),),
        NUMBER,
        len,
        "how many",
        definite=True,
    ),
    Function(
        "min",
        (Parameter("a", ORDERED), Parameter("b", ORDERED)),
        _common,
        min,
        "the least",
        False,
        True,
        True,
    ),
    Function(
        "max",
        (Parameter("a", ORDERED), Parameter("b", ORDERED)),
        _common,
        max,
        "the largest",
        False,
        True,
        True,
    ),
    Function("abs", (Parameter("x", NUMBER),), NUMBER, abs, "x without its sign", definite=True),
    Function(
        "round",
        (Parameter("x", NUMBER), Parameter("places", NUMBER, optional=True)),
        NUMBER,
        round_half_up,
        "x to so many decimal places, halves away from zero",
        definite=True,
    ),
    Function(
        "lower", (Parameter("text", TEXT),), TEXT, str.lower, "the text in small letters", definite=True
    ),
    Function("length", (Parameter("text", TEXT),), NUMBER, len, "how many characters", definite=True),
    Function(
        "text_contains",
        (Parameter("text", TEXT), Parameter("part or list", WORDS)),
        BOOLEAN,
        words.contains,
        "the text contains the part, or one of the list; case does not matter",
        definite=True,
    ),
    Function(
        "text_matches",
        (Parameter("text", TEXT), Parameter("words", WORDS)),
        BOOLEAN,
        words.matches,
        "one of the words stands in the text as a whole word; case does not matter",
        definite=True,
    ),
    Function(
        "words_in",
        (Parameter("text", TEXT), Parameter("words", WORDS)),
        ListOf(TEXT),
        words.words_in,
        "those of the words that stand in the text as whole words",
        definite=True,
    ),
    Function(
        "days_between",
        (Parameter("start", OneOf((DATE, DATETIME))), Parameter("end", OneOf((DATE, DATETIME)))),
        NUMBER,
        _days_between,
        "calendar days from start to end; negative if the end is earlier",
        definite=True,
    ),
    Function(
        "first",
        (Parameter("list", ListOf(ANY)),),
        _element,
        _first,
        "the first of a list",
        unknown_reason="empty",
    ),
    Function(
        "last",
        (Parameter("list", ListOf(ANY)),),
        _element,
        _last,
        "the last of a list",
        unknown_reason="empty",
    ),
    Function(
        "join",
        (Parameter("list", ListOf(TEXT)), Parameter("separator", TEXT, optional=True)),
        TEXT,
        _join,
        'the texts in one, separated by ", " or as given',
    ),
    Function(
        "distinct",
        (Parameter("list", ListOf(SCALAR)),),
        _itself,
        _distinct,
        "the list without repetitions, in its order",
        definite=True,
    ),
)

BUILT_IN: Mapping[str, Function] = {function.name: function for function in _ALL}
