"""The way out for a misspelt name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'stage'?` if a known word is close, otherwise an empty text."""
    close = get_close_matches(word.lower(), {name.lower(): name for name in known}, n=1, cutoff=0.6)
    if not close:
        return ""
    return f"did you mean {next(name for name in known if name.lower() == close[0])!r}?"
