"""The XML of Word parts: names, and reading that neither fetches, expands nor repairs anything."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
NAMESPACES: Final = {"w": WORD}

DOCUMENT_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML: `w("p")`."""
    return f"{{{WORD}}}{name}"


P: Final = w("p")
R: Final = w("r")
T: Final = w("t")
VAL: Final = w("val")
PARAGRAPH_PROPERTIES: Final = w("pPr")


def child(node: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a full name; None of nothing. Faster than `find`, which parses paths."""
    return None if node is None else next(node.iterchildren(name), None)


def properties_of(paragraph: etree._Element) -> etree._Element | None:
    """The properties of a paragraph, which come first in it."""
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag == PARAGRAPH_PROPERTIES:
        return first
    return child(paragraph, PARAGRAPH_PROPERTIES)


_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


_PLACE: Final = re.compile(r", line \d+, column \d+$")


class NotXml(ValueError):
    """A part is not well-formed XML, or holds a document type declaration."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def parse(data: bytes) -> etree._Element:
    """The root element of a part; NotXml if it is not well-formed. Entities stay unexpanded, DTDs are refused."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise NotXml(_PLACE.sub("", error.msg or "not well-formed"), line or 0, column or 0) from error
    docinfo: Any = root.getroottree().docinfo  # the stubs do not know `doctype`
    if docinfo.doctype:
        raise NotXml("a document type declaration is not allowed")
    return root


def well_formed(data: bytes) -> bool:
    """Whether a part is well-formed XML without a document type; quicker than `parse`, which says what is wrong.

    Prefixes are not looked up: what a template declares stays declared.
    """
    parser = expat.ParserCreate()
    doctypes: list[str] = []
    parser.StartDoctypeDeclHandler = lambda name, *_: doctypes.append(name)
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return not doctypes


def serialise(root: etree._Element) -> str:
    """The XML of an element without its tail and without a declaration."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def integer(text: str, default: int = 0) -> int:
    """A whole number as an attribute holds it; the default for anything else."""
    return int(text) if text.removeprefix("-").isdecimal() else default


def text_of(paragraph: etree._Element) -> str:
    """What a reader sees of a paragraph: its runs with tabs and breaks as spaces, without deleted text."""
    pieces: list[str] = []
    for node in paragraph.iter(T, w("tab"), w("br"), w("noBreakHyphen")):
        if node.tag == T:
            pieces.append(node.text or "")
        elif node.getparent() is not None and node.getparent().tag == R:  # type: ignore[union-attr]  # a tab stop in pPr is no text
            pieces.append("-" if node.tag == w("noBreakHyphen") else " ")
    return "".join(pieces)
