"""Numbers, cross-references and contents say what Word would say after a refresh."""

from __future__ import annotations

import pytest

from engine.documents.lint import lint_document
from engine.documents.numbering import number_paragraphs, read_numbering, write_number
from engine.documents.ooxml import P, parse, text_of
from engine.documents.package import read_package
from engine.documents.references import refresh_document
from tests.documents.builder import body, docx, numbering_docx, part, render, replaced, texts, xml_of
from tests.documents.contract import CLAUSES, STYLES, clause, ref, toc


def numbered(key: int | str, level: int, text: str = "x") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def labels(document: bytes) -> list[str]:
    package = read_package(document)
    root = parse(package["word/document.xml"])
    numbers = number_paragraphs(root, read_numbering(package))
    return [numbers[paragraph].label if paragraph in numbers else "" for paragraph in root.iter(P)]


def contract(tail: str) -> bytes:
    clauses = (
        ("C0", "Scope", "scope"), ("C1", "Services", "services"), ("C2", "one", ""), ("C2", "two", "two"),
        ("C3", "deep", "deep"), ("C0", "Fees", ""), ("Based", "Late", "late"), ("Normal", "plain", "plain"),
    )  # fmt: skip
    return numbering_docx("".join(clause(*parts) for parts in clauses) + tail, CLAUSES, STYLES)


def test_levels_count_as_word_counts() -> None:
    assert labels(contract("")) == ["1.", "1.1", "(a)", "(b)", "(i)", "2.", "2.1", ""]


@pytest.mark.parametrize(
    ("extra_lists", "paragraphs", "expected"),
    [
        ("", [(1, 0), (1, 0), (1, 1), (1, 0), (1, 1)], ["1.", "2.", "2.1", "3.", "3.1"]),
        ("", [(1, 1), (1, 2), (1, 1)], ["1.1", "(a)", "1.2"]),
        # A second instance of the same list goes on counting; with a start override it begins anew.
        (
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>',
            [(1, 0), (2, 0), (1, 0)],
            ["1.", "2.", "3."],
        ),
        (
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
            "</w:lvlOverride></w:num>",
            [(1, 0), (2, 0), (2, 0), (1, 0)],
            ["1.", "5.", "6.", "7."],
        ),
        (
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
            "</w:lvlOverride></w:num>",
            [(1, 0), (2, 1)],
            ["1.", "3.1"],
        ),
        (
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>',
            [(2, 0), (2, 0)],
            ["I)", "II)"],
        ),
        (
            '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
            '<w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="4"/><w:isLgl/><w:lvlRestart w:val="0"/>'
            '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>',
            [(5, 0), (5, 1), (5, 0), (5, 1)],
            ["I", "1.4", "II", "2.5"],
        ),
        (
            '<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>',
            [(6, 0), (6, 3), (0, 0), (77, 0)],
            ["•", "", "", ""],
        ),
        (
            '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Link"/></w:abstractNum>'
            '<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>'
            '<w:num w:numId="9"><w:abstractNumId w:val="404"/></w:num>',
            [(1, 0), (8, 0), (9, 0)],
            ["1.", "2.", ""],
        ),
    ],
)
def test_lists(extra_lists: str, paragraphs: list[tuple[int, int]], expected: list[str]) -> None:
    link = (
        '<w:style w:type="numbering" w:styleId="Link"><w:name w:val="Link"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    xml = "".join(numbered(key, level) for key, level in paragraphs)
    assert labels(numbering_docx(xml, CLAUSES + extra_lists, STYLES + link)) == expected


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (1, "lowerLetter", "a"), (26, "upperLetter", "Z"), (27, "lowerLetter", "aa"), (53, "lowerLetter", "aaa"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (7, "decimalZero", "07"), (12, "decimalZero", "12"),
        (3, "none", ""), (3, "ordinal", "3"), (0, "decimal", "0"),
    ],
)  # fmt: skip
def test_number_formats(value: int, style: str, written: str) -> None:
    assert write_number(value, style) == written


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("REF services \\r \\h", "1.1"),
        ("REF scope \\r", "1"),
        ("REF two \\n \\h", "(b)"),
        ("REF two \\w \\h", "1.1(b)"),
        ("REF deep \\w", "1.1(b)(i)"),
        ("REF deep \\n", "(i)"),
        ("REF late \\r \\h", "2.1"),
        ("REF SERVICES \\r", "1.1"),
        ("REF services \\h", "Services"),
        ("REF plain \\r", "0"),
        ("REF nowhere \\r", "9.9!"),
        ("REF \\r", "9.9!"),
        ("PAGEREF services", "9.9!"),
    ],
)
def test_reference_shows_the_real_number(instruction: str, shown: str) -> None:
    document = refresh_document(contract(f"<w:p>{ref(instruction)}</w:p>"))
    assert texts(document)[-1] == shown


@pytest.mark.parametrize(
    ("style", "target", "shown"),
    [
        ("C2", "two", "1.1(b)"),
        ("C1", "two", "1.1(b)"),
        ("C1", "late", "2.1"),
        ("C0", "scope", "1"),
        ("C3", "late", "2.1"),
    ],
)
def test_relative_reference_from_another_clause(style: str, target: str, shown: str) -> None:
    here = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{ref(f"REF {target} " + chr(92) + "r")}</w:p>'
    assert texts(refresh_document(contract(here)))[-1] == shown


def test_relative_reference_from_the_same_clause_leaves_out_what_is_shared() -> None:
    xml = (
        clause("C0", "Scope") + clause("C1", "Services") + clause("C2", "one", "one")
        + f'<w:p><w:pPr><w:pStyle w:val="C2"/></w:pPr>{ref("REF one " + chr(92) + "r")}</w:p>'
        + f'<w:p><w:pPr><w:pStyle w:val="C3"/></w:pPr>{ref("REF one " + chr(92) + "r")}</w:p>'
    )  # fmt: skip
    assert texts(refresh_document(numbering_docx(xml, CLAUSES, STYLES)))[-2:] == ["(a)", "(a)"]


def test_fields_of_every_shape_are_filled() -> None:
    simple = '<w:p><w:fldSimple w:instr=" REF services \\r "><w:r><w:t>0</w:t></w:r></w:fldSimple></w:p>'
    bare = '<w:p><w:fldSimple w:instr=" REF services \\r "/></w:p>'
    begin, divide, end = (
        f'<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="{mark}"/></w:r>'
        for mark in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText> REF services \\r </w:instrText></w:r>"
    document = refresh_document(
        contract(simple + bare + f"<w:p>{begin}{code}{end}</w:p><w:p>{begin}{code}{divide}{end}</w:p>")
    )
    assert texts(document)[-4:] == ["1.1"] * 4
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">1.1</w:t></w:r>' in xml_of(document)
    assert lint_document(document) == ()


def test_quoted_text_may_hold_a_number() -> None:
    number = ref("REF services \\r")
    quote = f'<w:p><w:bookmarkStart w:id="900" w:name="q"/>{number}<w:bookmarkEnd w:id="900"/></w:p>'
    document = refresh_document(contract(f"<w:p>{ref('REF q')}</w:p>" + quote))
    assert texts(document)[-2:] == ["1.1", "1.1"]


def test_a_bookmark_between_paragraphs_names_the_next_one() -> None:
    xml = (
        '<w:bookmarkStart w:id="1" w:name="n"/>'
        + clause("C0", "Scope")
        + f'<w:p>{ref("REF n " + chr(92) + "r")}</w:p><w:bookmarkEnd w:id="1"/>'
    )
    assert texts(refresh_document(numbering_docx(xml, CLAUSES, STYLES)))[-1] == "1"


def test_rendered_references_follow_the_clauses_that_are_there() -> None:
    xml = (
        clause("Normal", "{%p if scope %}") + clause("C0", "Scope") + clause("Normal", "{%p endif %}")
        + clause("C0", "{{ fees }}", "fees")
        + f"<w:p>{ref('REF {{ name }} ' + chr(92) + 'r')}</w:p><w:p>{ref('REF fees')}</w:p>"
    )  # fmt: skip
    template = numbering_docx(xml, CLAUSES, STYLES)
    for scope, number in ((True, "2"), (False, "1")):
        document = render(template, {"scope": scope, "fees": "Fees {{ & }}", "name": "fees"})
        assert texts(document)[-2:] == [number, "Fees {{ & }}"]
        assert b"{{" not in part(document)
        assert lint_document(document) == ()
        assert refresh_document(document) == document


BOOK = (
    clause("C0", "Scope")
    + clause("C1", "Services", "_Toc7")
    + clause("C2", "detail")
    + clause("C0", "Fees")
    + clause("C0", "")
)


@pytest.mark.parametrize("stale", [("old",), ("old 1", "old 2", "old 3")])
def test_contents_list_the_headings(stale: tuple[str, ...]) -> None:
    document = refresh_document(numbering_docx(toc(*stale) + BOOK, CLAUSES, STYLES))
    assert texts(document) == [
        "1. Scope",
        "1.1 Services",
        "2. Fees",
        "Scope",
        "Services",
        "detail",
        "Fees",
        "",
    ]
    xml = xml_of(document)
    assert '<w:pPr><w:pStyle w:val="TOC2"/></w:pPr><w:hyperlink w:anchor="_Toc7" w:history="1">' in xml
    assert ' TOC \\o "1-2" \\h \\z \\u \\n </w:instrText>' in xml
    assert lint_document(document) == ()
    assert texts(refresh_document(document)) == texts(document)


def test_contents_without_page_numbers_keep_their_instruction_and_what_follows() -> None:
    xml = toc("old", instruction='TOC \\o "1-1" \\n', after="<w:r><w:t> end</w:t></w:r>")
    document = refresh_document(numbering_docx(xml + BOOK, CLAUSES, STYLES))
    assert texts(document)[:2] == ["1. Scope", "2. Fees end"]
    assert ' TOC \\o "1-1" \\n </w:instrText>' in xml_of(document)


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("TOC", ["1. Scope", "1.1 Services", "(a) detail", "2. Fees"]),
        ('TOC \\o "2-2"', ["1.1 Services"]),
        ('TOC \\o "2"', ["1.1 Services"]),
        ('TOC \\o "all"', ["1. Scope", "1.1 Services", "(a) detail", "2. Fees"]),
        ('TOC \\t "Heading 1,2"', ["1. Scope", "2. Fees"]),
        ('TOC \\t "Heading 3;1"', ["(a) detail"]),
        ('TOC \\t "No such style,1"', [""]),
    ],
)
def test_contents_take_the_styles_asked_for(instruction: str, expected: list[str]) -> None:
    document = refresh_document(numbering_docx(toc("old", instruction=instruction) + BOOK, CLAUSES, STYLES))
    assert texts(document)[:-5] == expected
    assert lint_document(document) == ()


def test_contents_by_outline_level_and_without_styles_of_their_own() -> None:
    xml = toc("old") + '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Annex</w:t></w:r></w:p><w:p/>'
    document = refresh_document(
        replaced(
            body(xml),
            {
                "word/styles.xml": '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
            },
        )
    )
    assert texts(document) == ["Annex", "Annex", ""]
    assert '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/>' in xml_of(
        document
    )


@pytest.mark.parametrize(
    "broken",
    [
        '<w:p><w:fldSimple w:instr="TOC"><w:r><w:t>old</w:t></w:r></w:fldSimple></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r></w:p>',
        toc("old").replace('<w:fldChar w:fldCharType="end"/>', "")
        + '<w:tbl><w:tr><w:tc><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:tc></w:tr></w:tbl>',
        "<w:p><w:hyperlink>"
        + toc("old").removeprefix("<w:p>").removesuffix("</w:p>")
        + "</w:hyperlink></w:p>",
    ],
)
def test_contents_of_another_shape_are_left_alone(broken: str) -> None:
    document = numbering_docx(broken + clause("C0", "Scope"), CLAUSES, STYLES)
    assert refresh_document(document) == document


def test_a_document_without_references_is_the_same() -> None:
    document = docx(lambda document: document.add_heading("x", 1))
    assert refresh_document(document) == document


def test_text_of_a_paragraph() -> None:
    xml = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>'
        "<w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )
    assert text_of(parse(part(body(xml)))) == "a b c-d"
