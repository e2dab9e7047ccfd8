"""Word files made in the tests: from python-docx, or from the XML of a body."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from engine.documents.ooxml import NAMESPACES, P, parse, text_of
from engine.documents.properties import Properties
from engine.documents.template import compile_template

CREATED = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
PROPERTIES = Properties(created=CREATED, title="Title", author="Author")


def docx(fill: Callable[[WordDocument], object]) -> bytes:
    """A .docx that python-docx fills."""
    document = Document()
    fill(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A .docx with a paragraph for each text; `¦` in a text begins a new run."""

    def fill(document: WordDocument) -> None:
        for text in texts:
            paragraph = document.add_paragraph()
            for index, piece in enumerate(text.split("¦")):
                paragraph.add_run(piece).bold = bool(index % 2)

    return docx(fill)


def table(*rows: tuple[str, ...]) -> bytes:
    """A .docx with one table of these cells' texts."""

    def fill(document: WordDocument) -> None:
        grid = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return docx(fill)


def body(xml: str, extra: Mapping[str, str] | None = None) -> bytes:
    """A .docx with this XML as its body (`w:`, `r:` and `wp:` are bound) and whole other parts replaced."""
    return replaced(docx(lambda document: None), {"word/document.xml": _BODY.format(xml), **(extra or {})})


def replaced(document: bytes, parts: Mapping[str, str]) -> bytes:
    """The .docx with some parts' contents exchanged or added."""
    source = zipfile.ZipFile(io.BytesIO(document))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            out.writestr(name, parts[name])
    return target.getvalue()


def styles(xml: str) -> str:
    """A styles part with these styles."""
    return f'<w:styles xmlns:w="{NAMESPACES["w"]}">{xml}</w:styles>'


def lists(xml: str) -> str:
    """A numbering part with these lists."""
    return f'<w:numbering xmlns:w="{NAMESPACES["w"]}">{xml}</w:numbering>'


def numbering_docx(xml: str, list_xml: str, style_xml: str = "") -> bytes:
    """A body with its own lists and styles, declared as Word wants them."""
    start = docx(lambda document: document.add_paragraph("x", style="List Number"))
    extra = {"word/document.xml": _BODY.format(xml), "word/numbering.xml": lists(list_xml)}
    if style_xml:
        extra["word/styles.xml"] = styles(style_xml)
    return replaced(start, extra)


def part(document: bytes, name: str = "word/document.xml") -> bytes:
    """One part's bytes."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name)


def root(document: bytes) -> etree._Element:
    """The root of the main part."""
    return parse(part(document))


def texts(document: bytes) -> list[str]:
    """The text of every paragraph of the main part, in tables too."""
    return [text_of(paragraph) for paragraph in root(document).iter(P)]


def xml_of(document: bytes) -> str:
    """The body's XML without namespace declarations, for reading in an assertion."""
    found = root(document).find("w:body", NAMESPACES)
    assert found is not None
    return re.sub(
        r' xmlns:\w+="[^"]*"', "", "".join(etree.tostring(node, encoding="unicode") for node in found)
    )


def render(
    template: bytes, context: Mapping[str, Any] | None = None, **filters: Callable[..., object]
) -> bytes:
    """A document of a template named `deal.docx`."""
    return compile_template(template, "deal.docx", filters=filters).render(
        context or {}, properties=PROPERTIES
    )


_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    "<w:body>{}</w:body></w:document>"
)
