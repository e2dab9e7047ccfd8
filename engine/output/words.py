"""Small words of reports: dates, counts and lists in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def long_day(day: date) -> str:
    """`Monday, 2 March 2026`."""
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def counted(count: int, noun: str, plural: str = "s") -> str:
    """`1 deal`, `2 deals`; `plural` is what more than one appends."""
    return f"{count} {noun}{'' if count == 1 else plural}"


def enumerated(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
