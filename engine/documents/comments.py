"""Word comments, put into a finished document: each has a place in the main part, an author and a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from .ooxml import (
    CONTENT_TYPES,
    DECLARATION,
    DOCUMENT_KIND,
    PARAGRAPH_PROPERTIES,
    RELATIONSHIPS,
    VAL,
    WORD,
    P,
    R,
    T,
    child,
    parse,
    serialise,
    text_of,
    w,
)
from .package import Package
from .values import BRACE, cover, literal, uncover

COMMENTS_PART: Final = "word/comments.xml"
_MAIN: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"
_STYLES: Final = "word/styles.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_LINK_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OUTER: Final = frozenset({w("hyperlink"), w("ins"), w("smartTag")})


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said about a paragraph, or about one run of it, in lines."""

    paragraph: etree._Element
    run: etree._Element | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment as a document has it; `anchored` tells whether it begins, ends and shows in the text."""

    author: str
    at: str
    text: str
    anchored: bool


def with_comments(
    package: Package, root: etree._Element, comments: Sequence[Comment], author: str, at: datetime
) -> Package:
    """The package with comments in its main part, of which `root` is the tree. It must have none before."""
    listing = etree.Element(w("comments"), nsmap={"w": WORD})
    looks = _looks(package)
    date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    initials = "".join(word[0] for word in author.split())[:3].upper()
    for number, comment in enumerate(comments):
        _anchor(comment, str(number), looks)
        names = {
            w("id"): str(number),
            w("author"): literal(author),
            w("date"): date,
            w("initials"): literal(initials),
        }
        element = etree.SubElement(listing, w("comment"), names)
        for place, line in enumerate(comment.lines):
            _add_line(element, line, looks, first=place == 0)
    types = parse(package[_TYPES])
    etree.SubElement(
        types,
        f"{{{CONTENT_TYPES}}}Override",
        {"PartName": f"/{COMMENTS_PART}", "ContentType": f"{DOCUMENT_KIND}comments+xml"},
    )
    links = parse(package[_LINKS])
    etree.SubElement(
        links,
        f"{{{RELATIONSHIPS}}}Relationship",
        {"Id": "rIdComments", "Type": _LINK_TYPE, "Target": "comments.xml"},
    )
    return package.with_parts(
        {
            _MAIN: _document(root),
            COMMENTS_PART: _document(listing),
            _TYPES: _document(types),
            _LINKS: _document(links),
        }
    )


@dataclass(frozen=True, slots=True)
class _Looks:
    """The ids of the styles for comments that a document has: of their text, and of their mark; `""` without."""

    text: str
    reference: str


def _looks(package: Package) -> _Looks:
    root = parse(package[_STYLES]) if _STYLES in package else etree.Element(w("styles"))
    ids = {
        name.get(VAL, "").lower(): style.get(w("styleId"), "")
        for style in root.iter(w("style"))
        if (name := child(style, w("name"))) is not None
    }
    return _Looks(ids.get("annotation text", ""), ids.get("annotation reference", ""))


def _add_line(comment: etree._Element, line: str, looks: _Looks, *, first: bool) -> None:
    paragraph = etree.SubElement(comment, P)
    if looks.text:
        etree.SubElement(etree.SubElement(paragraph, PARAGRAPH_PROPERTIES), w("pStyle"), {VAL: looks.text})
    if first:
        etree.SubElement(_marking_run(paragraph, looks), w("annotationRef"))
    text = etree.SubElement(etree.SubElement(paragraph, R), T)
    text.text = literal(line)
    text.set(_PRESERVE, "preserve")


def _marking_run(parent: etree._Element, looks: _Looks) -> etree._Element:
    run = etree.SubElement(parent, R)
    if looks.reference:
        etree.SubElement(etree.SubElement(run, w("rPr")), w("rStyle"), {VAL: looks.reference})
    return run


def read_comments(package: Package) -> tuple[ReadComment, ...]:
    """The comments of a document."""
    if COMMENTS_PART not in package:
        return ()
    root = parse(cover(package[_MAIN]))
    marks = [
        {node.get(w("id")) for node in root.iter(w(name))}
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    anchored = set.intersection(*marks)
    return tuple(
        ReadComment(
            node.get(w("author"), ""),
            node.get(w("date"), ""),
            "\n".join(map(text_of, node.iter(P))),
            node.get(w("id")) in anchored,
        )
        for node in parse(package[COMMENTS_PART]).iter(w("comment"))
    )


def as_read(text: str) -> str:
    """A text as `read_comments` finds it again."""
    return literal(text).replace(BRACE, "{")


def _anchor(comment: Comment, key: str, looks: _Looks) -> None:
    start = etree.Element(w("commentRangeStart"), {w("id"): key})
    end = etree.Element(w("commentRangeEnd"), {w("id"): key})
    shown = _marking_run(comment.paragraph, looks)
    etree.SubElement(shown, w("commentReference"), {w("id"): key})
    if comment.run is not None:
        outer = comment.run
        while (above := outer.getparent()) is not None and above.tag in _OUTER:
            outer = above
        outer.addprevious(start)
        outer.addnext(end)
    else:
        properties = comment.paragraph.find(PARAGRAPH_PROPERTIES)
        comment.paragraph.insert(0 if properties is None else 1, start)
        comment.paragraph.append(end)
    end.addnext(shown)


def _document(root: etree._Element) -> bytes:
    return uncover((DECLARATION + serialise(root)).encode())
