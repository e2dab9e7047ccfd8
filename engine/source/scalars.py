"""What a plain word of a source means: the core schema of YAML 1.2 (section 10.3.2), numbers kept exact."""

from __future__ import annotations

import re
from decimal import (
    Clamped,
    Context,
    Decimal,
    DecimalException,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)
from functools import cache

from .limits import Limits
from .problems import Fault

Scalar = str | int | Decimal | bool | None

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NOT_TEXT_STARTS = frozenset("0123456789+-.~nNtTfF") | {""}
"""First characters that a plain scalar needs to mean anything but text."""

_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)"
    r"|(?P<octal>0o[0-7]+)"
    r"|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BASES = {"int": 10, "octal": 8, "hex": 16}
_CORE_TAG = "tag:yaml.org,2002:"
_TAGGED_TYPES = {"int": int, "float": Decimal, "bool": bool, "null": type(None)}
_TAG_HINT = "remove the tag, or put the text in quotes if `!` belongs to it"

NOT_A_NUMBER = Fault(
    "not-finite",
    "infinity and NaN are not numbers that can be reckoned with",
    "write a number, put the word in quotes, or leave the value out",
)


class UnusableScalar(Exception):
    """A scalar that is refused; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def plain_value(text: str, limits: Limits) -> Scalar:
    """The value of a plain (unquoted, untagged) scalar. Raises UnusableScalar."""
    if text in WORDS:
        return WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    kind = match.lastgroup or ""
    if kind == "endless":
        raise UnusableScalar(NOT_A_NUMBER)
    if kind == "float":
        return exact_decimal(text, limits)
    return exact_integer(text, limits, _BASES[kind])


def tagged_value(tag: str, text: str, limits: Limits) -> Scalar:
    """The value of a scalar with an explicit tag. Raises UnusableScalar."""
    kind = tag.removeprefix(_CORE_TAG)
    if kind in ("!", "str"):
        return text
    if kind not in _TAGGED_TYPES:
        raise UnusableScalar(unusable_tag(tag))
    value = plain_value(text, limits)
    if kind == "float" and type(value) is int:
        return Decimal(value)
    if type(value) is not _TAGGED_TYPES[kind]:
        raise UnusableScalar(Fault("tag", f"{text!r} is not what the tag '!!{kind}' announces", _TAG_HINT))
    return value


def unusable_tag(tag: str) -> Fault:
    """What is wrong with a tag that is none of the core schema's, or none of this kind of value."""
    shown = f"!!{tag.removeprefix(_CORE_TAG)}" if tag.startswith(_CORE_TAG) else tag
    return Fault("tag", f"the tag '{shown}' is not supported here", _TAG_HINT)


def exact_integer(text: str, limits: Limits, base: int = 10) -> int:
    """The integer that is written. Raises UnusableScalar if it has too many digits."""
    if len(text) > limits.digits + 2:
        raise UnusableScalar(_too_long(limits))
    number = int(text, 0 if base != 10 else 10)
    if abs(number) >= 10**limits.digits:
        raise UnusableScalar(_too_long(limits))
    return number


def exact_decimal(text: str, limits: Limits) -> Decimal:
    """The number that is written, all digits kept. Raises UnusableScalar if it is too long or large."""
    try:
        return exact_context(limits.digits).create_decimal(text)
    except DecimalException:
        raise UnusableScalar(_too_long(limits)) from None


@cache
def exact_context(digits: int) -> Context:
    """A context whose `create_decimal` keeps a number as written or raises DecimalException."""
    traps = [Clamped, Inexact, InvalidOperation, Overflow, Subnormal]
    return Context(prec=digits, Emax=digits - 1, Emin=-digits, traps=traps)


def _too_long(limits: Limits) -> Fault:
    return Fault(
        "number-too-long",
        f"the number needs more than {limits.digits} digits",
        "put it in quotes if it is a text, such as a reference",
    )
