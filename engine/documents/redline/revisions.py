"""Tracked changes as Word records them: made, accepted and rejected."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from ...errors import NegotiaError
from ..ooxml import PARAGRAPH_PROPERTIES, P, R, T, child, parse, w
from .flat import PRESERVE, ROW, RUN_PROPERTIES, Token, properties, tokens

Kind = Literal["ins", "del"]
_CHANGE: Final = w("pPrChange")
_AFTER_LOOK: Final = (w("sectPr"), _CHANGE)
_ELSEWHERE: Final = (
    b"officeDocument/2006/relationships",
    b"footnoteReference",
    b"endnoteReference",
    b"fldChar",
)


@dataclass(slots=True)
class Reviser:
    """Makes changes by one author at one time; each has a number of its own."""

    author: str
    at: str
    made: int = 0

    def mark(self, tag: str) -> etree._Element:
        """An element that records a change."""
        self.made += 1
        names = {w("id"): str(900_000 + self.made), w("author"): self.author, w("date"): self.at}
        return etree.Element(w(tag), names)

    def changed(self, kind: Kind, pieces: Sequence[Token]) -> etree._Element:
        """Words put in or taken out."""
        if kind == "del" and any(mark in token.xml for token in pieces for mark in _ELSEWHERE):
            raise NegotiaError(
                "the old document has pictures, notes or fields at places that changed; a redline cannot keep them"
            )
        change = self.mark(kind)
        change.extend(runs(pieces, "delText" if kind == "del" else "t"))
        return change

    def whole(self, kind: Kind, block: etree._Element) -> etree._Element:
        """A copy of a paragraph or table, all of it put in or taken out."""
        copy = deepcopy(block)
        for row in copy.iter(ROW):
            self.mark_row(kind, row)
        for paragraph in [copy] if copy.tag == P else list(copy.iter(P)):
            self._whole_paragraph(kind, paragraph)
        return copy

    def mark_row(self, kind: Kind, row: etree._Element) -> None:
        """Records that a row was put in or taken out."""
        found = child(row, w("trPr"))
        if found is None:
            found = etree.Element(w("trPr"))
            before = child(row, w("tblPrEx"))
            row.insert(0, found) if before is None else before.addnext(found)
        found.append(self.mark(kind))

    def mark_paragraph(self, kind: Kind, paragraph: etree._Element) -> None:
        """Records that the mark of a paragraph was put in or taken out."""
        found = _properties(paragraph)
        look = child(found, RUN_PROPERTIES)
        if look is None:
            look = etree.Element(RUN_PROPERTIES)
            later = next(iter(one for one in found if one.tag in _AFTER_LOOK), None)
            if later is None:
                found.append(look)
            else:
                later.addprevious(look)
        look.insert(0, self.mark(kind))

    def ending(
        self, before: etree._Element, after: etree._Element, gone: Sequence[Token], come: Sequence[Token]
    ) -> etree._Element:
        """A paragraph whose mark stands for those of two, with words of which nothing stays."""
        made = etree.Element(P)
        own = child(after, PARAGRAPH_PROPERTIES)
        if own is not None:
            made.append(deepcopy(own))
        if properties(before) != properties(after):
            self.reformat(made, child(before, PARAGRAPH_PROPERTIES))
        if gone:
            made.append(self.changed("del", gone))
        if come:
            made.append(self.changed("ins", come))
        return made

    def _whole_paragraph(self, kind: Kind, paragraph: etree._Element) -> None:
        pieces = tokens(paragraph)
        for node in [one for one in paragraph if one.tag != PARAGRAPH_PROPERTIES]:
            paragraph.remove(node)
        if child(_properties(paragraph), w("sectPr")) is not None:
            raise NegotiaError("the documents differ in their sections; a redline cannot show that")
        self.mark_paragraph(kind, paragraph)
        if pieces:
            paragraph.append(self.changed(kind, pieces))

    def reformat(self, paragraph: etree._Element, before: etree._Element | None) -> None:
        """Records the format that the paragraph had before."""
        change = self.mark("pPrChange")
        old = etree.SubElement(change, PARAGRAPH_PROPERTIES)
        old.extend(
            deepcopy(one) for one in (before if before is not None else ()) if one.tag != RUN_PROPERTIES
        )
        _properties(paragraph).append(change)


def _properties(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph, made if it has none."""
    found = child(paragraph, PARAGRAPH_PROPERTIES)
    if found is None:
        found = etree.Element(PARAGRAPH_PROPERTIES)
        paragraph.insert(0, found)
    return found


def runs(pieces: Sequence[Token], text_tag: str = "t") -> list[etree._Element]:
    """Runs of these words, neighbours of one format together."""
    made: list[etree._Element] = []
    before: Token | None = None
    for token in pieces:
        if before is None or not _same_run(before, token):
            made.append(_outer(token))
        run = made[-1]
        if token.text and len(run) and run[-1].tag == w(text_tag):
            run[-1].text = (run[-1].text or "") + token.text
        elif token.text:
            etree.SubElement(run, w(text_tag), {PRESERVE: "preserve"}).text = token.text
        elif run.tag == R:
            run.append(parse(token.xml))
        before = token
    return made


def _in_run(token: Token) -> bool:
    return bool(token.text or token.format) or _tag(token) in _RUN_CONTENT


def _same_run(one: Token, two: Token) -> bool:
    return one.format == two.format and _in_run(one) and _in_run(two)


def _outer(token: Token) -> etree._Element:
    if not _in_run(token):
        return parse(token.xml)
    run = etree.Element(R)
    if token.format:
        run.append(parse(token.format))
    return run


def _tag(token: Token) -> str:
    return str(parse(token.xml).tag) if token.xml else ""


_RUN_CONTENT: Final = frozenset(
    map(
        w,
        (
            "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "drawing", "pict", "object", "fldChar",
            "instrText", "footnoteReference", "endnoteReference", "ptab", "pgNum",
        ),
    )
)  # fmt: skip


def accept_all(root: etree._Element) -> None:
    """Accept every change of a part."""
    _settle(root, kept="ins", dropped="del")
    for change in list(root.iter(_CHANGE)):
        change.getparent().remove(change)  # type: ignore[union-attr]  # a change stands in properties


def reject_all(root: etree._Element) -> None:
    """Reject every change of a part."""
    for change in list(root.iter(_CHANGE)):
        now = change.getparent()
        assert now is not None
        look = child(now, RUN_PROPERTIES)
        now[:] = [*change[0], *([look] if look is not None else [])]
    _settle(root, kept="del", dropped="ins")


def _settle(root: etree._Element, kept: str, dropped: str) -> None:
    for row in [one for one in root.iter(ROW) if child(child(one, w("trPr")), w(dropped)) is not None]:
        table = row.getparent()
        assert table is not None
        table.remove(row)
        if child(table, ROW) is None and table.getparent() is not None:
            table.getparent().remove(table)  # type: ignore[union-attr]  # it was just looked at
    joined = [
        one
        for one in root.iter(P)
        if child(child(child(one, PARAGRAPH_PROPERTIES), RUN_PROPERTIES), w(dropped)) is not None
    ]
    for node in list(root.iter(w(dropped))):
        node.getparent().remove(node)  # type: ignore[union-attr]  # a change is never the root
    for node in list(root.iter(w(kept))):
        for inner in list(node):
            node.addprevious(inner)
        node.getparent().remove(node)  # type: ignore[union-attr]  # a change is never the root
    for paragraph in joined:
        _join(paragraph)
    for text in root.iter(w("delText")):
        text.tag = T
    for empty in [one for one in root.iter(w("trPr")) if not len(one)]:
        empty.getparent().remove(empty)  # type: ignore[union-attr]  # properties are never the root


def _join(paragraph: etree._Element) -> None:
    """Take away the mark of a paragraph: what is left of it begins the next one, which keeps its own format."""
    left = [one for one in paragraph if one.tag != PARAGRAPH_PROPERTIES]
    following = paragraph.getnext()
    if left and (following is None or following.tag != P):
        return
    if left and following is not None:
        start = 0 if child(following, PARAGRAPH_PROPERTIES) is None else 1
        following[start:start] = left
    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # a paragraph is never the root
