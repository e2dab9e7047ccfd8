"""The way out of a misspelt word of the language."""

from __future__ import annotations

from collections.abc import Iterable

from ..suggest import nearest

MANY = 8


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'X'?" for the nearest known word, else the known words if they are few."""
    words = sorted(known)
    near = nearest(word, words)
    if near is not None:
        return f"did you mean {near!r}?"
    return "known: " + ", ".join(words) if words and len(words) <= MANY else ""
