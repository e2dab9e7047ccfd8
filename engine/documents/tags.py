"""From the XML of a part, as Word saved it, to the Jinja source that renders it.

docxtpl's `patch_xml` joins the tags that Word split and moves paragraph, row, cell and run tags out of their
elements. After it, each tag gets a newline behind its opening braces, so that a line of Jinja's is a tag of the
author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from .ooxml import T, serialise, w
from .values import BRACE, clean

TAG: Final = re.compile(r"(\{\{[-+]?|\{%[-+]?)(.*?)([-+]?\}\}|[-+]?%\})|\{#.*?#\}", re.DOTALL)
_RAW: Final = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}(.*?)\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_MARKUP: Final = re.compile(rb"<[^>]*>")
_ANY_TAG: Final = re.compile(rb"\{[{%#]|\{_[{%]")
_AUTHORED_BRACES: Final = {"{_{": BRACE * 2, "}_}": "}}", "{_%": BRACE + "%", "%_}": "%}"}
_TAG_SHOWN: Final = 40
_CELL_PROPERTIES: Final = re.compile(r"<w:tcPr>(.*?)</w:tcPr>", re.DOTALL)
_CELL_PROPERTY: Final = re.compile(r"<w:(tcBorders|tcMar|tcPrChange)\b.*?</w:\1>|<w:(\w+)\b.*?/>", re.DOTALL)
_CELL_ORDER: Final = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_MARK_NAME: Final = re.compile(
    r'(<w:(?:bookmarkStart|hyperlink)\b[^>]*\bw:(?:name|anchor)="[^"]*?)\{\{_([\w.]+?)_\}\}'
)
"""LibreOffice puts underscores for the blanks in a bookmark's name, and in links to it."""
_PRINTED: Final = "{{}}"
_BETWEEN_ELEMENTS: Final = re.compile(r"<(?!(?:w:t|w:instrText|a:t|c:v)[ >])[^<>]*>[^<>]*\{\{\}\}")
_DELETED: Final = (w("delText"), w("delInstrText"))


def find_tag(part: bytes) -> str:
    """The beginning of what looks like a tag in a part, split by markup or not; nothing if there is none."""
    for text in (part, _MARKUP.sub(b"", part)):
        if found := _ANY_TAG.search(text):
            return text[found.start() : found.start() + _TAG_SHOWN].decode("utf-8", "replace")
    return ""


def part_source(root: etree._Element) -> str:
    """The Jinja source of a part. Tags in text that a reviewer deleted are left alone."""
    for node in root.iter(*_DELETED):
        node.text = (node.text or "").replace("{", BRACE)
    for moved in root.iter(w("moveFrom")):
        for node in moved.iter(T):
            node.text = (node.text or "").replace("{", BRACE)
    patched = DocxTemplate("").patch_xml(serialise(root))
    patched = _MARK_NAME.sub(r"\1{{ \2 }}", patched)
    return _finished(_CELL_PROPERTIES.sub(_in_schema_order, patched), str)


def prints_formatted(source: str) -> bool:
    """Whether some tag of a Jinja source prints between elements, not in a text: what it prints must be elements."""
    places = TAG.sub(lambda found: _PRINTED if found[0].startswith("{{") else "", source)
    return _BETWEEN_ELEMENTS.search(places) is not None


def text_source(text: str) -> str:
    """The Jinja source, giving XML, of a plain text with tags (a title in the properties)."""
    return _finished(text, clean)


def _in_schema_order(found: re.Match[str]) -> str:
    """Cell properties in the order that Word wants: patching puts new ones first or last."""
    children = [(child[1] or child[2], child[0]) for child in _CELL_PROPERTY.finditer(found[1])]
    ordered = sorted(
        children, key=lambda child: _CELL_ORDER.index(child[0]) if child[0] in _CELL_ORDER else 99
    )
    xml = "".join(text for _, text in ordered)
    return f"<w:tcPr>{xml}</w:tcPr>" if len(xml) == len(found[1]) else found[0]


def _finished(text: str, literal: Callable[[str], str]) -> str:
    text = _RAW.sub(lambda found: found[1].replace("{", BRACE), text)
    for authored, meant in _AUTHORED_BRACES.items():
        text = text.replace(authored, meant)
    pieces: list[str] = []
    done = 0
    for found in TAG.finditer(text):
        pieces.append(literal(text[done : found.start()]))
        if found[1]:
            pieces += (found[1], "\n", unescape(found[2]), found[3])
        done = found.end()
    pieces.append(literal(text[done:]))
    return "".join(pieces)
