"""How much a template may do: its author may be a stranger, and no tag may hang the program or fill the memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.utils import Namespace

MOST_TURNS: Final = 200_000
"""Calls, filters and turns of loops in a part; a filter counts the items that it is given as well."""
MOST_PRINTED: Final = 20_000_000
"""Characters that the tags of a part print."""
MOST_TEXT: Final = 1_000_000
"""Characters of a text that is put together."""
MOST_ITEMS: Final = 10_000
"""Items of a list that is put together, with those of the lists in it."""
MOST_REPEATED: Final = 10_000
"""A text or list that `*` repeats becomes no longer; and the largest width or number of columns."""
_MOST_GROWTH: Final = 10_000_000
"""The size of what is worked on, times the largest width or text that is given for it."""
_MOST_BITS: Final = 10_000
_GROWING: Final = frozenset((
    "batch", "center", "expandtabs", "format", "format_map", "indent", "join", "ljust", "replace", "rjust", "round",
    "slice", "translate", "truncate", "wordwrap", "zfill",
))  # fmt: skip
"""Filters and methods of texts that may make much out of little."""
_FORMATS: Final = frozenset(("format", "format_map"))
_WIDE: Final = re.compile(r"%[^%a-zA-Z]*(?:\d{4}|\*)|\{[^{}]*:[^{}]*(?:\d{4}|\{)")
"""A place in a format that asks for a thousand characters or more, or takes its width from a value."""
_COLLECTIONS: Final = (Mapping, list, tuple, set, frozenset)


class BoundedContext(Context):
    """The names of a part while it is rendered, and how much its tags have done."""

    turns = 0
    printed = 0
    _whole: BoundedContext | None = None

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        """A context inside this one: what is done in it counts here."""
        inner = super().derived(locals)
        assert isinstance(inner, BoundedContext)
        inner._whole = self._whole or self
        return inner

    def take(self, turns: int) -> None:
        """Count turns. Raises SecurityError when they are too many."""
        whole = self._whole or self
        whole.turns += turns
        if whole.turns > MOST_TURNS:
            raise SecurityError(f"the tags take more than {MOST_TURNS:,} turns")

    def count_printed(self, text: str) -> str:
        """The text, counted. Raises SecurityError when the tags print too much."""
        whole = self._whole or self
        whole.printed += len(text)
        if whole.printed > MOST_PRINTED:
            raise SecurityError(f"the tags print more than {MOST_PRINTED:,} characters")
        return text


def run_through(context: BoundedContext, items: Any) -> Any:
    """What a loop goes through, counted."""
    if hasattr(type(items), "__len__"):
        context.take(len(items))
        return items
    return _counted(context, iter(items))


def before_call(context: BoundedContext, function: object, arguments: Iterable[Any]) -> None:
    """Count a call; refuse a method of a text that would make it too large. Raises SecurityError."""
    context.take(1)
    owner = getattr(getattr(function, "__wrapped__", function), "__self__", None)
    if isinstance(owner, str):
        refuse_growth(getattr(function, "__name__", ""), owner, arguments)
    elif isinstance(function, LoopContext):
        context.take(sum(len(one) for one in arguments if hasattr(type(one), "__len__")))


def refuse_growth(name: str, value: Any, arguments: Iterable[Any]) -> None:
    """Refuse a filter or method that would make too much out of its value. Raises SecurityError."""
    if name not in _GROWING:
        return
    given = list(arguments)
    if name in _FORMATS:
        if _WIDE.search(str(value)):
            raise SecurityError(f"{name!r} is asked for more than 999 characters")
        given = [one for one in given if not isinstance(one, (int, float))]
    numbers = [abs(one) for one in given if isinstance(one, (int, float))]
    if max(numbers, default=0) > MOST_REPEATED:
        raise SecurityError(f"a number for {name!r} is larger than {MOST_REPEATED:,}")
    largest = max([*numbers, *(size(one) for one in given)], default=0)
    if (1 + size(value)) * (1 + largest) > _MOST_GROWTH:
        raise SecurityError(f"{name!r} makes something too large")


def refuse_product(left: Any, right: Any) -> None:
    """Refuse a product that would be too large: of numbers, or of a text or list and a number."""
    sequences = [one for one in (left, right) if isinstance(one, (str, list, tuple))]
    numbers = [abs(one) for one in (left, right) if isinstance(one, int)]
    if sequences and numbers and size(sequences[0]) * numbers[0] > MOST_REPEATED:
        raise SecurityError("'*' makes something too large")
    if sum(one.bit_length() for one in numbers) > _MOST_BITS:
        raise SecurityError("'*' makes a number too large")


def not_too_large(value: Any) -> Any:
    """A text or list that was put together. Raises SecurityError."""
    if isinstance(value, str):
        if len(value) > MOST_TEXT:
            raise SecurityError(f"a text becomes longer than {MOST_TEXT:,} characters")
    elif isinstance(value, _COLLECTIONS):
        size(value, MOST_ITEMS, letters=False)
    return value


def size(value: Any, most: int = MOST_TEXT, *, letters: bool = True) -> int:
    """The items of a value, with those of lists in it, and the letters of its texts. Raises SecurityError."""
    found, rest = 0, [value]
    while rest:
        one = rest.pop()
        found += len(one) if letters and isinstance(one, str) else 1
        if isinstance(one, Mapping):
            rest += [*one.keys(), *one.values()]
        elif isinstance(one, _COLLECTIONS):
            rest += one
        elif isinstance(one, Namespace):
            raise SecurityError("a namespace cannot be kept in a list")
        if found + len(rest) > most + 1:
            raise SecurityError(f"a list or text becomes larger than {most:,}")
    return found


def _counted(context: BoundedContext, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        context.take(1)
        yield item
