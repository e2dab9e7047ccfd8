"""A part as it reads: blocks and words, without what only a machine sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from ..ooxml import PARAGRAPH_PROPERTIES, P, R, T, child, w

TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
RUN_PROPERTIES: Final = w("rPr")
PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS: Final = tuple(map(w, ("sdt", "hyperlink", "smartTag")))
_INVISIBLE: Final = tuple(
    map(
        w,
        (
            "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "permStart", "permEnd",
            "commentRangeStart", "commentRangeEnd", "commentReference",
        ),
    )
)  # fmt: skip
_FIELD: Final = tuple(map(w, ("fldChar", "instrText")))
_WORDS: Final = re.compile(r"\s+|[^\s]+")
_SESSION: Final = re.compile(r"rsid|paraId$|textId$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a blank or another piece of a run: its format and its XML; `text` is "" for what is no text."""

    format: bytes
    text: str
    xml: bytes


def flatten(root: etree._Element, *, fields: bool) -> None:
    """Take away controls, links, bookmarks and marks; with `fields`, leave of each field what it prints."""
    for node in list(root.iter(*_INVISIBLE, *(_FIELD if fields else ()))):
        _remove(node)
    for node in list(root.iter(*_WRAPPERS, *([w("fldSimple")] if fields else []))):
        content = child(node, w("sdtContent")) if node.tag == w("sdt") else node
        for inner in list(content if content is not None else ()):
            if not str(inner.tag).endswith(("sdtPr", "sdtEndPr", "fldData", "smartTagPr")):
                node.addprevious(inner)
        _remove(node)
    for node in root.iter(etree.Element):
        for name in [str(name) for name in node.attrib if _SESSION.search(str(name))]:
            del node.attrib[name]


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def canonical(node: etree._Element | None) -> bytes:
    """The XML of an element in one form; nothing of nothing."""
    if node is None:
        return b""
    copied = deepcopy(node)
    copied.tail = None
    return etree.tostring(copied, method="c14n", exclusive=True)


def tokens(paragraph: etree._Element) -> list[Token]:
    """The words of a paragraph in order; neighbouring texts of one format are one text, however runs divide them."""
    found: list[Token] = []
    for (look, is_text), pieces in groupby(_pieces(paragraph), key=lambda one: (one.format, not one.xml)):
        if is_text:
            whole = "".join(piece.text for piece in pieces)
            found.extend(Token(look, word, b"") for word in _WORDS.findall(whole))
        else:
            found.extend(pieces)
    return found


def _pieces(paragraph: etree._Element) -> Iterator[Token]:
    for node in paragraph:
        if node.tag == R:
            look = canonical(child(node, RUN_PROPERTIES))
            for inner in node:
                if inner.tag == T and inner.text:
                    yield Token(look, inner.text, b"")
                elif inner.tag not in (T, RUN_PROPERTIES):
                    yield Token(look, "", canonical(inner))
        elif node.tag != PARAGRAPH_PROPERTIES:
            yield Token(b"", "", canonical(node))


def properties(paragraph: etree._Element) -> bytes:
    """The format of a paragraph, without that of its mark and without recorded changes."""
    found = child(paragraph, PARAGRAPH_PROPERTIES)
    if found is None:
        return b""
    kept = [canonical(one) for one in found if one.tag not in (RUN_PROPERTIES, w("pPrChange"))]
    return b"".join(kept)


def frame(node: etree._Element) -> bytes:
    """What surrounds the content of a table, row or cell: its properties and grid."""
    own = (w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("tblPrEx"))
    return b"".join(canonical(one) for one in node if one.tag in own)


def words(block: etree._Element) -> str:
    """The text of a block."""
    return "".join(node.text or "" for node in block.iter(T))


def reading(container: etree._Element) -> tuple[object, ...]:
    """What there is to read in a body, header or cell, as values that can be compared."""
    found: list[object] = []
    for block in container:
        if block.tag == P:
            found.append(("p", properties(block), tuple(tokens(block))))
        elif block.tag == TABLE:
            rows = tuple(
                (frame(row), tuple((frame(cell), reading(cell)) for cell in row.iterchildren(CELL)))
                for row in block.iterchildren(ROW)
            )
            found.append(("tbl", frame(block), rows))
    return tuple(found)
