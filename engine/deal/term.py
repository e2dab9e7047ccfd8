"""The value of an issue: typed by the issue's kind, possibly a range, possibly an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .base import Origin

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
        return self.low == self.high

    @property
    def middle(self) -> Scalar:
        """The midpoint of a numeric range; of anything else the lower end."""
        if isinstance(self.low, Decimal) and isinstance(self.high, Decimal) and self.low != self.high:
            return (self.low + self.high) / 2
        return self.low

    @classmethod
    def of(cls, value: Scalar | int) -> Term:
        """A single value."""
        scalar = Decimal(value) if isinstance(value, int) else value
        return cls(scalar, scalar)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Terms are typed before the model is built (see terms.py): only then is the issue's kind known.
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        value: dict[str, Any] = {"type": ["number", "string"]}
        pair = {"type": "array", "items": value, "minItems": 2, "maxItems": 2}
        return {
            "title": "Term",
            "description": "A value of the issue's kind, or a range [low, high], or either with its source.",
            "anyOf": [
                value,
                pair,
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["value"],
                    "properties": {
                        "value": {"anyOf": [value, pair]},
                        "source": {"enum": ["stated", "estimated"]},
                        "as_of": {"type": "string", "format": "date"},
                    },
                },
            ],
        }


class TermMistake(ValueError):
    """A value does not fit the kind of its issue; the message is for the user, `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def parse_term(raw: object, kind: str, options: tuple[str, ...] | None = None) -> Term:
    """The Term that `raw` (a scalar, `[low, high]`, or `{value, source, as_of}`) means for an issue of `kind`.

    Raises TermMistake.
    """
    origin: Origin | None = None
    as_of: date | None = None
    if isinstance(raw, Mapping):
        value, origin, as_of = _unwrap(raw)
    else:
        value = raw
    if isinstance(value, list | tuple):
        if kind not in NUMERIC_KINDS and kind != "date":
            raise TermMistake(f"an issue of kind {kind} takes one value, not a range")
        if len(value) != 2:
            raise TermMistake("a range has two ends: [low, high]")
        low, high = (_scalar(end, kind, options) for end in value)
        if low > high:  # type: ignore[operator]  # both ends were typed by one kind
            raise TermMistake(f"the range runs backwards: {low} is above {high}", "write [low, high]")
        return Term(low, high, origin, as_of)
    scalar = _scalar(value, kind, options)
    return Term(scalar, scalar, origin, as_of)


def _unwrap(raw: Mapping[Any, Any]) -> tuple[object, Origin | None, date | None]:
    unknown = [str(name) for name in raw if name not in ("value", "source", "as_of")]
    if unknown or "value" not in raw:
        wrong = f"unknown key {unknown[0]!r}" if unknown else "the key 'value' is missing"
        raise TermMistake(wrong, "write {value: 100, source: stated, as_of: 2026-03-31}")
    origin = raw.get("source")
    if origin not in (None, "stated", "estimated"):
        raise TermMistake(f"source is {origin!r}", "it is stated or estimated")
    as_of = raw.get("as_of")
    return raw["value"], origin, None if as_of is None else _day(as_of)


def _day(value: object) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise TermMistake(f"{value!r} is not a date", "write it as 2026-03-31") from None


def _scalar(value: object, kind: str, options: tuple[str, ...] | None) -> Scalar:
    if kind in NUMERIC_KINDS:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise TermMistake(
                f"{value!r} is not a number, and the issue is of kind {kind}", _number_hint(value, kind)
            )
        return Decimal(value)
    if kind == "date":
        return _day(value)
    text = value if isinstance(value, str) else str(value) if isinstance(value, int | Decimal) else ""
    if isinstance(value, bool) or not text.strip():
        raise TermMistake(f"a text is expected for an issue of kind {kind}")
    if kind == "choice" and options is not None and text not in options:
        raise TermMistake(f"{text!r} is not one of the options", "options: " + ", ".join(options))
    return text


def _number_hint(value: object, kind: str) -> str:
    if isinstance(value, str) and value.rstrip().endswith("%"):
        return "write 12 for 12 %"
    if kind == "duration":
        return "write the number alone and name its unit in the issue (unit: months)"
    return "write digits with a point for decimals, no separators and no currency sign"


def _quantity(raw: object) -> Term:
    if isinstance(raw, Term):
        return raw
    try:
        return parse_term(raw, "number")
    except TermMistake as mistake:
        raise PydanticCustomError(
            "term", "{message}", {"message": str(mistake), "hint": mistake.hint}
        ) from None


Quantity = Annotated[Term, BeforeValidator(_quantity)]
"""A number that may be a range and an estimate, wherever it stands."""
