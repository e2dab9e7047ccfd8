"""What is said of a broken template: one template for each kind of mistake, made as an author would make it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from docx.document import Document as WordDocument

from engine.documents.contexts import CONTEXTS
from engine.documents.rich import RichText, Run
from engine.documents.shipped import TEMPLATES, shipped_path, shipped_template
from engine.documents.template_lint.linting import lint_template
from engine.documents.template_lint.shapes import called, element, members, why_unprintable
from engine.documents.template_lint.trial import AMOUNTS, sample_context
from tests.documents.builder import body, docx, paragraphs, replaced, table

PLACE = "in word/document.xml, paragraph"


@dataclass(frozen=True, slots=True)
class Term:
    """A record with a field that is named like a method of lists."""

    name: str
    count: int
    points: tuple[str, ...] = ()
    rich: RichText | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """What the templates of this file may name."""

    title: str
    open: bool
    terms: tuple[Term, ...]
    pair: tuple[str, str]
    owner: Term | None = None

    @property
    def first(self) -> Term:
        """The first term."""
        return self.terms[0] if self.terms else Term("", 0)


CONTEXT = {"deal": Deal}


def lint(template: bytes) -> list[str]:
    return [
        ("note " if flaw.note else "") + f"{flaw.problem.code}: {flaw.problem}"
        for flaw in lint_template(template, CONTEXT, "t.docx")
    ]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (
            ["Intro", "For {{ dael.title }}"],
            f"unknown-name: t.docx: {{{{ dael.title }}}}: there is no 'dael', {PLACE} 2"
            " (“For {{ dael.title }}”) (did you mean 'deal'?)",
        ),
        (
            ["{{ deal.titel }}"],
            f"unknown-field: t.docx: {{{{ deal.titel }}}}: there is no 'titel' in Deal, {PLACE} 1"
            " (“{{ deal.titel }}”) (did you mean 'title'?)",
        ),
        (
            ["{%p for term in deal.terms %}", "{{ term.nam }}", "{%p endfor %}"],
            f"unknown-field: t.docx: {{{{ term.nam }}}}: there is no 'nam' in Term, {PLACE} 2"
            " (“{{ term.nam }}”) (did you mean 'name'?)",
        ),
        (
            ["{{ deal.xyzzy }}"],
            f"unknown-field: t.docx: {{{{ deal.xyzzy }}}}: there is no 'xyzzy' in Deal, {PLACE} 1"
            " (“{{ deal.xyzzy }}”) (known: first, open, owner, pair, terms, title)",
        ),
        (
            ["{{ deal.terms|map(attribute='nam')|join(', ') }}"],
            "unknown-field: t.docx: {{ deal.terms|map(attribute='nam')|join(', ') }}: there is no 'nam' in Term,"
            f" {PLACE} 1 (“{{{{ deal.terms|map(attribute='nam')|join(', ') }}}}”) (did you mean 'name'?)",
        ),
        (
            ["Start", "{%p for term in deal.terms %}", "{{ term.name }}"],
            f"no-end: t.docx: {{% for term in deal.terms %}}: this 'for' has no end, {PLACE} 2"
            " (“{%p for term in deal.terms %}”)"
            " (end it with endfor, in the same kind of tag ({%p ... %}, {%tr ... %}, {% ... %}))",
        ),
        (
            ["{{ deal.title }}", "{%p endif %}"],
            f"end-of-nothing: t.docx: {{% endif %}}: there is no 'if' before it that it could end, {PLACE} 2"
            " (“{%p endif %}”)",
        ),
        (
            ["{%p if deal.open %}", "{%p for term in deal.terms %}", "{{ term.name }}", "{%p endif %}"],
            f"no-end: t.docx: {{% for term in deal.terms %}}: this 'for' has no end, {PLACE} 2"
            " (“{%p for term in deal.terms %}”)"
            " (end it with endfor, in the same kind of tag ({%p ... %}, {%tr ... %}, {% ... %}))",
        ),
        (
            ["{{ deal.terms.count }}"],
            "key-is-method: t.docx: {{ deal.terms.count }}: is a method of Python's, not a field,"
            f" {PLACE} 1 (“{{{{ deal.terms.count }}}}”) (give it another name, or call it with ())",
        ),
        (
            ["{% set words = {'items': 1} %}{{ words.items }}"],
            "key-is-method: t.docx: {% set words = {'items': 1} %}: the key 'items' is also the name of a method of"
            f" dictionaries, {PLACE} 1 (“{{% set words = {{'items': 1}} %}}{{{{ words.items }}}}”)"
            " (give it another name)",
        ),
        (
            ["{{ deal.open }}"],
            f"not-text: t.docx: {{{{ deal.open }}}}: is a yes or no, not a text; use {{% if ... %}}, {PLACE} 1"
            " (“{{ deal.open }}”)",
        ),
        (
            ["{{ deal.terms|sort(attribute='name') }}"],
            "not-text: t.docx: {{ deal.terms|sort(attribute='name') }}: is a list, not a text; print its members"
            f" one by one, {PLACE} 1 (“{{{{ deal.terms|sort(attribute='name') }}}}”)",
        ),
        (
            ["{{ deal.first }}"],
            "not-text: t.docx: {{ deal.first }}: is a record, not a text; print one of its fields,"
            f" {PLACE} 1 (“{{{{ deal.first }}}}”)",
        ),
        (
            ["{%p for x in deal.first %}", "{{ x }}", "{%p endfor %}"],
            "not-a-list: t.docx: {% for x in deal.first %}: Term is no list that a loop could go through,"
            f" {PLACE} 1 (“{{%p for x in deal.first %}}”)",
        ),
        (
            ["{{ deal.title|upcase }}"],
            f"tag-syntax: t.docx: {{{{ deal.title|upcase }}}}: No filter named 'upcase', {PLACE} 1"
            " (“{{ deal.title|upcase }}”)",
        ),
        (
            ["{{ deal.title.__class__ }}"],
            "unknown-field: t.docx: {{ deal.title.__class__ }}: there is no '__class__' in a text,"
            f" {PLACE} 1 (“{{{{ deal.title.__class__ }}}}”)",
        ),
        (
            ["Owner: {{ deal.owner.name }}"],
            "undefined-name: t.docx: {{ deal.owner.name }}: there is no 'name' in it,"
            f" {PLACE} 1 (“Owner: {{{{ deal.owner.name }}}}”) (it may be absent: ask with {{% if ... %}} first)",
        ),
        (
            ["{{ deal.title }}", "{{ (deal.terms|first).name }}"],
            "undefined-name: t.docx: {{ (deal.terms|first).name }}: No first item, sequence was empty.,"
            f" {PLACE} 2 (“{{{{ (deal.terms|first).name }}}}”)"
            " (texts and lists may be empty: ask with {% if ... %} first)",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_tag_is_told_with_its_paragraph(tags: list[str], expected: str) -> None:
    assert lint(paragraphs(*tags)) == [expected]


def test_a_block_that_tears_a_paragraph_is_found_in_a_trial() -> None:
    (found,) = lint(paragraphs("{%p if deal.open %}", "{{ deal.title }}", "torn {% endif %}"))
    assert found.startswith("broken-part: t.docx: the tags leave broken XML")
    assert "{%p ... %}, {%tr ... %} or {%tc ... %}" in found


@pytest.mark.parametrize(
    "tags",
    [
        ["{{ deal.first.name|upper }}", "{% if deal.terms %}{{ deal.terms[0].count }}{% endif %}"],
        ["{{ deal.pair[0] }}", "{{ deal['title'] }}"],
        ["{%p for term in deal.terms if term.count %}", "{{ loop.index }} {{ term.name }}", "{%p endfor %}"],
        ["{%p for term in deal.terms|sort(attribute='name') %}", "{{ term.points|join(', ') }}", "{%p endfor %}"],
        ["{% for one in deal.terms|selectattr('points')|map(attribute='name') %}{{ one }}{% endfor %}"],
        ["{% for row in deal.terms|batch(2) %}{% for one in row %}{{ one.name }}{% endfor %}{% endfor %}"],
        ["{% if deal.terms %}{% set one = deal.terms|first %}{{ one.name }}{% endif %}"],
        ["{% with a = deal.title, b = 1 %}{{ a }}{{ b + 1 }}{% endwith %}"],
        ["{% set text %}{{ deal.title }}{% endset %}{{ text }}"],
        ["{% macro say(what, how='x') %}{{ what.anything }}{{ how }}{% endmacro %}{{ deal.title }}"],
        ["{% if deal.owner %}{{ deal.owner.name }}{% elif deal.open %}a{% else %}{{ deal.title }}{% endif %}"],
        ["{{ deal.title if deal.open else 'closed' }}", "{{ deal.title or 'none' }}", "{{ deal.title|default('x') }}"],
        ["{%p if deal.open is defined and not deal.open %}", "{{ deal.title[0:2] }}", "{%p endif %}"],
        ["{{ deal.terms|length }}", "{{ deal.title.upper() }}", "{% for a, b in [(1, 2)] %}{{ a }}{% endfor %}"],
        ["{% filter upper %}{{ deal.title }}{% endfilter %}", "{% for x in range(2) %}{{ x }}{% endfor %}"],
        ["{%p for term in deal.terms %}", "{% if term.rich %}{{r term.rich }}{% endif %}", "{%p endfor %}"],
    ],
)  # fmt: skip
def test_a_sound_template_has_no_flaws(tags: list[str]) -> None:
    assert lint(paragraphs(*tags)) == []


CELL = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'


def lines(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


@pytest.mark.parametrize(
    ("cell", "can_be_empty"),
    [
        (lines("{%p if deal.open %}", "x", "{%p endif %}"), True),
        (lines("{%p for one in deal.terms %}", "{{ one.name }}", "{%p endfor %}"), True),
        (lines("{%p if deal.open %}", "x", "{%p elif deal.title %}", "y", "{%p endif %}"), True),
        (lines("{%p if deal.open %}", "x", "{%p else %}", "y", "{%p endif %}"), False),
        (lines("{%p for one in deal.terms %}", "x", "{%p else %}", "y", "{%p endfor %}"), False),
        (
            lines(
                "{%p if deal.open %}",
                "x",
                "{%p else %}",
                "y",
                "{%p if deal.title %}",
                "z",
                "{%p endif %}",
                "{%p endif %}",
            ),
            False,
        ),
        (lines("{%p if deal.owner %}", "{{p deal.owner.rich }}", "{%p endif %}"), True),
        (lines("{%p if deal.open %}", "x", "{%p endif %}", "y"), False),
        (lines("y", "{%p if deal.open %}", "x", "{%p endif %}"), False),
        (lines("{% if deal.open %}x{% endif %}"), False),
        (f"<w:sdt><w:sdtContent>{lines('x')}</w:sdtContent></w:sdt>", False),
        (lines("x") + CELL.format(lines("y")) + lines("{%p if deal.open %}", "x", "{%p endif %}"), True),
    ],
)
def test_a_cell_that_can_end_empty_is_noted(cell: str, can_be_empty: bool) -> None:
    found = [one for one in lint(body(CELL.format(cell))) if one.startswith("note ")]
    assert bool(found) == can_be_empty
    assert all(one.startswith("note empty-cell: t.docx: every paragraph of this cell") for one in found)


def test_tags_that_remove_rows_leave_no_empty_cell() -> None:
    assert lint(table(("{%tr for term in deal.terms %}",), ("{{ term.name }}",), ("{%tr endfor %}",))) == []


BOOKMARK = (
    '<w:p><w:bookmarkStart w:id="1" w:name="{}"/><w:r><w:t>{{{{ term.name }}}}</w:t></w:r>'
    '<w:bookmarkEnd w:id="1"/></w:p>'
)
LINK = '<w:p><w:hyperlink w:anchor="{}"><w:r><w:t>see</w:t></w:r></w:hyperlink></w:p>'
FIELD = '<w:p><w:fldSimple w:instr=" REF {} \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


@pytest.mark.parametrize("reference", [LINK, FIELD])
def test_a_bookmark_in_a_loop_is_noted_when_something_refers_to_it(reference: str) -> None:
    loop, end = lines("{%p for term in deal.terms %}"), lines("{%p endfor %}")
    row = BOOKMARK.format("Row")
    assert lint(body(loop + row + end)) == []
    assert lint(body(lines("{% set term = deal.first %}") + row + reference.format("row"))) == []
    found, *trial = lint(body(loop + row + end + reference.format("row")))
    assert [one.partition(":")[0] for one in trial] == ["dangling-reference"]
    assert found.startswith("note bookmark-in-loop: t.docx: a loop repeats the bookmark 'Row'")
    assert f"{PLACE} 2" in found


def test_tags_in_the_names_of_bookmarks_survive_libreoffice() -> None:
    loop, end = lines("{%p for term in deal.terms %}"), lines("{%p endfor %}")
    link = LINK.format("{{_term.name_}}")
    assert lint(body(loop + BOOKMARK.format("{{ term.name }}") + link + end)) == []
    assert lint(body(loop + BOOKMARK.format("{{_term.name_}}") + link + end)) == []
    found = lint(body(loop + BOOKMARK.format("{{_term.nam_}}") + end))
    assert [one.partition(":")[0] for one in found] == ["unknown-field"]


def test_a_tag_in_deleted_text_is_told() -> None:
    deleted = (
        '<w:p><w:r><w:t>Kept</w:t></w:r><w:del w:id="9" w:author="A"><w:r>'
        "<w:delText>{{ deal.title }}</w:delText></w:r></w:del></w:p>"
    )
    found = lint(body(deleted + lines("{{ deal.title }}")))
    assert [one.partition(":")[0] for one in found] == ["deleted-tag", "note tracked-changes"]
    assert f"{PLACE} 1 (“Kept”) (accept all changes in Word)" in found[0]


def test_a_tag_that_is_not_rendered_is_told() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("{{ deal.title }}")
        document.core_properties.title = "{{ deal.title }}"

    found = lint(replaced(docx(fill), {"word/afchunk.htm": "<p>{{ deal.title }}</p>"}))
    assert sorted(one.partition(":")[0] for one in found) == ["not-rendered", "note not-rendered"]
    assert any("{{ deal.title }}</p>, in word/afchunk.htm" in one for one in found)


def test_headers_are_looked_at_too() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("{{ deal.title }}")
        document.sections[0].header.paragraphs[0].text = "{{ deal.titel }}"

    (found,) = lint(docx(fill))
    assert "in word/header1.xml, paragraph 1 (“{{ deal.titel }}”) (did you mean 'title'?)" in found


def test_what_word_would_stumble_over_is_found_in_a_trial() -> None:
    dangling = lint(body(lines("{{ deal.title }}") + LINK.format("nowhere")))
    assert dangling == [
        "dangling-reference: t.docx: a reference names the bookmark 'nowhere', which is not there,"
        " in word/document.xml"
    ]
    style = '<w:p><w:pPr><w:pStyle w:val="Ghost"/></w:pPr><w:r><w:t>{{ deal.title }}</w:t></w:r></w:p>'
    assert lint(body(style)) == ["unknown-style: t.docx: there is no style 'Ghost', in word/document.xml"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a Word file", "not-docx"),
        (replaced(paragraphs("x"), {"_rels/.rels": "<broken"}), "not-docx"),
        (replaced(paragraphs("x"), {"word/document.xml": "<broken>{{ x }}"}), "not-docx"),
    ],
)
def test_a_damaged_file_is_a_flaw(content: bytes, code: str) -> None:
    (found,) = lint(content)
    assert found.startswith(f"{code}: t.docx: ")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
        "{{ 1" + " + 1" * 3000 + " }}",
        "{% if 1 %}" * 200 + "x" + "{% endif %}" * 200,
        "{{ " + "9" * 5000 + " }}",
    ],
    ids=["brackets", "sum", "blocks", "number"],
)
def test_tags_that_python_cannot_read_are_a_mistake_of_the_template(tag: str) -> None:
    (found,) = lint(paragraphs(tag))
    assert "tags are nested too deeply, or a number is too long" in found


@pytest.mark.parametrize("tag", ["{{ 'x' * 10000000 }}", "{{ 10000000 * deal.title }}", "{{ 9 ** 9 }}"])
def test_tags_that_would_fill_the_memory_are_refused(tag: str) -> None:
    assert any("not allowed in a template: '*" in one for one in lint(paragraphs(tag)))
    assert lint(paragraphs("{{ 12 * 12 }}{{ '-' * 20 }}")) == []


def test_the_same_tag_in_several_paragraphs_is_told_for_each() -> None:
    template = paragraphs("{{ deal.nam }}", "{{ deal.title }}", "a {{ deal.nam }} b {{ deal.nam }}")
    assert [one.rpartition("paragraph ")[2][:1] for one in lint(template)] == ["1", "3"]


def test_a_flood_of_flaws_is_cut_short() -> None:
    assert len(lint(paragraphs(*["{{ nothing }}"] * 300))) == 100


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_templates_have_no_mistakes(name: str) -> None:
    flaws = lint_template(shipped_path(name), CONTEXTS[name])
    assert [str(flaw.problem) for flaw in flaws if not flaw.note] == []


def test_each_template_has_its_context() -> None:
    assert CONTEXTS.keys() == TEMPLATES.keys()
    for name, context in CONTEXTS.items():
        assert shipped_template(name).variables <= context.keys()


def test_samples_are_full_bare_or_absent() -> None:
    full, bare, least = (sample_context(CONTEXT, amount)["deal"] for amount in AMOUNTS)
    assert (full.title, full.open, len(full.terms), full.pair) == ("Sample", True, 5, ("Sample", "Sample"))
    assert full.terms[3].count == 4
    assert full.owner.rich == RichText((Run("Sample"),) * 5)
    assert (bare.title, bare.open, bare.terms, bare.owner.name) == ("", False, (), "")
    assert least.owner is None
    mixed = sample_context({"x": tuple[str | int, ...]}, AMOUNTS[0])
    assert mixed == {"x": ("Sample", 2, "Sample", 4, "Sample")}


@pytest.mark.parametrize(
    ("shape", "names", "inside", "unprintable"),
    [
        (str | None, {"upper"}, str, ""),
        (tuple[str, ...], {"count"}, str, "is a list, not a text; print its members one by one"),
        (Deal, {"title", "first"}, None, "is a record, not a text; print one of its fields"),
        (Run, {"text", "bold"}, None, ""),
        (bool, {"real"}, None, "is a yes or no, not a text; use {% if ... %}"),
    ],
)
def test_types_tell_what_is_in_a_value(
    shape: object, names: set[str], inside: object, unprintable: str
) -> None:
    found = members(shape)
    assert found is not None
    assert names <= found.keys()
    assert element(shape) == inside
    assert why_unprintable(shape) == unprintable


def test_types_are_called_as_people_call_them() -> None:
    assert [called(one) for one in (str, int, tuple[str, ...], Deal | None)] == [
        "a text", "a number", "a list", "Deal",
    ]  # fmt: skip
