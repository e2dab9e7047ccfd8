"""The scripts that write the shipped Word templates, because a .docx cannot be reviewed line by line.

`python -m tools.templates` writes them all. Organisations do not need this: they edit the .docx in Word.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from engine.texts import DEFAULT_LOCALE, shipped_languages, texts_for

NAMES: Final = ("brief", "questions", "questions-for-them", "agreement")
TRANSLATED: Final = ("brief", "questions", "questions-for-them")
"""The templates that there are in every language with a catalogue of texts; the others are English."""
FILES: Final = {
    **{f"{name}.docx": (name, "en") for name in NAMES},
    **{
        f"{language}/{name}.docx": (name, language)
        for language in sorted(shipped_languages() - {"en"})
        for name in TRANSLATED
    },
}
"""The name and language of each template, by its file below `templates/`."""


def build_template(name: str, language: str = "en") -> bytes:
    """The template of that name as the bytes of a .docx; the same on every run."""
    texts = texts_for(DEFAULT_LOCALE if language == "en" else language)
    content: bytes = import_module(f"tools.templates.{name.replace('-', '_')}").build(texts)
    return content
