"""The types of the condition language.

Values at run time: a number is `int` or `Decimal` (never `float`), text is `str`, a choice is text out of a
closed list, dates are `datetime.date`, moments are aware `datetime.datetime`, lists are sequences, maps
have text keys, and a record is any object whose fields are attributes. `None` is an absent value of any type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Scalar:
    """A type without parts; `phrase` names it in messages ("a number")."""

    name: str
    phrase: str


NUMBER = Scalar("number", "a number")
TEXT = Scalar("text", "text")
BOOLEAN = Scalar("boolean", "true or false")
DATE = Scalar("date", "a date")
DATETIME = Scalar("datetime", "a date with time")
ANY = Scalar("any", "anything")
NOTHING = Scalar("nothing", "nothing")
"""The element of an empty list, and the type of what is already known to be wrong: it fits everywhere."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Text that is one of a closed list of options."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list. A list of records has no holes; other lists may have absent elements."""

    element: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map with text keys, read as `m["key"]`; a key that it does not have is absent."""

    value: Type


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that only functions understand; no operator applies to it. Compared by name."""

    name: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """What a function's parameter may be, when it takes several types. No value in a model has this type."""

    types: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its type, one line about it, and whether it is always present.

    `ask` is kept for the caller (the wording of a question, say) and not read here.
    """

    type: Type
    doc: str = ""
    required: bool = False
    ask: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Record:
    """An object with named fields. `load` gives the fields when first asked, so that records may contain
    themselves.

    Two records with one name are one type.
    """

    name: str
    load: Callable[[], Mapping[str, Field]] | Mapping[str, Field] = field(compare=False, repr=False)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields by name."""
        return self.load() if callable(self.load) else self.load


Type: TypeAlias = Scalar | Choice | ListOf | MapOf | Opaque | OneOf | Record

ORDERED = (NUMBER, DATE, DATETIME)
"""The types that have a smaller and a larger."""


def describe(kind: Type) -> str:
    """Return the words for a type in messages."""
    match kind:
        case Scalar():
            return kind.phrase
        case Choice():
            return "a choice"
        case ListOf():
            return "a list" if kind.element in (ANY, NOTHING) else f"a list of {_plural(kind.element)}"
        case MapOf():
            return f"a map of {_plural(kind.value)}"
        case OneOf():
            return either([describe(one) for one in kind.types])
        case _:
            return f"{'an' if kind.name[:1].lower() in tuple('aeiou') else 'a'} {kind.name}"


def _plural(kind: Type) -> str:
    match kind:
        case Scalar(name="number" | "date"):
            return f"{kind.name}s"
        case Scalar(name="datetime"):
            return "dates with time"
        case Choice():
            return "choices"
        case Record() | Opaque():
            return kind.name
        case OneOf():
            return either([_plural(one) for one in kind.types])
        case _:
            return describe(kind)


def either(words: Sequence[str]) -> str:
    """Return "a", "a or b", "a, b or c"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def is_text(kind: Type) -> bool:
    """Tell whether a value of this type is text: free or one of a closed list."""
    return kind == TEXT or isinstance(kind, Choice)


def accepts(wanted: Type, given: Type) -> bool:
    """Tell whether a value of type `given` may stand where `wanted` is asked for."""
    if wanted in (ANY, given) or NOTHING in (wanted, given):
        return True
    match wanted, given:
        case OneOf(types=types), _:
            return any(accepts(one, given) for one in types)
        case ListOf(element=asked), ListOf(element=element):
            return accepts(asked, element)
        case MapOf(value=asked), MapOf(value=value):
            return accepts(asked, value)
        case Choice(options=options), Choice(options=some):
            return set(some) <= set(options)
        case _:
            return wanted == TEXT and isinstance(given, Choice)


def join(one: Type, other: Type) -> Type | None:
    """Return the type of a value that is either of two types, or None if they have nothing in common."""
    if accepts(one, other):
        return one if one != NOTHING else other
    if accepts(other, one):
        return other
    if isinstance(one, Choice) and isinstance(other, Choice):
        return Choice(tuple(dict.fromkeys(one.options + other.options)))
    return None
