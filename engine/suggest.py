"""The way out for a misspelt name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_COMPARED = 500
_MOST_LISTED = 12
_LONGEST = 40


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant; None when no one is close."""
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    if len(folded) > _MOST_COMPARED:
        return None
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'stage'?` if a known name is close, otherwise an empty text."""
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near is not None else ""


def near_or_listed(word: str, known: Iterable[str], label: str = "known") -> str:
    """The name that was probably meant, else the first of those there are: `known: a, b, c`."""
    names = sorted(known)
    near = did_you_mean(word, names)
    if near or not names:
        return near
    more = ", ..." if len(names) > _MOST_LISTED else ""
    return f"{label}: " + ", ".join(shortened(name) for name in names[:_MOST_LISTED]) + more


def shortened(text: str) -> str:
    """The text, or its beginning and dots: what a file says may be very long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
