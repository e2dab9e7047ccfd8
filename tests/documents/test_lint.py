"""Each fault that the schema validator does not see is found, and a sound document has none."""

from __future__ import annotations

import pytest

from engine.documents.lint import Fault, lint_document
from engine.documents.ooxml import NotXml
from tests.documents.builder import body, docx, lists, paragraphs, part, render, replaced, styles, table


def field(*marks: str) -> str:
    runs = [
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' if mark in ("begin", "separate", "end") else
        f"<w:r><w:instrText>{mark}</w:instrText></w:r>"
        for mark in marks
    ]  # fmt: skip
    return f"<w:p>{''.join(runs)}</w:p>"


CONTROL = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
NAMED = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
CELL = (
    "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{}<w:tc><w:p><w:r><w:t>text</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("xml", "code", "words"),
    [
        (
            CELL.format("<w:tc><w:tcPr/></w:tc>"),
            "cell-without-paragraph",
            "a table cell ends without a paragraph (row “text”)",
        ),
        (
            CELL.format("<w:tc><w:p/><w:tbl><w:tblPr/><w:tblGrid/></w:tbl></w:tc>"),
            "cell-without-paragraph",
            "a table cell ends without a paragraph (row “text”)",
        ),
        (
            f"<w:p>{NAMED.format(1, 'a')}{NAMED.format(2, 'A')}</w:p>",
            "duplicate-bookmark",
            "the bookmark 'A' is there twice",
        ),
        (
            f"<w:p>{NAMED.format(1, 'a')}{NAMED.format(1, 'b')}</w:p>",
            "duplicate-bookmark-id",
            "two bookmarks have the id 1",
        ),
        (
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr></w:pPr></w:p>',
            "unknown-list",
            "there is no list with numId 99",
        ),
        (
            '<w:p><w:pPr><w:pStyle w:val="Nowhere"/></w:pPr></w:p>',
            "unknown-style",
            "there is no style 'Nowhere'",
        ),
        (
            '<w:p><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr></w:r></w:p>',
            "unknown-style",
            "there is no style 'Gone'",
        ),
        (
            field("begin", " REF nowhere \\r \\h ", "separate", "end"),
            "dangling-reference",
            "a reference names the bookmark 'nowhere', which is not there",
        ),
        (
            '<w:p><w:hyperlink w:anchor="off"/></w:p>',
            "dangling-reference",
            "a reference names the bookmark 'off', which is not there",
        ),
        (
            "<w:p><w:r><w:t>{{ name</w:t></w:r></w:p>",
            "unrendered-tag",
            "a template tag is left: {{ name</w:t></w:r></w:p></w:body></w:do",
        ),
        (
            "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>% if</w:t></w:r></w:p>",
            "unrendered-tag",
            "a template tag is left: {% if",
        ),
        (field("begin", " PAGE "), "unbalanced-field", "the field 'PAGE' has no end"),
        (field("end"), "unbalanced-field", "a field ends or divides that did not begin"),
        (
            '<w:p><w:bookmarkStart w:id="1" w:name="open"/></w:p>',
            "bookmark-not-closed",
            "the bookmark 'open' has no end",
        ),
        (
            '<w:p><w:bookmarkEnd w:id="4"/></w:p>',
            "bookmark-not-open",
            "a bookmark ends that did not begin (id 4)",
        ),
        (CONTROL * 2, "duplicate-control-id", "two content controls have the id 5"),
    ],
)
def test_a_planted_fault_is_found(xml: str, code: str, words: str) -> None:
    assert lint_document(body(xml)) == (Fault(code, "word/document.xml", words),)


@pytest.mark.parametrize(
    "document",
    [
        paragraphs("Text", "More"),
        table(("a", "b"), ("c", "d")),
        body(CONTROL + "<w:sdt><w:sdtPr/><w:sdtContent><w:p/></w:sdtContent></w:sdt>" * 2),
        body(
            f"<w:p>{NAMED.format(1, 'a')}<w:hyperlink w:anchor='A'/></w:p>"
            + field("begin", "REF a", "separate", "end")
        ),
        body('<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'),
        docx(lambda document: document.add_paragraph("x", style="List Number")),
    ],
)
def test_a_sound_document_has_none(document: bytes) -> None:
    assert lint_document(document) == ()


def test_headers_and_other_parts_are_looked_at() -> None:
    document = docx(lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "head"))
    header = (
        part(document, "word/header1.xml")
        .decode()
        .replace("head<", "{{ head }}<")
        .replace('"Header"', '"Footer9"')
    )
    core = part(document, "docProps/core.xml").decode().replace("<dc:creator>", "<dc:creator>{% x")
    faults = lint_document(replaced(document, {"word/header1.xml": header, "docProps/core.xml": core}))
    assert sorted((fault.part, fault.code) for fault in faults) == [
        ("docProps/core.xml", "unrendered-tag"),
        ("word/header1.xml", "unknown-style"),
        ("word/header1.xml", "unrendered-tag"),
    ]
    assert str(faults[-1]) == "word/header1.xml: there is no style 'Footer9' [unknown-style]"


def test_a_document_without_lists_or_styles() -> None:
    document = replaced(paragraphs("x"), {"word/numbering.xml": lists(""), "word/styles.xml": styles("")})
    assert lint_document(document) == ()


def test_broken_xml_is_an_error() -> None:
    with pytest.raises(NotXml):
        lint_document(replaced(paragraphs("x"), {"word/document.xml": "<w:p"}))


@pytest.mark.parametrize("name", ["docProps/core.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_parts_without_text_are_read_too(name: str) -> None:
    document = render(paragraphs("text"))
    broken = replaced(document, {name: part(document, name).decode().replace("</", "<", 1)})
    faults = lint_document(broken)
    assert [(fault.code, fault.part) for fault in faults] == [("damaged-part", name)]
    assert "it is not well-formed" in faults[0].message
