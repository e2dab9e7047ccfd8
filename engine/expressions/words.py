"""Finding words in text without patterns: letter case and runs of blanks do not matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


def contains(text: str, parts: str | Sequence[str]) -> bool:
    """Tell whether the text contains the part, or one of the parts, anywhere."""
    plain = _plain(text)
    return any(part in plain for part, _ in _several(parts))


def words_in(text: str, words: str | Sequence[str]) -> tuple[str, ...]:
    """Return those words or phrases that stand in the text as whole words, in the order given."""
    plain = _plain(text)
    inside = [pair for pair in _several(words) if pair[0] in plain]
    return tuple(as_given for word, as_given in inside if _stands_alone(word, plain))


def matches(text: str, words: str | Sequence[str]) -> bool:
    """Tell whether one of the words or phrases stands in the text as a whole word."""
    plain = _plain(text)
    inside = [pair for pair in _several(words) if pair[0] in plain]
    return any(_stands_alone(word, plain) for word, _ in inside)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _several(words: str | Sequence[str]) -> tuple[tuple[str, str], ...]:
    return _plain_words((words,) if isinstance(words, str) else tuple(words))


@lru_cache(maxsize=256)
def _plain_words(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each word as it is looked for and as it was given. Rules look for the same lists in every text."""
    return tuple((plain, word) for word in words if (plain := _plain(word)))


def _stands_alone(word: str, text: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(word, start + 1)
    return False
