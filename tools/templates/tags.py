"""Paragraphs that hold template tags."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from .inline import write


def add_text(document: WordDocument, text: str, style: str = "Normal") -> Paragraph:
    """A paragraph of text with markup as in `inline`."""
    return write(document.add_paragraph(style=style), text)


def add_tag(document: WordDocument, tag: str) -> None:
    """A paragraph that holds nothing but a `{%p %}` tag; it is gone from the document."""
    document.add_paragraph(f"{{%p {tag} %}}")
