"""What every section of a deal description is built from: the base class and the scalar types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Stage = Literal["preparation", "exchange", "clarification", "bargaining", "commitment", "closed"]
STAGES: tuple[Stage, ...] = ("preparation", "exchange", "clarification", "bargaining", "commitment", "closed")
Side = Literal["us", "them"]
Origin = Literal["stated", "estimated"]

Text = Annotated[str, StringConstraints(max_length=20_000, strict=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strict=True, pattern=r"\S")]


def _number(value: Any) -> Any:
    # bool is an int to Python and "12" would pass as a number: neither is one to the person who wrote it.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_expected", "a number is expected")
    return value


def _date(value: Any) -> Any:
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date_expected", "a date is expected, written 2026-03-31")


def _moment(value: Any) -> Any:
    moment: datetime | None = value if isinstance(value, datetime) else None
    if isinstance(value, str) and len(value) > len("2026-03-31"):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
    if moment is None or moment.tzinfo is None:
        raise PydanticCustomError(
            "moment_expected", "a date and time with its zone is expected, written 2026-03-31T14:00+02:00"
        )
    return moment


def _texts(value: Any) -> Any:
    # One text stands for a list of one, so that `weaknesses: none` needs no brackets.
    return (value,) if isinstance(value, str) else value


Number = Annotated[Decimal, BeforeValidator(_number)]
Count = Annotated[int, Field(strict=True, ge=0)]
Day = Annotated[date, BeforeValidator(_date)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Truth = Annotated[bool, Field(strict=True)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_texts)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", strict=True)]


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
            if value is not None:
                return str(value)
        return ""

    @property
    def key(self) -> str:
        """The item's own key in its list (`price` of `issues[price]`), empty when it has none."""
        return self.compose_key(lambda field: getattr(self, field))
