"""Fields and bookmarks of a part, found in one walk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from .ooxml import P, R, T, w

_FIELD_MARK: Final = w("fldChar")
_INSTRUCTION: Final = w("instrText")
_SIMPLE_FIELD: Final = w("fldSimple")
_BOOKMARK_START: Final = w("bookmarkStart")
_BOOKMARK_END: Final = w("bookmarkEnd")
_SWITCH: Final = re.compile(r'\\([A-Za-z*#@!])(?:\s+"([^"]*)"|\s+([^\\\s"]+))?')
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Field:
    """A field: its instruction and where its cached result stands. `begin` is the element that opens it."""

    begin: etree._Element
    instruction: str = ""
    separator: etree._Element | None = None
    end: etree._Element | None = None
    results: list[etree._Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the field is: `REF`, `TOC`, `PAGE`; upper case."""
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""

    @property
    def target(self) -> str:
        """The bookmark that a REF names."""
        words = self.instruction.split(maxsplit=2)
        return words[1].strip('"') if len(words) > 1 and not words[1].startswith("\\") else ""

    @property
    def switches(self) -> dict[str, str]:
        """Switches by their letter, with their argument or nothing."""
        return {found[1]: found[2] or found[3] or "" for found in _SWITCH.finditer(self.instruction)}

    @property
    def paragraph(self) -> etree._Element | None:
        """The paragraph that the field begins in."""
        return next(self.begin.iterancestors(P), None)

    def show(self, text: str) -> bool:
        """Put a text in place of the cached result; whether that changed anything."""
        if "".join(node.text or "" for node in self.results) == text:
            return False
        if not self.results:
            self.results.append(self._new_result())
        first, *others = self.results
        first.text = text
        first.set(_PRESERVE, "preserve")
        for node in others:
            node.text = ""
        return True

    def _new_result(self) -> etree._Element:
        run = etree.Element(R)
        text = etree.SubElement(run, T)
        if self.begin.tag == _SIMPLE_FIELD:
            self.begin.append(run)
            return text
        after = self.begin if self.separator is None else self.separator
        if self.separator is None and self.end is not None:
            ending = _run_of(self.end)
            separating = etree.Element(R)
            etree.SubElement(separating, _FIELD_MARK, {w("fldCharType"): "separate"})
            ending.addprevious(separating)
            after = separating[0]
        opening = _run_of(after)
        properties = opening.find(w("rPr"))
        if properties is not None:
            run.insert(0, deepcopy(properties))
        opening.addnext(run)
        return text


@dataclass(slots=True)
class Bookmark:
    """A bookmark: its id, the paragraph that it (first) stands in, and the texts between its ends."""

    name: str
    key: str
    paragraph: etree._Element | None = None
    texts: list[etree._Element] = field(default_factory=list)
    closed: bool = False

    @property
    def text(self) -> str:
        """The bookmarked text."""
        return "".join(node.text or "" for node in self.texts)


@dataclass(frozen=True, slots=True)
class Marks:
    """All fields in the order in which they begin, all bookmarks, and the marks that belong to no field."""

    fields: tuple[Field, ...]
    bookmarks: tuple[Bookmark, ...]
    stray: tuple[etree._Element, ...]
    by_name: Mapping[str, Bookmark]

    def bookmark(self, name: str) -> Bookmark | None:
        """The first bookmark of a name; Word does not mind case."""
        return self.by_name.get(name.lower())


def find_marks(root: etree._Element) -> Marks:
    """Every field and bookmark of a part."""
    return _Walk().over(root)


class _Walk:
    """The state of one walk: what is open at this place."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.open: list[Field] = []
        self.bookmarks: list[Bookmark] = []
        self.stray: list[etree._Element] = []
        self.unclosed: dict[str, Bookmark] = {}
        self.waiting: list[Bookmark] = []

    def over(self, root: etree._Element) -> Marks:
        steps = {
            P: self._paragraph,
            T: self._text,
            _FIELD_MARK: self._field_mark,
            _INSTRUCTION: self._instruction,
            _SIMPLE_FIELD: self._simple_field,
            _BOOKMARK_START: self._bookmark_start,
            _BOOKMARK_END: self._bookmark_end,
        }
        for node in root.iter(*steps):
            steps[node.tag](node)
        by_name = {bookmark.name.lower(): bookmark for bookmark in reversed(self.bookmarks)}
        return Marks(tuple(self.fields), tuple(self.bookmarks), tuple(self.stray), by_name)

    def _paragraph(self, node: etree._Element) -> None:
        for bookmark in self.waiting:
            bookmark.paragraph = node
        self.waiting.clear()

    def _text(self, node: etree._Element) -> None:
        if self.open and self.open[-1].separator is not None:
            self.open[-1].results.append(node)
        for bookmark in self.unclosed.values():
            bookmark.texts.append(node)

    def _field_mark(self, node: etree._Element) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self.open.append(Field(node))
            self.fields.append(self.open[-1])
        elif not self.open:
            self.stray.append(node)
        elif kind == "separate":
            self.open[-1].separator = node
        else:
            self.open.pop().end = node

    def _instruction(self, node: etree._Element) -> None:
        if self.open and self.open[-1].separator is None:
            self.open[-1].instruction += node.text or ""

    def _simple_field(self, node: etree._Element) -> None:
        results = list(node.iterfind(f".//{T}"))
        self.fields.append(Field(node, node.get(w("instr"), ""), node, node, results))

    def _bookmark_start(self, node: etree._Element) -> None:
        bookmark = Bookmark(node.get(w("name"), ""), node.get(w("id"), ""))
        bookmark.paragraph = next(node.iterancestors(P), None)
        self.bookmarks.append(bookmark)
        self.unclosed[bookmark.key] = bookmark
        if bookmark.paragraph is None:
            self.waiting.append(bookmark)

    def _bookmark_end(self, node: etree._Element) -> None:
        key = node.get(w("id"), "")
        if (bookmark := self.unclosed.pop(key, None)) is not None:
            bookmark.closed = True
        else:
            self.stray.append(node)


def _run_of(node: etree._Element) -> etree._Element:
    return next(node.iterancestors(R), node)
