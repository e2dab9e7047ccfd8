"""How values look in a text. What ships here is neutral; a caller adds formats that know money, terms and locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from .types import ANY, BOOLEAN, DATE, DATETIME, NUMBER, TEXT, ListOf, MapOf, OneOf, Type
from .vocabulary import Parameter

ABSENT = "not stated"
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

Show: TypeAlias = Callable[[Any, Any], str]
"""Makes text of a present value, given the context of the rendering (a locale, say)."""


@dataclass(frozen=True, slots=True)
class Format:
    """A named way to show a value: `{{ value | name }}` or `{{ value | name("argument") }}`.

    `call` gets the value, which is present and of the type `accepts`, the context of the rendering, and the literal
    arguments. Its result is text for people; control characters in it become blanks.
    """

    name: str
    accepts: Type
    call: Callable[..., str] = field(compare=False)
    parameters: tuple[Parameter, ...] = ()
    doc: str = field(default="", compare=False)


def clean(text: str) -> str:
    """Return the text with a blank for each control character, line separator and lone surrogate."""
    return text if text.isprintable() else HARMFUL.sub(" ", text)


def plain(value: object, context: object = None) -> str:
    """Show a value of any type in a neutral way.

    Numbers have no trailing zeros, dates are ISO 8601, booleans are yes or no, lists read "a, b and c".
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return show_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return enumerate_words([f"{key}: {_shown(item, context)}" for key, item in value.items()])
    if isinstance(value, Sequence):
        return enumerate_words([_shown(item, context) for item in value])
    return str(value)


def enumerate_words(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"; "none" for no words."""
    if len(words) < 2:
        return words[0] if words else "none"
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _shown(value: object, context: object) -> str:
    return ABSENT if value is None else plain(value, context)


def show_number(value: int | Decimal) -> str:
    """Show a number in full, without trailing zeros and without an exponent."""
    digits = str(value)
    if "E" in digits:
        digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _quote(value: str, _context: object) -> str:
    return f"“{value}”"


def _lower(value: str, _context: object) -> str:
    return value.lower()


def _count(value: Sequence[object], _context: object) -> str:
    return str(len(value))


SCALAR = OneOf((TEXT, NUMBER, BOOLEAN, DATE, DATETIME))
NEUTRAL_FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("list", ListOf(SCALAR), plain, doc='a list as "a, b and c"'),
        Format("quote", TEXT, _quote, doc="the text in quotation marks"),
        Format("lower", TEXT, _lower, doc="the text in small letters"),
        Format("count", OneOf((ListOf(ANY), MapOf(ANY))), _count, doc="how many a list holds"),
    )
}
