"""How a value from a deal file is shown in a message: as its writer wrote it, and never at length."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..suggest import shortened

_NUMBER = re.compile(
    r"\s*(?P<number>(?P<whole>-?[0-9]{1,20})(?:\.[0-9]{1,20}|,(?P<comma>[0-9]{1,2}))?)\s*(?P<percent>%?)\s*"
)
DAY_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def shown(value: object) -> str:
    """The value in a sentence: `'text'`, `12.5`, `true`, `nothing`, `a list`, `a mapping`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return repr(shortened(value)) if isinstance(value, str) else shortened(str(value))


def number_hint(value: object) -> str:
    """How to write the number that was probably meant."""
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return "write digits with a point for decimals, no separators, no currency sign"
    if match["comma"]:
        return f"write {match['whole']}.{match['comma']}"
    return f"write {match['number']}" + ("" if match["percent"] else " without quotes")


def day_hint(value: object) -> str:
    """How to write the date that was probably meant."""
    looks_right = isinstance(value, str) and DAY_PATTERN.fullmatch(value)
    return "the calendar has no such day" if looks_right else "write it as 2026-03-31"
