"""Texts that a spreadsheet program would take for formulas."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might run the text when it is typed or read from CSV (OWASP: CSV injection)."""
    return text.startswith(_BEGINNINGS)


def disarmed(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet program might run it: then it shows it as it is."""
    return f"'{text}" if is_formula(text) else text
