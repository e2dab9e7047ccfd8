"""How much goes on the two pages: as much as fits into 650 words, the rest stays in the annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from textwrap import wrap
from typing import Final

from .context import Fix, IssueRow

WORDS: Final = 545
"""Words that the plan may bring to the two pages; headings and labels of the template come on top."""

LINES: Final = 36
"""Lines that the must-fixes and the issues may take on the first page beside everything else on it."""

_WORD: Final = re.compile(r"[^\W_]\S*")
_REMEMBERED: Final = 1_000
"""The same texts are counted again and again until all fit."""
_ISSUE_CHARACTERS: Final = (16, 12, 12, 11, 18, 11)
_FIX_CHARACTERS: Final = (10, 42, 42)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most entries of each list, and the most words: of a cell, of what should stay whole, of other texts."""

    issues: int
    cell: int
    people: int
    questions: int
    trades: int
    tactics: int
    agenda: int
    main: int
    words: int


LIMITS: Final = (
    Limits(issues=10, cell=12, people=8, questions=5, trades=4, tactics=4, agenda=8, main=60, words=50),
    Limits(issues=10, cell=10, people=7, questions=5, trades=4, tactics=4, agenda=7, main=40, words=34),
    Limits(issues=10, cell=8, people=6, questions=5, trades=4, tactics=4, agenda=6, main=30, words=24),
    Limits(issues=10, cell=8, people=5, questions=5, trades=4, tactics=3, agenda=6, main=24, words=18),
    Limits(issues=8, cell=8, people=4, questions=5, trades=4, tactics=3, agenda=5, main=22, words=14),
    Limits(issues=8, cell=7, people=4, questions=4, trades=3, tactics=2, agenda=5, main=20, words=12),
    Limits(issues=8, cell=6, people=3, questions=4, trades=3, tactics=2, agenda=4, main=18, words=10),
    Limits(issues=7, cell=5, people=3, questions=3, trades=3, tactics=2, agenda=4, main=16, words=10),
    Limits(issues=6, cell=5, people=3, questions=3, trades=2, tactics=1, agenda=3, main=14, words=8),
    Limits(issues=5, cell=4, people=2, questions=2, trades=2, tactics=1, agenda=3, main=12, words=8),
    Limits(issues=3, cell=3, people=2, questions=2, trades=1, tactics=1, agenda=2, main=8, words=5),
)
"""From generous to spare; the first that fits is taken."""


def count_words(value: object) -> int:
    """Words of all texts in a tree of dataclasses and tuples; a mark without letter or digit is none."""
    return sum(map(words_in, _texts(value)))


def words_in(text: str) -> int:
    """Words of a text; numbers are words, dashes and dots are not."""
    return len(_WORD.findall(text))


def count_lines(issues: Sequence[IssueRow], fixes: Sequence[Fix]) -> int:
    """Lines that the rows take in the columns of the template, by the characters that fit into each; an estimate."""
    rows = [
        (
            (one.name, one.unit),
            (one.opening, one.now),
            (one.target,),
            (one.walkaway,),
            one.theirs,
            (one.approval,),
        )
        for one in issues
    ]
    found = sum(_row_lines(row, _ISSUE_CHARACTERS) for row in rows)
    return found + sum(
        _row_lines(((one.mark,), (one.problem,), (one.remedy,)), _FIX_CHARACTERS) for one in fixes
    )


def wrapped(text: str, width: int) -> int:
    """Lines of that many characters that a text fills."""
    return int(bool(text.strip())) if len(text) <= width else _wrapped(text, width)


@lru_cache(_REMEMBERED)
def _wrapped(text: str, width: int) -> int:
    return len(wrap(text, width))


def _row_lines(cells: Sequence[Sequence[str]], characters: Sequence[int]) -> int:
    return max(
        sum(wrapped(text, width) for text in texts) for texts, width in zip(cells, characters, strict=True)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _text_fields(type(value)):
            yield from _texts(getattr(value, name))


@cache
def _text_fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "anchor")
