"""Flaws in how a template's tags lie in Word's paragraphs, cells, bookmarks, corrections and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ...errors import Problem
from ..fields import find_marks
from ..ooxml import NAMESPACES, P, text_of, w
from ..package import Package
from ..properties import APP_PART, CORE_PART
from ..tags import find_tag
from .blocks import bookmarks_in_loops
from .model import Flaw, PartView

_PARAGRAPH_TAG: Final = re.compile(r"\{%[-+]?p\s+(\w+)|\{\{[-+]?(p)\s")
_ROW_OR_CELL_TAG: Final = re.compile(r"\{[{%][-+]?t[rc]\s")
_BLOCK_CONTENT: Final = (w("sdt"), w("customXml"))
_DELETED: Final = etree.XPath(".//w:delText | .//w:delInstrText | .//w:moveFrom//w:t", namespaces=NAMESPACES)
_CORRECTED: Final = etree.XPath("//w:ins | //w:del | //w:moveFrom | //w:moveTo", namespaces=NAMESPACES)
_ANCHORS: Final = etree.XPath("//w:hyperlink/@w:anchor", namespaces=NAMESPACES)
_REFERENCES: Final = ("REF", "PAGEREF", "NOTEREF")
_TEXT_PARTS: Final = (".vml", ".htm", ".html", ".xhtml", ".mht", ".txt", ".rtf", ".json", ".svg")
_TAG_MARKS: Final = ("{{", "{%")


def check_part(part: PartView, targets: frozenset[str]) -> Iterator[Flaw]:
    """Flaws of one part; `targets` are the bookmarks that references of the document name, in lower case."""
    yield from _cells(part)
    yield from _bookmarks(part, targets)
    yield from _deleted(part)


def reference_targets(roots: list[etree._Element]) -> frozenset[str]:
    """The bookmarks that fields and links name, in lower case as Word compares them."""
    found: set[str] = set()
    for root in roots:
        found.update(one.target.lower() for one in find_marks(root).fields if one.kind in _REFERENCES)
        anchors = _ANCHORS(root)
        found.update(str(one).lower() for one in (anchors if isinstance(anchors, list) else ()))
    return frozenset(found)


def check_parts(package: Package, kept: Package) -> Iterator[Flaw]:
    """Tags in parts that are not rendered; `kept` is the package as documents get it."""
    for part in package.names:
        dropped = part not in kept or (part == APP_PART)
        if (dropped or part.lower().endswith(_TEXT_PARTS)) and (tag := find_tag(package[part])):
            message = f"a tag stands in a part that is not rendered: {tag}, in {part}"
            hint = "put it into the text, a header, a footer or a note"
            yield Flaw(Problem("not-rendered", message, package.name, path=part, hint=hint))
    if CORE_PART in package and (tag := find_tag(package[CORE_PART])):
        message = f"a tag stands in the properties, which documents take from the deal: {tag}, in {CORE_PART}"
        yield Flaw(Problem("not-rendered", message, package.name, path=CORE_PART), note=True)


def _cells(part: PartView) -> Iterator[Flaw]:
    for cell in part.root.iter(w("tc")):
        if not _ends_with_paragraph(cell):
            first = next(cell.iter(P), None)
            message = "every paragraph of this cell may be left out; an empty one is put in then"
            yield part.at_paragraph("empty-cell", message, first, note=True)


def _ends_with_paragraph(cell: etree._Element) -> bool:
    """Whether a paragraph closes the cell whatever its tags decide."""
    filled = False
    opened: list[_Branches] = []
    for node in cell:
        if node.tag in _BLOCK_CONTENT:
            filled = True
        if node.tag == w("tbl"):
            filled = False
        if node.tag != P:
            continue
        text = text_of(node)
        if _ROW_OR_CELL_TAG.search(text):
            return True
        tag = _PARAGRAPH_TAG.search(text)
        word = tag[1] if tag else ""
        if tag is None:
            filled = True
        elif word in ("if", "for"):
            opened.append(_Branches(filled))
        elif word in ("else", "elif") and opened:
            filled = opened[-1].turn(filled, last=word == "else")
        elif word in ("endif", "endfor") and opened:
            filled = opened.pop().close(filled)
    return filled


@dataclass(slots=True)
class _Branches:
    """A block in a cell: whether a paragraph closed the cell before it, and does in all of its branches."""

    before: bool
    all_filled: bool = True
    complete: bool = False

    def turn(self, filled: bool, *, last: bool) -> bool:
        """Begin the next branch; `filled` tells how the one before it ended."""
        self.all_filled = self.all_filled and filled
        self.complete = last
        return self.before

    def close(self, filled: bool) -> bool:
        """Whether the cell is closed behind the block whatever was chosen, also when nothing was."""
        return self.all_filled and filled and (self.complete or self.before)


def _bookmarks(part: PartView, targets: frozenset[str]) -> Iterator[Flaw]:
    repeated = {name.lower() for name in bookmarks_in_loops(part.source)} & targets
    for bookmark in find_marks(part.root).bookmarks:
        if bookmark.name.lower() in repeated:
            yield part.at_paragraph(
                "bookmark-in-loop",
                f"a loop repeats the bookmark {bookmark.name!r}: references lead to the first one",
                bookmark.paragraph,
                "give each its own name with a tag in it: {{ row.anchor }}",
                note=True,
            )


def _deleted(part: PartView) -> Iterator[Flaw]:
    hint = "accept all changes in Word"
    for paragraph in part.root.iter(P):
        found = _DELETED(paragraph)
        gone = (
            "".join(one.text or "" for one in found if isinstance(one, etree._Element))
            if isinstance(found, list)
            else ""
        )
        if any(mark in gone for mark in _TAG_MARKS):
            yield part.at_paragraph(
                "deleted-tag", f"a tag stands in deleted text and will show as it is: {gone}", paragraph, hint
            )
    if _CORRECTED(part.root):
        message = "tracked changes are in the template, and will be in every document"
        yield part.at_paragraph("tracked-changes", message, None, hint, note=True)
