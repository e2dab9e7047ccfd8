"""What every section of a deal description is built from: the base class and the scalar types."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from .currency import CODES
from .shown import DAY_PATTERN

Stage = Literal["preparation", "exchange", "clarification", "bargaining", "commitment", "closed"]
STAGES: tuple[Stage, ...] = ("preparation", "exchange", "clarification", "bargaining", "commitment", "closed")
Side = Literal["us", "them"]
Origin = Literal["stated", "estimated"]

SHARED = "x-shared"
"""In a type's JSON Schema: the name under which it is defined once for the many fields that have it."""

_LONGEST_TEXT = 20_000
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})"


def read_day(text: str) -> date | None:
    """The date written as `2026-03-31`, None if the text is none; other notations of ISO 8601 are not read."""
    return _day_of(text) if len(text) == len("2026-03-31") else None


@lru_cache(maxsize=4096)
def _day_of(text: str) -> date | None:
    if not DAY_PATTERN.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_WHOLE_OR_DECIMAL = (int, Decimal)
_SEVERAL = (list, tuple)


def _number(value: Any) -> Any:
    # bool is an int to Python and "12" would pass as a number: neither is one to the person who wrote it.
    if isinstance(value, bool) or not isinstance(value, _WHOLE_OR_DECIMAL):
        raise PydanticCustomError("number_expected", "a number is expected")
    return value


def _date(value: Any) -> Any:
    day = read_day(value) if isinstance(value, str) else value
    if type(day) is not date:
        raise PydanticCustomError("date_expected", "a date is expected, written 2026-03-31")
    return day


def _moment(value: Any) -> Any:
    moment = value
    if isinstance(value, str) and re.fullmatch(_MOMENT, value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise PydanticCustomError(
            "moment_expected", "a date and time with its zone is expected, written 2026-03-31T14:00+02:00"
        )
    return moment


def _texts(value: Any) -> Any:
    # One text stands for a list of one, so that `weaknesses: none` needs no brackets.
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, _SEVERAL):
        raise PydanticCustomError("texts_expected", "a text or a list of texts is expected")
    return value


def _currency(code: str) -> str:
    if code not in CODES:
        raise PydanticCustomError("unknown_currency", "not a currency of ISO 4217")
    return code


Text = Annotated[str, StringConstraints(max_length=_LONGEST_TEXT, strict=True)]
Name = Annotated[str, StringConstraints(max_length=_LONGEST_TEXT, strict=True, pattern=r"\S")]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Step = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(gt=0),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
Count = Annotated[int, Field(strict=True, ge=0)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    # Not `format: date-time`, which demands the seconds that nobody writes.
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT}$", "examples": ["2026-03-31T14:00+02:00"]}),
]
Truth = Annotated[bool, Field(strict=True)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_texts),
    WithJsonSchema(
        {
            SHARED: "Texts",
            "description": "A text, or a list of texts.",
            "anyOf": [
                {"type": "string", "maxLength": _LONGEST_TEXT},
                {"type": "array", "items": {"type": "string", "maxLength": _LONGEST_TEXT}},
            ],
        }
    ),
]
Currency = Annotated[
    str,
    Field(strict=True),
    AfterValidator(_currency),
    WithJsonSchema(
        {SHARED: "Currency", "description": "A currency code of ISO 4217.", "enum": sorted(CODES)}
    ),
]


def required(description: str) -> Any:
    """A field that must be there; `description` is its line in the schema, the vocabulary and the docs."""
    return Field(description=description)


def optional(description: str) -> Any:
    """A field that may be absent; `description` is its line in the schema, the vocabulary and the docs."""
    return Field(default=None, description=description)


class Section(BaseModel):
    """A mapping of the deal file. Frozen; unknown keys are rejected; what is absent is None.

    `keyed_by` names the fields that tell one list item from another, the first stated one counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    keyed_by: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def compose_key(cls, get: Callable[[str], Any]) -> str:
        """The key of the item whose fields `get` answers; empty when it has none."""
        for field in cls.keyed_by:
            value = get(field)
            if isinstance(value, datetime):
                return value.isoformat(timespec="auto" if value.second else "minutes")
            if value is not None:
                return str(value)
        return ""

    @property
    def key(self) -> str:
        """The item's own key in its list (`price` of `issues[price]`), empty when it has none."""
        return self.compose_key(self.__dict__.get)
