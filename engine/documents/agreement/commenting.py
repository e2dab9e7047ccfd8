"""Puts the comments into the internal copy of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ...casefile import CaseFile
from ..comments import Comment, with_comments
from ..fields import Marks, find_marks
from ..ooxml import VAL, P, T, child, parse, w
from ..package import read_package
from ..properties import Properties
from ..values import BRACE, cover
from .building import MadeDraft
from .openpoints import MARK
from .remarks import open_point_lines, remarks_on

_MAIN: Final = "word/document.xml"


def with_remarks(document: bytes, case: CaseFile, made: MadeDraft, properties: Properties) -> bytes:
    """The document with a comment for each deviation, fallback and open point; author and day are its own."""
    package = read_package(document)
    root = parse(cover(package[_MAIN]))
    marks = find_marks(root)
    comments = [*_on_clauses(case, made, marks), *_on_open_points(case, made, root)]
    if not comments:
        return document
    author = properties.author or ""
    return with_comments(package, root, comments, author, properties.created).write({})


def _on_clauses(case: CaseFile, made: MadeDraft, marks: Marks) -> Iterator[Comment]:
    for remark in remarks_on(case, made):
        bookmark = marks.bookmark(remark.anchor)
        if bookmark is not None and bookmark.paragraph is not None:
            yield Comment(bookmark.paragraph, None, remark.lines)


def _on_open_points(case: CaseFile, made: MadeDraft, root: etree._Element) -> Iterator[Comment]:
    clauses = {one.clause.id: one.clause for one in made.chosen}
    seen: set[str] = set()
    for node in root.iter(T):
        found = MARK.search((node.text or "").replace(BRACE, "{"))
        if found is None or found["label"] in seen:
            continue
        seen.add(found["label"])
        run = node.getparent()
        paragraph = next(node.iterancestors(P))
        clause = clauses.get(_control(node))
        lines = open_point_lines(
            found["label"], found["to_be"], clause, case.deal.deal.owner or "owner of the deal"
        )
        yield Comment(paragraph, run, lines)


def _control(node: etree._Element) -> str:
    """The tag of the content control around a node, which is the id of the clause; `""` outside."""
    for control in node.iterancestors(w("sdt")):
        tag = child(child(control, w("sdtPr")), w("tag"))
        if tag is not None:
            return tag.get(VAL, "")
    return ""
