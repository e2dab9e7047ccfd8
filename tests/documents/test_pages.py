"""The brief and the questions for e-mail and chat: the texts of the Word files, escaped, in Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reader

from engine.casefile import CaseFile, open_case
from engine.documents import render_brief_page, render_questions_page
from engine.documents.pages.blocks import (
    Bullets,
    Heading,
    Line,
    Page,
    Paragraph,
    Row,
    cell,
    muted,
    strong,
    table,
)
from engine.documents.pages.html import write_html
from engine.documents.pages.markdown import escape, write_markdown
from engine.documents.pages.rendering import PageFormat
from tests.documents.cases import SAMPLES, case_of, sample, small_rules
from tests.documents.poison import poison
from tests.making import MONDAY

PAGE = Page(
    title="A & B",
    subtitle="as of today",
    label="Internal",
    foot="made *by hand*",
    blocks=(
        Heading("One", 2),
        Paragraph(strong("Mind this")),
        Bullets(("first", "- second")),
        table(
            ("", "Text"),
            [
                Row((cell(strong("a", "f_1")), cell("x | y", muted("z"))), "f_1"),
                (cell(""), cell(Line("<script>"))),
            ],
        ),
        table(("", ""), [(cell("1. no list"), cell("www.example.com"))]),
    ),
)
FORMATS: tuple[PageFormat, ...] = ("markdown", "html")
VIEWS: dict[str, Callable[[CaseFile, PageFormat], bytes]] = {
    "brief": lambda case, format: render_brief_page(case, format),
    "table copy": lambda case, format: render_brief_page(case, format, table_copy=True),
    "questions": lambda case, format: render_questions_page(case, format),
    "for them": lambda case, format: render_questions_page(case, format, for_them=True),
}
INTERNAL = """
deal: {id: d, title: Castings, owner: Ada, stage: bargaining, currency: EUR}
us: {name: Us, batna: {summary: sell to SENTINEL-BATNA}}
them: {name: Them, people: [{name: Bert, decision_role: champion, attends: true}]}
meetings: [{id: m, at: 2026-03-09T10:00+01:00, minutes: 60, purpose: bargaining}]
issues:
  - {id: price, name: Price, kind: money, hard: true, ours: {opening: 90, target: 80, walkaway: 7654}}
strategy:
  concessions: [{id: c, give: a longer term, issue: price, ask_in_return: two years, cost_to_us: 4321}]
"""


def test_a_page_as_markdown() -> None:
    assert write_markdown(PAGE) == (
        "# A \\& B\n\n*Internal · as of today*\n\n## One\n\n**Mind this**\n\n- first\n- \\- second\n\n"
        "|  | Text |\n| --- | --- |\n| **a** | x \\| y<br>*z* |\n|  | \\<script\\> |\n\n"
        "|  |  |\n| --- | --- |\n| 1\\. no list | www\\.example.com |\n\n*made \\*by hand\\**\n"
    )


def test_a_page_as_html() -> None:
    text = write_html(PAGE, "en-GB")
    page = reader.fromstring(text)
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == page.findtext(".//h1") == "A & B"
    assert [node.text_content() for node in page.iter("li")] == ["first", "- second"]
    rows = [[cell.text_content() for cell in row.iter("td", "th")] for row in page.iter("tr")]
    assert rows == [["", "Text"], ["a", "x | yz"], ["", "<script>"], ["1. no list", "www.example.com"]]
    (link,) = page.iter("a")
    assert link.get("href") == "#f_1"
    assert page.get_element_by_id("f_1").tag == "tr"
    assert page.find(".//p/strong").text == "Internal"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain text, 90.5% (ok)!", "plain text, 90.5% (ok)!"),
        ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"),
        ("[x](y) <b> | & \\", "\\[x\\](y) \\<b\\> \\| \\& \\\\"),
        ("# x", "\\# x"),
        ("- x", "\\- x"),
        ("12) x", "12\\) x"),
        ("= x", "\\= x"),
        ("http://x HTTPS://y", "http\\://x HTTPS\\://y"),
        ("a@b @all", "a\\@b \\@all"),
        ("two\nlines\tand\x00\u202e", "two lines and\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_text_means_nothing_to_markdown(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_comes_out_of_html_as_it_went_in(text: str) -> None:
    page = Page(text, "", "", "", (Paragraph(Line(text)), table(("",), [(cell(text),)])))
    read = reader.fromstring(write_html(page, "en"))
    words = read.findtext(".//h1") or ""
    assert (read.findtext(".//body/p[@dir]") or "") == words
    assert [node.tag for node in read.iter("script", "img", "b")] == []
    assert re.sub(r"\s|\N{REPLACEMENT CHARACTER}", "", words) == re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\N{REPLACEMENT CHARACTER}]",
        "",
        text,
    )


@given(st.text(max_size=60))
def test_any_text_stays_one_cell_of_markdown(text: str) -> None:
    bare = re.sub(r"\\.", "", escape(text))
    assert not re.search(r"[\n*_`|<>\[\]]", bare)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_samples_have_pages(name: str, view: str) -> None:
    pages = {format: VIEWS[view](sample(name), format).decode() for format in FORMATS}
    assert pages == {format: VIEWS[view](sample(name), format).decode() for format in FORMATS}
    assert not any(re.search(r"[>|:]\s*None\s*[<|.]", page) for page in pages.values())
    for block in pages["markdown"].split("\n\n"):
        if block.startswith("|"):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}) == 1
    tree = reader.fromstring(pages["html"])
    for rows in tree.iter("table"):
        assert len({len(row) for row in rows.iter("tr")}) == 1
    anchors = {node.get("id") for node in tree.iter("tr")}
    assert {link.get("href", "")[1:] for link in tree.iter("a")} <= anchors


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_copy_and_the_list_for_them_have_nothing_internal(format: PageFormat) -> None:
    case = case_of(INTERNAL)
    inside = VIEWS["brief"](case, format).decode()
    for secret in ("SENTINEL-BATNA", "4,321", "7,654", "Internal"):
        assert secret in inside
        assert secret not in VIEWS["table copy"](case, format).decode()
    shared = VIEWS["for them"](case, format).decode()
    for secret in (
        "SENTINEL",
        "7,654",
        "Castings",
        "Ada",
        "We need their yes",
        "Where is your limit",
        "Internal",
    ):
        assert secret not in shared
    assert "Who decides in the end?" in shared
    assert "We need their yes" in VIEWS["questions"](case, format).decode()


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_texts_make_no_markup(view: str) -> None:
    hostile = open_case(poison(case_of(INTERNAL).deal), small_rules(), MONDAY)
    tree = reader.fromstring(VIEWS[view](hostile, "html").decode())
    allowed = (
        "html head meta title style body h1 h2 h3 p ul li table thead tbody tr th td strong small br a footer"
    )
    assert {node.tag for node in tree.iter()} <= set(allowed.split())
    assert not re.search(r"(?<!\\)<(?!br>)", VIEWS[view](hostile, "markdown").decode())


def test_what_is_not_there_has_no_heading() -> None:
    known = case_of(
        "us: {name: Us, batna: {summary: x}}\nthem: {name: Them, decision_process: y, walkaway: {summary: z}}"
    )
    assert "Nothing is left to ask Them" in VIEWS["questions"](known, "markdown").decode()
    assert "among ourselves" not in VIEWS["questions"](known, "markdown").decode()
    assert "We have no questions at the moment." in VIEWS["for them"](known, "markdown").decode()
    assert "## What is on the table" not in VIEWS["brief"](known, "markdown").decode()


def test_what_does_not_go_on_the_front_is_in_the_annex() -> None:
    issues = "".join(
        f"  - {{id: i{n}, name: Issue {n}, kind: money, ours: {{opening: {n}}}}}\n" for n in range(20)
    )
    page = VIEWS["brief"](case_of(f"issues:\n{issues}"), "markdown").decode()
    front, annex = page.split("## Annex: behind the two pages")
    assert "**Issue 19**" not in front
    assert "### All issues" in annex
    assert "**Issue 19**" in annex
