"""Redlines of pairs made by chance, settled by a second reading of what Word does with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.documents.lint import lint_document
from engine.documents.ooxml import parse, w
from engine.documents.redline import redline
from tests.documents.builder import body, part

P, TABLE, ROW, CELL = map(w, ("p", "tbl", "tr", "tc"))
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3.1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LOOKS = ("", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', '<w:pPr><w:jc w:val="center"/></w:pPr>')
LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'

texts_ = st.lists(st.sampled_from(["fee", "term", "law", "12", "EUR."]), max_size=3).map(" ".join)


def paragraph(text: str, look: str, field: bool = False) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{look}{run}{FIELD if field else ''}</w:p>"


def table(rows: list[list[list[str]]]) -> str:
    columns = max(map(len, rows))
    grid = "<w:tblPr/><w:tblGrid>" + "<w:gridCol/>" * columns + "</w:tblGrid>"
    cells = ("".join(f"<w:tc><w:tcPr/>{''.join(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def in_control(block: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="c"/></w:sdtPr><w:sdtContent>{block}</w:sdtContent></w:sdt>'


paragraphs_ = st.builds(
    paragraph, texts_, st.sampled_from([*LOOKS, LIST]), st.sampled_from([False] * 5 + [True])
)
plain = st.builds(paragraph, texts_, st.sampled_from(LOOKS))
tables = st.integers(1, 2).flatmap(
    lambda columns: st.lists(
        st.lists(st.lists(plain, min_size=1, max_size=2), min_size=columns, max_size=columns),
        min_size=1,
        max_size=3,
    ).map(table)
)
blocks = st.one_of(paragraphs_, paragraphs_, tables, paragraphs_.map(in_control))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A document, and what becomes of it when blocks come, go and change."""
    old = draw(st.lists(blocks, max_size=5))
    new: list[str] = []
    for block in old:
        fate = draw(st.sampled_from(["stays", "stays", "goes", "after", "instead"]))
        new += draw(st.lists(blocks, min_size=1, max_size=2)) if fate in ("after", "instead") else []
        new += [block] if fate in ("stays", "after") else []
    ends = draw(st.tuples(plain, plain))
    return document([*old, ends[0]]), document([*new, ends[draw(st.integers(0, 1))]])


def document(made: list[str]) -> bytes:
    return body("".join(made) + "<w:sectPr/>")


def settled(container: etree._Element, gone: str) -> list[object]:
    """What a container says once the changes of a kind (`ins`, `del`) are undone, and all others are done.

    Texts are carried on from a paragraph whose mark goes to the paragraph that follows.
    """
    found: list[object] = []
    carried = ""
    for block in unwrapped(container):
        if block.tag == TABLE:
            rows = [row for row in block.iter(ROW) if row.find(f"{w('trPr')}/{w(gone)}") is None]
            if rows:
                assert not carried, "words would run into a table"
                found.append([[settled(cell, gone) for cell in row.iter(CELL)] for row in rows])
            continue
        carried += "".join(words(block, gone))
        if block.find(f"{w('pPr')}/{w('rPr')}/{w(gone)}") is None:
            found.append((carried, style(block, gone)))
            carried = ""
    assert not carried, "words would be lost at the end"
    return found


def unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    for node in container:
        if node.tag == w("sdt"):
            yield from node.iter(P)
        elif node.tag in (P, TABLE):
            yield node


def words(block: etree._Element, gone: str) -> Iterator[str]:
    for text in block.iter(w("t"), w("delText")):
        if all(above.tag != w(gone) for above in text.iterancestors()):
            yield text.text or ""


def style(block: etree._Element, gone: str) -> list[str]:
    """The format of a paragraph; with what was put in undone, that which was recorded as the former one."""
    own = block.find(w("pPr"))
    before = own.find(f"{w('pPrChange')}/{w('pPr')}") if own is not None and gone == "ins" else None
    shown = own if before is None else before
    return [
        etree.tostring(one, method="c14n", exclusive=True).decode()
        for one in ([] if shown is None else shown)
        if one.tag not in (w("rPr"), w("pPrChange"))
    ]


def said(made: bytes, gone: str = "nothing") -> list[object]:
    found = parse(part(made)).find(w("body"))
    assert found is not None
    return settled(found, gone)


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_accepted_it_is_the_new_one_and_rejected_the_old_one(pair: tuple[bytes, bytes]) -> None:
    old, new = pair
    made = redline(old, new)
    assert said(made, "del") == said(new)
    assert said(made, "ins") == said(old)
    assert lint_document(made) == ()


FEE, LAW, TERM = (paragraph(text, "") for text in ("the fee", "some law", "a term"))
CENTRED = paragraph("centred words", LOOKS[2])
BOX = table([[[FEE], [LAW]]])
OTHER = table([[[TERM]], [[TERM]]])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([FEE, BOX], [FEE, LAW, BOX]),
        ([FEE, BOX], [FEE, LAW, TERM, CENTRED, BOX]),
        ([BOX, FEE], [BOX, FEE, CENTRED]),
        ([FEE, CENTRED, BOX], [FEE, LAW, BOX]),
        ([FEE, BOX, LAW], [FEE, OTHER, CENTRED]),
        ([FEE], [FEE, OTHER, CENTRED]),
        ([FEE, CENTRED], [CENTRED, OTHER, FEE]),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_mark_before_a_table_or_the_end_stays(old: list[str], new: list[str], turned: bool) -> None:
    """Word cannot join a paragraph to a table: a tool that tries stops, or leaves an empty paragraph behind."""
    before, after = (document([*one, *([TERM] if "</w:tbl>" in one[-1] else [])]) for one in (old, new))
    if turned:
        before, after = after, before
    made = redline(before, after)
    assert said(made, "del") == said(after)
    assert said(made, "ins") == said(before)
    found = parse(part(made)).find(w("body"))
    assert found is not None
    for block in found.iterchildren(P):
        following = block.getnext()
        kept = (
            following is not None and following.tag == TABLE and following.find(f".//{w('trPr')}/*") is None
        )
        if kept or following is None or following.tag == w("sectPr"):
            assert block.find(f"{w('pPr')}/{w('rPr')}/*") is None
