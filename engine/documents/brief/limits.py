"""How much goes on the two pages: as much as fits into 650 words, the rest stays in the annex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

WORDS: Final = 545
"""Words that the plan may bring to the two pages; headings and labels of the template come on top."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most entries of each list, and the most words: of what must not be cut short, and of other texts."""

    issues: int
    people: int
    questions: int
    trades: int
    tactics: int
    agenda: int
    main: int
    words: int


LIMITS: Final = (
    Limits(issues=10, people=6, questions=5, trades=4, tactics=4, agenda=6, main=30, words=24),
    Limits(issues=10, people=5, questions=5, trades=4, tactics=3, agenda=6, main=24, words=18),
    Limits(issues=8, people=4, questions=5, trades=4, tactics=3, agenda=5, main=22, words=14),
    Limits(issues=8, people=4, questions=4, trades=3, tactics=2, agenda=5, main=20, words=12),
    Limits(issues=8, people=3, questions=4, trades=3, tactics=2, agenda=4, main=18, words=10),
    Limits(issues=7, people=3, questions=3, trades=3, tactics=2, agenda=4, main=16, words=10),
    Limits(issues=6, people=3, questions=3, trades=2, tactics=1, agenda=3, main=14, words=8),
    Limits(issues=5, people=2, questions=2, trades=2, tactics=1, agenda=3, main=12, words=8),
    Limits(issues=3, people=2, questions=2, trades=1, tactics=1, agenda=2, main=8, words=5),
)
"""From generous to spare; the first that fits is taken."""


def count_words(value: object) -> int:
    """Words of all texts in a tree of dataclasses and tuples; a mark without letter or digit is none."""
    return sum(map(words_in, _texts(value)))


def words_in(text: str) -> int:
    """Words of a text; numbers are words, dashes and dots are not."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "anchor":
                yield from _texts(getattr(value, field.name))
