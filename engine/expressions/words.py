"""Finding words in text without patterns: letter case and runs of blanks do not matter."""

from __future__ import annotations

from collections.abc import Sequence


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def contains(text: str, parts: str | Sequence[str]) -> bool:
    """Tell whether the text contains the part, or one of the parts, anywhere."""
    plain = _plain(text)
    return any(part in plain for part in map(_plain, _several(parts)) if part)


def words_in(text: str, words: str | Sequence[str]) -> tuple[str, ...]:
    """Return those words or phrases that stand in the text as whole words, in the order given."""
    plain = _plain(text)
    return tuple(word for word in _several(words) if _stands_alone(_plain(word), plain))


def matches(text: str, words: str | Sequence[str]) -> bool:
    """Tell whether one of the words or phrases stands in the text as a whole word."""
    plain = _plain(text)
    return any(_stands_alone(_plain(word), plain) for word in _several(words))


def _several(words: str | Sequence[str]) -> Sequence[str]:
    return (words,) if isinstance(words, str) else words


def _stands_alone(word: str, text: str) -> bool:
    start = text.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(word, start + 1)
    return False
