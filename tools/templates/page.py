"""A new A4 document with header and footer, and how it is saved: the same bytes on every run."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from engine.documents.package import read_package
from engine.texts import Texts

from .fields import add_field
from .inline import write
from .styles import define_styles

_WORD_LANGUAGES = {"en": "en-GB", "de": "de-DE"}
"""How Word calls the languages, for its spelling."""
_FIELD = "\0"
MARGIN = Cm(2)
TEXT_WIDTH_CM = 17.0
"""Width between the margins of an A4 page."""


def new_document(texts: Texts) -> WordDocument:
    """An empty A4 document with our styles, in the language of the texts."""
    document = Document()
    define_styles(document, _WORD_LANGUAGES[texts.language])
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    return document


def add_header(document: WordDocument, left: str, right: str = "") -> None:
    """A header line: `left`, and `right` at the right margin."""
    _two_ends(document.sections[0].header.paragraphs[0], "Header", left, right)


def add_footer(document: WordDocument, left: str, texts: Texts) -> None:
    """A footer line: `left`, and Page X of Y at the right margin."""
    paragraph = document.sections[0].footer.paragraphs[0]
    before, between, _ = texts("words.page", page=_FIELD, pages=_FIELD).split(_FIELD)
    _two_ends(paragraph, "Footer", left, before)
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(between)
    add_field(paragraph, "NUMPAGES", "1")


def _two_ends(paragraph: Paragraph, style: str, left: str, right: str) -> None:
    paragraph.style = style
    write(paragraph, left)
    if right:
        paragraph.add_run("\t")
        write(paragraph, right)


def save(document: WordDocument) -> bytes:
    """The document as a .docx without the time of saving, the user's name or a thumbnail."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "negotia"
    properties.comments = properties.title = properties.keywords = ""
    target = io.BytesIO()
    document.save(target)
    return read_package(target.getvalue()).write({})
