"""The way out of a misspelt word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MANY = 8


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean X?" for the nearest known word, else the known words if they are few."""
    words = sorted(known)
    folded = {known_word.casefold(): known_word for known_word in reversed(words)}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{folded[near[0]]}`?"
    if words and len(words) <= MANY:
        return "known: " + ", ".join(words)
    return ""
