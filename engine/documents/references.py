"""Cross-references and the table of contents, brought up to date so that nothing stale is printed.

Word refreshes fields only when asked; until then it shows the text that was cached. So the cached text of every REF
is worked out here, and the entries of a TOC are made from the headings. Page numbers are nobody's to know before
Word lays the pages out: a TOC goes without them (switch \\n), a PAGEREF is left alone.
"""

from __future__ import annotations

from lxml import etree

from .fields import Field, Marks, find_marks
from .numbering import Number, Numbering, number_paragraphs, read_numbering
from .ooxml import DECLARATION, parse, serialise
from .package import read_package
from .toc import rebuild_toc
from .values import cover, uncover

_NUMBER_SWITCHES = ("r", "n", "w")


def has_references(part: bytes) -> bool:
    """Whether a part holds fields at all."""
    return b"instrText" in part or b"fldSimple" in part


def refresh_references(root: etree._Element, numbering: Numbering) -> bool:
    """Refresh every REF and TOC of a part in place; whether anything changed.

    A reference to a bookmark that is not there keeps its text (`lint_document` reports it); a number asked of a
    paragraph without one is `0`, as in Word.
    """
    marks = find_marks(root)
    references = [found for found in marks.fields if found.kind == "REF"]
    contents = [found for found in marks.fields if found.kind == "TOC"]
    if not references and not contents:
        return False
    numbers = number_paragraphs(root, numbering)
    changed = False
    for found in sorted(references, key=_quotes_text):
        text = _reference_text(found, marks, numbers)
        changed = (text is not None and found.show(text)) or changed
    for found in contents:
        changed = rebuild_toc(found, root, numbering, numbers, marks) or changed
    return changed


def refresh_document(document: bytes) -> bytes:
    """A finished .docx with its references and contents refreshed (after other tools changed it)."""
    package = read_package(document)
    root = parse(cover(package["word/document.xml"]))
    if not refresh_references(root, read_numbering(package)):
        return document
    return package.write({"word/document.xml": uncover((DECLARATION + serialise(root)).encode())})


def _quotes_text(found: Field) -> bool:
    # What a reference quotes may hold a reference to a number, so numbers come first.
    return not any(switch in found.switches for switch in _NUMBER_SWITCHES)


def _reference_text(found: Field, marks: Marks, numbers: dict[etree._Element, Number]) -> str | None:
    bookmark = marks.bookmark(found.target)
    if bookmark is None or bookmark.paragraph is None:
        return None
    if _quotes_text(found):
        return bookmark.text
    number = numbers.get(bookmark.paragraph)
    if number is None:
        return "0"
    switches = found.switches
    if "w" in switches:
        return number.full
    if "n" in switches:
        return number.short
    here = found.paragraph
    return number.seen_from(numbers.get(here) if here is not None else None)
