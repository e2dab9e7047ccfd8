"""The scripts that write the shipped Word templates, because a .docx cannot be reviewed line by line.

`python -m tools.templates` writes them all. Organisations do not need this: they edit the .docx in Word.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

NAMES: Final = ("brief", "questions", "questions-for-them", "agreement")


def build_template(name: str) -> bytes:
    """The template of that name as the bytes of a .docx; the same on every run."""
    content: bytes = import_module(f"tools.templates.{name.replace('-', '_')}").build()
    return content
