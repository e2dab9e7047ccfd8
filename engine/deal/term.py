"""The value of an issue: typed by the issue's kind, possibly a range, possibly an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..suggest import did_you_mean, near_or_listed
from .base import SHARED, Origin, read_day
from .shown import day_hint, number_hint, shown

Scalar = Decimal | date | str
NUMERIC_KINDS = frozenset({"money", "number", "percent", "duration"})


@dataclass(frozen=True, slots=True)
class Term:
    """`low` and `high` are the ends of a range and equal for a single value.

    Both are Decimal for money, number, percent and duration, a date for date, a text for choice and text.
    `origin` tells whether the other side said it or we guess it; None when the file does not say.
    """

    low: Scalar
    high: Scalar
    origin: Origin | None = None
    as_of: date | None = None

    @property
    def exact(self) -> bool:
        """True when it is one value and no range."""
        return self.low is self.high or self.low == self.high

    @property
    def middle(self) -> Scalar:
        """The midpoint of a numeric range; of anything else the lower end."""
        if self.low is not self.high and isinstance(self.low, Decimal) and isinstance(self.high, Decimal):
            return (self.low + self.high) / 2
        return self.low

    @classmethod
    def of(cls, value: Scalar | int) -> Term:
        """A single value."""
        scalar = Decimal(value) if isinstance(value, int) else value
        return cls(scalar, scalar)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Terms are typed before the model is built (see terms.py): only then is the kind known.
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return _term_schema("Term", "number", "string")


def _term_schema(name: str, *types: str) -> dict[str, Any]:
    value: dict[str, Any] = {"type": list(types) if len(types) > 1 else types[0]}
    pair = {"type": "array", "items": value, "minItems": 2, "maxItems": 2}
    day = {"type": ["string", "null"], "format": "date"}
    what = "A number" if name == "Quantity" else "A value of the issue's kind"
    return {
        SHARED: name,
        "description": f"{what}, or a range [low, high], or either with its source.",
        "anyOf": [
            value,
            pair,
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["value"],
                "properties": {
                    "value": {"anyOf": [value, pair]},
                    "source": {"enum": ["stated", "estimated", None]},
                    "as_of": day,
                },
            },
        ],
    }


class TermMistake(ValueError):
    """A value does not fit the kind of its issue; the message is for the user, `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


_KEYS = ("value", "source", "as_of")
_WHOLE = "write {value: 100, source: stated, as_of: 2026-03-31}"


def parse_term(raw: object, kind: str, options: tuple[str, ...] | None = None) -> Term:
    """The Term that `raw` means for an issue of `kind`: a scalar, `[low, high]`, or `{value, source, as_of}`.

    Raises TermMistake.
    """
    if (type(raw) is str and len(raw) <= _SHORT) or type(raw) is int:
        return _common_term(raw, kind, options)
    origin: Origin | None = None
    as_of: date | None = None
    value = raw
    if isinstance(raw, Mapping):
        value, origin, as_of = _unwrap(raw)
    if isinstance(value, _PAIRS):
        low, high = _ends(value, kind)
        return Term(low, high, origin, as_of)
    scalar = _scalar(value, kind, options)
    return Term(scalar, scalar, origin, as_of)


_SHORT = 40
_PAIRS = (list, tuple)


@lru_cache(maxsize=4096)
def _common_term(value: str | int, kind: str, options: tuple[str, ...] | None) -> Term:
    """The Term of a value that many places and deals have. Decimals are not remembered: 1.50 is not 1.5."""
    scalar = _scalar(value, kind, options)
    return Term(scalar, scalar)


def _unwrap(raw: Mapping[Any, Any]) -> tuple[object, Origin | None, date | None]:
    unknown = [str(name) for name in raw if name not in _KEYS]
    if unknown:
        hint = did_you_mean(unknown[0], _KEYS) or _WHOLE
        raise TermMistake(f"unknown key {shown(unknown[0])}", hint)
    if raw.get("value") is None:
        wrong = "'value' is blank" if "value" in raw else "the key 'value' is missing"
        raise TermMistake(wrong, f"{_WHOLE}, or leave it all out")
    origin = raw.get("source")
    if origin not in (None, "stated", "estimated"):
        raise TermMistake(f"'source' cannot be {shown(origin)}", "one of: stated, estimated")
    as_of = raw.get("as_of")
    return raw["value"], origin, None if as_of is None else _day(as_of, "'as_of'")


def _ends(pair: list[Any] | tuple[Any, ...], kind: str) -> tuple[Scalar, Scalar]:
    if kind not in NUMERIC_KINDS and kind != "date":
        raise TermMistake(f"an issue of kind {kind} takes one value, not a range", "choose one")
    if len(pair) != 2:
        values = "1 value" if len(pair) == 1 else f"{len(pair)} values"
        raise TermMistake(f"a range has two ends, not {values}", "write [low, high]")
    low, high = (_scalar(end, kind, None) for end in pair)
    if low > high:  # type: ignore[operator]  # both ends were typed by one kind
        raise TermMistake(f"the range runs backwards: {low} is above {high}", "write [low, high]")
    return low, high


def _day(value: object, what: str = "an issue of kind date") -> date:
    day = read_day(value) if isinstance(value, str) else value
    if type(day) is not date:
        raise TermMistake(f"{what} takes a date, not {shown(value)}", day_hint(value))
    return day


def _scalar(value: object, kind: str, options: tuple[str, ...] | None) -> Scalar:
    if kind in NUMERIC_KINDS:
        return _number(value, kind)
    if kind == "date":
        return _day(value)
    # A bare 24 or 1.5 is a text as well where a text is expected.
    text = str(value) if isinstance(value, (str, *_WHOLE_OR_DECIMAL)) and not isinstance(value, bool) else ""
    if not text.strip():
        what = "a blank text" if isinstance(value, str) else shown(value)
        raise TermMistake(f"an issue of kind {kind} takes a text, not {what}")
    if kind == "choice" and options is not None and text not in options:
        raise TermMistake(f"{shown(text)} is not one of the options", near_or_listed(text, options))
    return text


_WHOLE_OR_DECIMAL = (int, Decimal)


def _number(value: object, kind: str) -> Decimal:
    if isinstance(value, _WHOLE_OR_DECIMAL) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite():
            return number
    what = "a number is expected" if kind == "number" else f"an issue of kind {kind} takes a number"
    hint = "write the number alone and name its unit in the issue (unit: months)"
    raise TermMistake(f"{what}, not {shown(value)}", hint if kind == "duration" else number_hint(value))


def _quantity(raw: object) -> Term:
    if isinstance(raw, Term):
        return raw
    try:
        return parse_term(raw, "number")
    except TermMistake as mistake:
        raise PydanticCustomError(
            "term", "{message}", {"message": str(mistake), "hint": mistake.hint}
        ) from None


Quantity = Annotated[Term, BeforeValidator(_quantity), WithJsonSchema(_term_schema("Quantity", "number"))]
"""A number that may be a range and an estimate, wherever it stands."""
