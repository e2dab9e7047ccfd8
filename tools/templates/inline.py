"""Text with a little markup -> runs: `**strong**` and `~~muted~~`, each in its character style."""

from __future__ import annotations

import re

from docx.text.paragraph import Paragraph

_MARKED = re.compile(r"\*\*(?P<strong>.+?)\*\*|~~(?P<muted>.+?)~~")
STRONG, MUTED = "Strong", "Muted"


def write(paragraph: Paragraph, text: str) -> Paragraph:
    """Append the text to the paragraph and return it. Template tags stand in one run each way."""
    end = 0
    for match in _MARKED.finditer(text):
        _plain(paragraph, text[end : match.start()])
        style = STRONG if match["strong"] else MUTED
        paragraph.add_run(match["strong"] or match["muted"], style=style)
        end = match.end()
    _plain(paragraph, text[end:])
    return paragraph


def _plain(paragraph: Paragraph, text: str) -> None:
    if text:
        paragraph.add_run(text)
