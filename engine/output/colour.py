"""Colour for terminals, and text that cannot disturb one."""

from __future__ import annotations

import re
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Takes a text and the name of a style."""

_STYLES = {
    "blocker": "1;31",
    "major": "31",
    "minor": "33",
    "advice": "36",
    "error": "1;31",
    "strong": "1",
    "faint": "2",
    "good": "32",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"\s+")


def painter(colour: bool) -> Paint:
    """What paints texts: with the escape sequences of terminals, or not at all."""
    return _painted if colour else _plain


def one_line(text: str) -> str:
    """A text of the user's as one line without what could rewrite what a terminal shows, or what no file can hold."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _BLANK.sub(" ", text).strip())


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - the other painter needs the style
    return text
