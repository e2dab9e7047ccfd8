"""What an edit changes in a text: the lines that go and come, with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from .colour import Paint, one_line

_LONGEST = 160


def changed_lines(before: str, after: str, paint: Paint, indent: str = "  ") -> Iterator[str]:
    """`  38 -    value: 190000` for a line that goes, `+` for one that comes; numbers are those of its own text."""
    old, new = before.splitlines(), after.splitlines()
    width = len(str(max(len(old), len(new))))
    for kind, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for number in range(low, high):
                yield indent + paint(_line(number, "-", old[number], width), "error")
            for number in range(start, end):
                yield indent + paint(_line(number, "+", new[number], width), "good")


def _line(index: int, sign: str, text: str, width: int) -> str:
    margin = text[: len(text) - len(text.lstrip(" "))]
    shown = margin + one_line(text)
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 3] + "..."
    return f"{index + 1:>{width}} {sign} {shown}".rstrip()
