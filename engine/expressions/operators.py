"""Which operands an operator takes, and what to say of those it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from .syntax import Operator, Sign
from .types import (
    BOOLEAN,
    DATE,
    DATETIME,
    NOTHING,
    NUMBER,
    ORDERED,
    TEXT,
    Choice,
    ListOf,
    MapOf,
    Opaque,
    Record,
    Type,
    accepts,
    describe,
    is_text,
)
from .vocabulary import Function

Complaint: TypeAlias = tuple[str, str]
"""A message and a hint."""


def complain_of_comparison(left: Type, operator: Operator, right: Type) -> Complaint | None:
    """Return what is wrong with `left operator right`, or None if nothing is."""
    if NOTHING in (left, right):
        return None
    if operator in ("in", "not in"):
        return _complain_of_membership(left, right)
    for side in (left, right):
        complaint = _complain_of_kind(side)
        if complaint:
            return complaint
    if not _alike(left, right):
        return _complain_of_mixture(left, right)
    if operator in ("==", "!=") or left in ORDERED:
        return None
    return f"{describe(left)} has no order, so '{operator}' cannot compare it", "use == or !="


def _alike(left: Type, right: Type) -> bool:
    if isinstance(left, Choice) and isinstance(right, Choice):
        return not set(left.options).isdisjoint(right.options)
    return left == right or (is_text(left) and is_text(right))


def _complain_of_mixture(left: Type, right: Type) -> Complaint:
    if isinstance(left, Choice) and isinstance(right, Choice):
        return "these choices have no option in common", ""
    message = f"{describe(left)} cannot be compared with {describe(right)}"
    pair = (left, right)
    if DATE in pair and DATETIME in pair:
        return message, "days_between(a, b) takes both"
    if TEXT in pair and (DATE in pair or DATETIME in pair):
        return message, 'write a date as date("2026-03-01")'
    if TEXT in pair and NUMBER in pair:
        return message, "write numbers without quotes"
    return message, ""


def _complain_of_kind(kind: Type) -> Complaint | None:
    match kind:
        case ListOf() | MapOf():
            return "a list or map cannot be compared as a whole", "use any(... for x in list) or count(list)"
        case Record():
            return f"{describe(kind)} cannot be compared as a whole", "compare one of its fields"
        case Opaque():
            return f"{describe(kind)} cannot be compared by an operator", ""
        case _:
            return None


def _complain_of_membership(item: Type, container: Type) -> Complaint | None:
    if isinstance(container, ListOf):
        if container.element == NOTHING:
            return None
        complaint = _complain_of_kind(item) or _complain_of_kind(container.element)
        if complaint or _alike(item, container.element):
            return complaint
        return f"{describe(item)} cannot be in {describe(container)}", ""
    if is_text(container):
        return None if is_text(item) else (f"{describe(item)} cannot be in text", "")
    if isinstance(container, MapOf):
        return "'in' does not look into a map", 'write stated(map["key"])'
    return f"'in' needs a list or text, not {describe(container)}", ""


def complain_of_arithmetic(left: Type, sign: Sign, right: Type) -> Complaint | None:
    """Return what is wrong with `left sign right`, or None if nothing is."""
    if accepts(NUMBER, left) and accepts(NUMBER, right):
        return None
    wrong = right if accepts(NUMBER, left) else left
    message = f"'{sign}' takes numbers, not {describe(wrong)}"
    if wrong in (DATE, DATETIME):
        return message, "use days_between(a, b)"
    if is_text(wrong):
        return message, "texts are put together in a message: {{ a }} {{ b }}"
    if wrong == BOOLEAN:
        return message, "use count(... for x in list) to count what is true"
    return message, ""


def takers(kind: Type, functions: Iterable[Function]) -> str:
    """Return the hint that names the functions made for an opaque type, and the two that take anything."""
    if not isinstance(kind, Opaque):
        return ""
    names = [f.name for f in functions if any(p.type in (kind, ListOf(kind)) for p in f.parameters)]
    return "use " + ", ".join(f"{name}(...)" for name in [*names, "stated"]) + " or missing(...)"
