"""What an author reads when a template is wrong: file, part, paragraph, tag, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from engine.documents.rich import RichText, Run
from engine.documents.template import compile_template
from engine.errors import TemplateError
from tests.documents.builder import PROPERTIES, body, docx, paragraphs, part, render, replaced, table, texts

CONTEXT = {"deal": {"title": "T", "owner": None, "terms": ["a"]}, "rich": RichText((Run("x"),)), "us": "We"}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            paragraphs("Intro", "{%p if deal %}", "Title: {{ deal.titel }}", "{%p endif %}"),
            "deal.docx: {{ deal.titel }}: there is no 'titel' in it, in word/document.xml, paragraph 3"
            " (“Title: {{ deal.titel }}”) (did you mean 'title'?)",
        ),
        (
            paragraphs("{{ deal.title }}", "{%p for term in dael.terms %}", "{{ term }}", "{%p endfor %}"),
            "deal.docx: {% for term in dael.terms %}: there is no 'dael', in word/document.xml, paragraph 2"
            " (“{%p for term in dael.terms %}”) (did you mean 'deal'?)",
        ),
        (
            paragraphs("A {{ deal.owner }}"),
            "deal.docx: {{ deal.owner }}: has no value here; guard it with {% if ... %}, in word/document.xml,"
            " paragraph 1 (“A {{ deal.owner }}”)",
        ),
        (
            table(("a", "{{ us }}"), ("b", "{{ us.name.first }}")),
            "deal.docx: {{ us.name.first }}: there is no 'name' in it, in word/document.xml, paragraph 4"
            " (“{{ us.name.first }}”)",
        ),
        (
            paragraphs("{{ deal.title.__class__ }}"),
            "deal.docx: {{ deal.title.__class__ }}: not allowed in a template: access to attribute '__class__' of"
            " 'str' object is unsafe, in word/document.xml, paragraph 1 (“{{ deal.title.__class__ }}”)",
        ),
        (
            paragraphs("{{ deal.terms.append('b') }}"),
            "deal.docx: {{ deal.terms.append('b') }}: not allowed in a template: access to attribute 'append' of"
            " 'list' object is unsafe, in word/document.xml, paragraph 1 (“{{ deal.terms.append('b') }}”)",
        ),
        (
            paragraphs("One", "{{ 1 / 0 }} of a text that is a good deal longer than what is shown of it"),
            "deal.docx: {{ 1 / 0 }}: ZeroDivisionError: division by zero, in word/document.xml, paragraph 2"
            " (“{{ 1 / 0 }} of a text that is a good deal longer…”)",
        ),
        (
            paragraphs("Rich {{ rich }}"),
            "deal.docx: a formatted value stands inside a text, in word/document.xml, paragraph 1 as rendered"
            " (“Rich x”) (write {{r value }})",
        ),
        (
            paragraphs("Plain {{r us }}"),
            "deal.docx: a plain text stands where Word expects formatted text, in word/document.xml, paragraph 1 as"
            " rendered (“We”) (write {{ value }}; {{r value }} and {{p value }} are for formatted values)",
        ),
        (
            body(
                "<w:p><w:r><w:t>First</w:t></w:r></w:p>"
                "<w:p><w:hyperlink><w:r><w:t>{% if us == 'Them' %}opens</w:t></w:r>"
                "</w:hyperlink></w:p><w:p><w:r><w:t>{% else %}ends{% endif %}</w:t></w:r></w:p>"
            ),
            "deal.docx: the tags leave broken XML: Opening and ending tag mismatch: hyperlink line 1 and p, in"
            " word/document.xml, paragraph 2 as rendered (“ends”) (a block that spans paragraphs, rows or cells is"
            " written {%p ... %}, {%tr ... %} or {%tc ... %})",
        ),
    ],
)
def test_rendering_error(template: bytes, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, CONTEXT)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            paragraphs("ok", "{{ deal.title | uper }}"),
            "deal.docx: {{ deal.title | uper }}: No filter named 'uper', in word/document.xml, paragraph 2"
            " (“{{ deal.title | uper }}”) (did you mean 'upper'?)",
        ),
        (
            paragraphs("{{ deal.title | safe }}"),
            "deal.docx: {{ deal.title | safe }}: No filter named 'safe', in word/document.xml, paragraph 1"
            " (“{{ deal.title | safe }}”)",
        ),
        (
            paragraphs("{{ deal. }}"),
            "deal.docx: {{ deal. }}: expected name or number, in word/document.xml, paragraph 1 (“{{ deal. }}”)",
        ),
        (
            paragraphs("a", "{%p if us %}", "b"),
            "deal.docx: {% if us %}: Unexpected end of template. Jinja was looking for the following tags: 'elif' or"
            " 'else' or 'endif'. The innermost block that needs to be closed is 'if', in word/document.xml,"
            " paragraph 2 (“{%p if us %}”)",
        ),
        (paragraphs("{# open"), "deal.docx: the template: Missing end of comment tag, in word/document.xml"),
    ],
)
def test_compile_error(template: bytes, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(template, "deal.docx")
    assert str(caught.value) == expected


def with_header(text: str) -> Callable[[WordDocument], None]:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("{{ nobody }}")
        document.sections[0].header.paragraphs[0].text = text
        document.core_properties.title = "{{ deal.nothing }}"

    return fill


def test_every_part_reports_its_first_mistake() -> None:
    with pytest.raises(TemplateError) as caught:
        render(docx(with_header("{{ no_one }}")), CONTEXT)
    assert [problem.path for problem in caught.value.problems] == [
        "word/document.xml, paragraph 1",
        "word/header1.xml, paragraph 1",
    ]
    assert {problem.code for problem in caught.value.problems} == {"undefined-name"}


def test_mistake_in_a_property() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(
            docx(lambda document: setattr(document.core_properties, "subject", "{{ a b }}")), "deal.docx"
        )
    assert str(caught.value).startswith(
        "deal.docx: {{ a b }}: expected token 'end of print statement', got 'b'"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"^brief.docx: the file cannot be opened: No such file"):
        compile_template(tmp_path / "brief.docx")


def test_a_damaged_part() -> None:
    with pytest.raises(
        TemplateError,
        match=r"a part of the document is damaged: Namespace prefix w on styles is not defined$",
    ):
        compile_template(replaced(paragraphs("x"), {"word/styles.xml": "<w:styles"}))


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(TemplateError, match="a document type declaration is not allowed"):
        compile_template(replaced(paragraphs("x"), {"word/styles.xml": bomb}))


def test_tags_in_deleted_text_are_left_alone() -> None:
    template = body(
        '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>{{ gone }} </w:delText></w:r></w:del>'
        '<w:moveFrom w:id="2" w:author="A"><w:r><w:t>{{ moved }}</w:t></w:r></w:moveFrom>'
        "<w:r><w:t>{{ us }}</w:t></w:r></w:p>"
    )
    document = render(template, CONTEXT)
    assert texts(document)[0].endswith("We")
    assert b"{{" not in part(document)
    assert b"&#123;&#123; gone }}" in part(document)


def test_raw_blocks_come_out_as_written() -> None:
    document = render(paragraphs("{% raw %}{{ us }}{% endraw %} {{ us }} {{ '{{ us }}' }}"), CONTEXT)
    assert texts(document) == ["{{ us }} We {{ us }}"]


def test_variables_are_the_names_that_a_template_takes() -> None:
    template = docx(with_header("{% set x = us %}{{ x }}"))
    assert compile_template(template).variables == {"nobody", "us", "deal"}


def test_template_from_a_path_is_called_by_its_file_name(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(paragraphs("{{ us }}"))
    template = compile_template(path)
    assert template.name == "brief.docx"
    assert texts(template.render(CONTEXT, properties=PROPERTIES)) == ["We"]
