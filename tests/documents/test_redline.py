"""Redlines: accepted they read as the new document, rejected as the old one, or there is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents import certify_agreement, render_agreement, render_redline
from engine.documents.lint import lint_document
from engine.documents.ooxml import parse, text_of, w
from engine.documents.package import read_package
from engine.documents.redline import redline, verify_redline
from engine.documents.redline.revisions import accept_all, reject_all
from engine.errors import NegotiaError, TemplateError
from tests.documents.builder import body, docx, paragraphs, part, replaced, table
from tests.documents.cases import SAMPLES, sample

MAIN = "word/document.xml"


def told(document: bytes) -> list[str]:
    """The changes: `+words`, `-words`, in order."""
    root = parse(read_package(document)[MAIN])
    found = []
    for node in root.iter(w("ins"), w("del")):
        text = "".join(one.text or "" for one in node.iter(w("t"), w("delText")))
        if text:
            found.append(("+" if node.tag == w("ins") else "-") + text)
    return found


def settled(document: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs with all changes accepted, and with all rejected."""
    sides = []
    for settle in (accept_all, reject_all):
        root = parse(read_package(document)[MAIN])
        settle(root)
        sides.append([text_of(one) for one in root.iter(w("p"))])
    return sides[0], sides[1]


@pytest.mark.parametrize(("one", "two"), [*pairwise(SAMPLES), ("agency", "agency")])
def test_any_draft_against_any_other(one: str, two: str) -> None:
    old, new = render_agreement(sample(one)), render_agreement(sample(two), version=2)
    made = render_redline(old, new)
    assert lint_document(made) == ()
    assert verify_redline(made, old, new) == []
    assert made == render_redline(old, new)
    assert "version " in "".join(
        text_of(p) for p in parse(read_package(made)["word/header1.xml"]).iter(w("p"))
    )
    check = certify_agreement(new, sample(two), version=2, redlined=(old, made)).checks[17]
    assert (check.number, check.result) == (18, "pass")


def test_point_18_fails_on_a_redline_that_tells_something_else() -> None:
    old, new = render_agreement(sample("agency-early")), render_agreement(sample("agency"))
    made = render_redline(old, new)
    text = part(made, MAIN).decode()
    for kind, told_so in (("ins", "accepted it is not the new"), ("del", "rejected it is not the old")):
        start = text.index(f"</w:{kind}>")
        wrong = replaced(made, {MAIN: text[:start] + "<w:r><w:tab/></w:r>" + text[start:]})
        check = certify_agreement(new, sample("agency"), redlined=(old, wrong)).checks[17]
        assert check.result == "fail"
        assert told_so in check.evidence


CHANGES = {
    "a word": (("Pay in thirty days.",), ("Pay in sixty days.",), ["-thirty", "+sixty"]),
    "a paragraph more": (("One.", "Two."), ("One.", "A half.", "Two."), ["+A half."]),
    "a paragraph less": (("One.", "A half.", "Two."), ("One.", "Two."), ["-A half."]),
    "another paragraph": (("One.", "The cat sat."), ("One.", "Fees fall due."), ["-The cat sat.", "+Fees fall due."]),
    "a format": (("A ¦bold¦ word",), ("A bold word",), ["-bold", "+bold"]),
    "runs cut differently": (("One¦¦ word",), ("One word",), []),
    "nothing": (("Same.",), ("Same.",), []),
    "hostile": (("{{ x }} <b>",), ("{{ y }} <b>",), ["-x", "+y"]),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_redline_shows(what: str) -> None:
    old, new, expected = CHANGES[what]
    made = redline(paragraphs(*old), paragraphs(*new), author="Ada")
    assert told(made) == expected
    accepted, rejected = settled(made)
    assert accepted == [text.replace("¦", "") for text in new]
    assert rejected == [text.replace("¦", "") for text in old]
    assert (b'w:author="Ada"' in part(made, MAIN)) == bool(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([("Fee", "100")], [("Fee", "200")], ["-100", "+200"]),
        ([("Fee", "100")], [("Fee", "100"), ("Term", "12")], ["+Term", "+12"]),
        ([("Fee", "100"), ("Term", "12")], [("Term", "12")], ["-Fee", "-100"]),
        ([("Fee", "100")], [("Fee", "100", "EUR")], ["-Fee", "-100", "+Fee", "+100", "+EUR"]),
        ([("1", "Cap")], [("1", "Law")], ["-Cap", "+Law"]),
    ],
)
def test_rows_and_cells(old: list[tuple[str, ...]], new: list[tuple[str, ...]], expected: list[str]) -> None:
    before, after = table(*old), table(*new)
    made = redline(before, after)
    assert told(made) == expected
    assert verify_redline(made, before, after) == []
    assert lint_document(made) == ()


def test_the_format_of_a_paragraph() -> None:
    def titled(style: str) -> bytes:
        def fill(document: WordDocument) -> None:
            document.add_paragraph("Term", style)

        return docx(fill)

    old, new = titled("Normal"), titled("Heading 1")
    made = redline(old, new)
    assert told(made) == []
    assert b"pPrChange" in read_package(made)[MAIN]
    assert verify_redline(made, old, new) == []


WORDS = st.lists(
    st.lists(st.sampled_from(["fee", "term", "¦", "law", "12", "EUR."]), max_size=6).map(" ".join), max_size=5
)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_any_two_texts(old: list[str], new: list[str]) -> None:
    made = redline(paragraphs(*old), paragraphs(*new))
    accepted, rejected = settled(made)
    assert [text for text in accepted if text] == [
        text.replace("¦", "") for text in new if text.replace("¦", "")
    ]
    assert [text for text in rejected if text] == [
        text.replace("¦", "") for text in old if text.replace("¦", "")
    ]


TRACKED = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
PICTURE = '<w:p><w:r><w:t>Old words {}</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (body(TRACKED), paragraphs("x"), "old.docx.*tracked changes"),
        (paragraphs("x"), body(TRACKED), "new.docx.*tracked changes"),
        (b"nothing", paragraphs("x"), "old.docx"),
        (body(PICTURE.format("here")), paragraphs("Fees."), "pictures, notes or fields"),
        (body(SECTION.format("a")), paragraphs("b"), "sections"),
        (render_agreement(sample("agency")), paragraphs("x"), "headers or footers"),
        (
            render_agreement(sample("agency")),
            render_agreement(sample("agency"), audience="internal"),
            "new.docx.*comments",
        ),
    ],
    ids=["old tracked", "new tracked", "no Word file", "a note", "a section", "no header", "comments"],
)
def test_what_cannot_be_compared_is_told(old: bytes, new: bytes, message: str) -> None:
    with pytest.raises(NegotiaError, match=message):
        redline(old, new, names=("old.docx", "new.docx"))


def test_a_damaged_part_is_told() -> None:
    with pytest.raises(TemplateError, match="damaged"):
        redline(paragraphs("x"), replaced(paragraphs("x"), {MAIN: "<w:document"}))


def test_author_and_day_are_the_new_documents() -> None:
    old, new = render_agreement(sample("agency-early")), render_agreement(sample("agency"))
    root = parse(read_package(redline(old, new))[MAIN])
    marks = {(node.get(w("author")), node.get(w("date"))) for node in root.iter(w("ins"), w("del"))}
    assert marks == {("Farnwerk", "2026-03-02T00:00:00Z")}
    ids = [node.get(w("id")) for node in root.iter(w("ins"), w("del"), w("pPrChange"))]
    assert len(ids) == len(set(ids))
