"""Faults of a finished document that Word stumbles over and schema validators do not see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from .fields import Bookmark, Marks, find_marks
from .ooxml import NAMESPACES, VAL, NotXml, parse, text_of, w
from .package import Package, read_package
from .tags import find_tag

_STORY_KINDS: Final = ("document.main", "header", "footer", "footnotes", "endnotes", "comments")
_STYLE_USES: Final = etree.XPath(
    "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", namespaces=NAMESPACES
)
_NUMBER_USES: Final = etree.XPath("//w:numPr/w:numId/@w:val", namespaces=NAMESPACES)
_OPEN_CELLS: Final = etree.XPath(
    "//w:tc[not(*[self::w:p or self::w:sdt or self::w:customXml][not(following-sibling::w:tbl)])]",
    namespaces=NAMESPACES,
)
_ANCHORS: Final = etree.XPath("//w:hyperlink/@w:anchor", namespaces=NAMESPACES)
_REFERENCES: Final = ("REF", "PAGEREF", "NOTEREF")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a stable code, the part that it is in, and what is wrong."""

    code: str
    part: str
    message: str

    def __str__(self) -> str:
        return f"{self.part}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class _Story:
    """A part with text in it, parsed once for all checks."""

    part: str
    root: etree._Element
    marks: Marks


def lint_document(document: bytes) -> tuple[Fault, ...]:
    """Every fault found in a .docx, by part and check; empty if Word will open it as it is.

    TemplateError if the file is no Word document, NotXml if a part with text is not well-formed.
    """
    package = read_package(document)
    stories = [_story(package, part) for part in package.names if _is_story(package.content_type(part))]
    faults = [*_unrendered_tags(package), *_damage(package, {story.part for story in stories})]
    if any(fault.code == "damaged-part" for fault in faults):
        return tuple(faults)
    for check in _CHECKS:
        faults += check(package, stories)
    return tuple(faults)


def _is_story(content_type: str) -> bool:
    return content_type.endswith(tuple(f"wordprocessingml.{kind}+xml" for kind in _STORY_KINDS))


def _story(package: Package, part: str) -> _Story:
    root = parse(package[part])
    return _Story(part, root, find_marks(root))


def _unrendered_tags(package: Package) -> Iterator[Fault]:
    for part in package.names:
        if part.endswith((".xml", ".rels")) and (tag := find_tag(package[part])):
            yield Fault("unrendered-tag", part, f"a template tag is left: {tag}")


def _damage(package: Package, parsed: Set[str]) -> Iterator[Fault]:
    """Parts without text that are no XML: properties, styles, charts, links."""
    for part in package.names:
        if part.endswith((".xml", ".rels")) and part not in parsed and (damage := _damage_of(package[part])):
            yield Fault("damaged-part", part, f"it is not well-formed: {damage}")


@lru_cache(64)
def _damage_of(content: bytes) -> str:
    """Why a part is no XML, if it is none. Most parts are the same in many documents."""
    try:
        parse(content)
    except NotXml as error:
        return str(error)
    return ""


def _cells(_package: Package, stories: list[_Story]) -> Iterator[Fault]:
    for story in stories:
        for cell in _elements(_OPEN_CELLS(story.root)):
            row = cell.getparent()
            text = text_of(row).strip() if row is not None else ""
            yield Fault(
                "cell-without-paragraph", story.part, f"a table cell ends without a paragraph (row “{text}”)"
            )


def _styles(package: Package, stories: list[_Story]) -> Iterator[Fault]:
    known = _ids(package, "word/styles.xml", "style", "styleId")
    for story in stories:
        for style in sorted(_texts(_STYLE_USES(story.root)) - known):
            yield Fault("unknown-style", story.part, f"there is no style {style!r}")


def _lists(package: Package, stories: list[_Story]) -> Iterator[Fault]:
    known = _ids(package, "word/numbering.xml", "num", "numId") | {"0"}
    for story in stories:
        for number in sorted(_texts(_NUMBER_USES(story.root)) - known):
            yield Fault("unknown-list", story.part, f"there is no list with numId {number}")


def _bookmarks(_package: Package, stories: list[_Story]) -> Iterator[Fault]:
    names: set[str] = set()
    for story in stories:
        keys: set[str] = set()
        for bookmark in story.marks.bookmarks:
            yield from _bookmark_faults(story, bookmark, names, keys)
            names.add(bookmark.name.lower())
            keys.add(bookmark.key)
        for stray in story.marks.stray:
            if stray.tag == w("bookmarkEnd"):
                yield Fault(
                    "bookmark-not-open",
                    story.part,
                    f"a bookmark ends that did not begin (id {stray.get(w('id'))})",
                )


def _bookmark_faults(story: _Story, bookmark: Bookmark, names: set[str], keys: set[str]) -> Iterator[Fault]:
    if bookmark.name.lower() in names:
        yield Fault("duplicate-bookmark", story.part, f"the bookmark {bookmark.name!r} is there twice")
    if bookmark.key in keys:
        yield Fault("duplicate-bookmark-id", story.part, f"two bookmarks have the id {bookmark.key}")
    if not bookmark.closed:
        yield Fault("bookmark-not-closed", story.part, f"the bookmark {bookmark.name!r} has no end")


def _fields(_package: Package, stories: list[_Story]) -> Iterator[Fault]:
    for story in stories:
        for found in story.marks.fields:
            if found.end is None:
                yield Fault(
                    "unbalanced-field", story.part, f"the field {found.instruction.strip()!r} has no end"
                )
        for stray in story.marks.stray:
            if stray.tag == w("fldChar"):
                yield Fault("unbalanced-field", story.part, "a field ends or divides that did not begin")


def _references(_package: Package, stories: list[_Story]) -> Iterator[Fault]:
    names = {bookmark.name.lower() for story in stories for bookmark in story.marks.bookmarks} | {"_top"}
    for story in stories:
        targets = [found.target for found in story.marks.fields if found.kind in _REFERENCES]
        for target in sorted({*targets, *_texts(_ANCHORS(story.root))}):
            if target.lower() not in names:
                yield Fault(
                    "dangling-reference",
                    story.part,
                    f"a reference names the bookmark {target!r}, which is not there",
                )


def _controls(_package: Package, stories: list[_Story]) -> Iterator[Fault]:
    seen: set[str] = set()
    for story in stories:
        for node in story.root.iter(w("sdtPr")):
            key = node.find(w("id"))
            number = key.get(VAL, "") if key is not None else ""
            if number and number in seen:
                yield Fault("duplicate-control-id", story.part, f"two content controls have the id {number}")
            seen.add(number)


_CHECKS: Final[tuple[Callable[[Package, list[_Story]], Iterator[Fault]], ...]] = (
    _cells, _styles, _lists, _bookmarks, _fields, _references, _controls,
)  # fmt: skip


def _ids(package: Package, part: str, element: str, attribute: str) -> Set[str]:
    return _ids_in(package[part], element, attribute) if part in package else frozenset()


@lru_cache(16)
def _ids_in(content: bytes, element: str, attribute: str) -> frozenset[str]:
    return frozenset(node.get(w(attribute), "") for node in parse(content).iter(w(element)))


def _texts(found: object) -> set[str]:
    return {str(text) for text in found} if isinstance(found, list) else set()


def _elements(found: object) -> list[etree._Element]:
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []
