"""Blocks of a part's Jinja source: which are open where, and which never end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..tags import TAG
from .model import Complaint

_BLOCKS: Final = frozenset(
    ("for", "if", "set", "macro", "call", "filter", "with", "autoescape", "block", "trans")
)
_BOOKMARK: Final = r'<w:bookmarkStart\b[^>]*?\bw:name="([^"]*)"'
_TAG_OR_BOOKMARK: Final = re.compile(f"{_BOOKMARK}|{TAG.pattern}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """The tag that opens a block: its word, and the line of its inside."""

    word: str
    line: int


def check_blocks(source: str) -> list[Complaint]:
    """The blocks that never end, or end with another's word, and ends of nothing."""
    found: list[Complaint] = []
    opened: list[Block] = []
    for word, rest, line in _statements(source):
        if word in _BLOCKS and not (word == "set" and "=" in rest):
            opened.append(Block(word, line))
        elif word.startswith("end") and word[3:] in _BLOCKS:
            _close(word[3:], line, opened, found)
    return found + [_unclosed(block) for block in opened]


def bookmarks_in_loops(source: str) -> Iterator[str]:
    """Names of the bookmarks that a loop repeats as they are; those with a tag in them get a name each time."""
    loops = 0
    for match in _TAG_OR_BOOKMARK.finditer(source):
        word = (match[3] or "").split(None, 1)[:1] if (match[2] or "").startswith("{%") else []
        loops += {"for": 1, "endfor": -1}.get("".join(word), 0)
        if loops > 0 and match[1] and "{" not in match[1]:
            yield match[1]


def _close(word: str, line: int, opened: list[Block], found: list[Complaint]) -> None:
    if all(block.word != word for block in opened):
        found.append(Complaint(line, "end-of-nothing", f"there is no {word!r} before it that it could end"))
        return
    while (block := opened.pop()).word != word:
        found.append(_unclosed(block))


def _unclosed(block: Block) -> Complaint:
    hint = f"end it with end{block.word}, in the same kind of tag ({{%p ... %}}, {{%tr ... %}}, {{% ... %}})"
    return Complaint(block.line, "no-end", f"this {block.word!r} has no end", hint)


def _statements(source: str) -> Iterator[tuple[str, str, int]]:
    """First word, the rest and the line of each statement's inside."""
    line, done = 1, 0
    for match in TAG.finditer(source):
        line += source.count("\n", done, match.start())
        done = match.start()
        if (match[1] or "").startswith("{%") and (inside := match[2].strip()):
            word, _, rest = inside.partition(" ")
            yield word, rest, line + 1
