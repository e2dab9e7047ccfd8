"""Types of what a tag can name, as far as a template cares: what is in a value, and whether it can be printed."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

Shape = Any
"""A type as annotations write it; `Any` where it is not known."""


class Method:
    """The shape of what Python lets one call: `count` of a list."""


class Loop:
    """The shape of `loop`."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    length: int
    depth: int
    depth0: int
    first: bool
    last: bool
    previtem: Any
    nextitem: Any
    cycle: Method
    changed: Method


_OPEN: Final = (Any, object)
_LISTS: Final = (tuple, list, dict)


def members(shape: Shape) -> dict[str, Shape] | None:
    """The names in a value; None if that is not known."""
    kinds = alternatives(shape)
    if any(kind in _OPEN for kind in kinds):
        return None
    found: dict[str, Shape] = {}
    for kind in kinds:
        found.update(_members_of(origin(kind)))
    return found


def element(shape: Shape) -> Shape | None:
    """What a loop over a value gives; None if there is nothing to loop over."""
    found: list[Shape] = []
    for kind in alternatives(shape):
        if kind in _OPEN or kind is str:
            found.append(kind)
        elif origin(kind) in _LISTS and get_args(kind):
            found += [one for one in get_args(kind) if one is not Ellipsis]
        elif kind in _LISTS:
            found.append(Any)
    return either(found) if found else None


def why_unprintable(shape: Shape) -> str:
    """What a value is that prints no text; nothing if it prints one."""
    for kind in alternatives(shape):
        if kind is Method:
            return "is a method of Python's, not a field"
        if kind is bool:
            return "is a yes or no, not a text; use {% if ... %}"
        if origin(kind) in _LISTS:
            return "is a list, not a text; print its members one by one"
        if is_dataclass(kind) and not hasattr(kind, "__html__"):
            return "is a record, not a text; print one of its fields"
    return ""


def called(shape: Shape) -> str:
    """A name for a type in messages: that of its class, or what it is."""
    names = {
        str: "a text",
        int: "a number",
        tuple: "a list",
        list: "a list",
        Loop: "'loop'",
        Method: "a method",
    }
    kind = origin(alternatives(shape)[0])
    return names.get(kind) or str(getattr(kind, "__name__", kind))


def either(shapes: Iterable[Shape]) -> Shape:
    """One of these types."""
    kinds = list(shapes)
    if not kinds or any(kind in _OPEN for kind in kinds):
        return Any
    return reduce(or_, kinds)


def alternatives(shape: Shape) -> list[Shape]:
    """The types that a value can have, leaving out nothing at all."""
    if origin(shape) in (Union, UnionType):
        return [one for part in get_args(shape) if part is not NoneType for one in alternatives(part)]
    if origin(shape) is Literal:
        return [type(get_args(shape)[0])]
    return [shape]


def origin(shape: Shape) -> Any:
    """The class of a type: of `tuple[str, ...]`, `tuple`."""
    return get_origin(shape) or shape


@cache
def _members_of(kind: type) -> dict[str, Shape]:
    hints = get_type_hints(kind) if is_dataclass(kind) or kind is Loop else {}
    names = {one.name for one in fields(kind)} if is_dataclass(kind) else set(hints)
    found: dict[str, Shape] = {name: hints[name] for name in names}
    for name, value in inspect.getmembers(kind):
        if name.startswith("_") or name in found:
            continue
        if isinstance(value, property) and value.fget is not None:
            found[name] = get_type_hints(value.fget).get("return", Any)
        else:
            found[name] = Method if callable(value) else Any
    return found
