"""Whatever a value says, it comes out literally and the document opens."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents.lint import lint_document
from engine.documents.rich import Paragraph, Paragraphs, RichText, Run
from engine.documents.template import compile_template
from engine.errors import TemplateError
from tests.documents.builder import PROPERTIES, body, paragraphs, part, render, texts, xml_of

ONE_VALUE = compile_template(paragraphs("before {{ value }} after"), "one.docx")


def shown(value: object) -> str:
    """The paragraph that python-docx reads in the document of a value."""
    document = ONE_VALUE.render({"value": value}, properties=PROPERTIES)
    return Document(io.BytesIO(document)).paragraphs[0].text.removeprefix("before ").removesuffix(" after")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Fish & Chips", "Fish & Chips"),
        ("<select> </w:t> <!-- ", "<select> </w:t> <!-- "),
        ("]]> <![CDATA[x]]>", "]]> <![CDATA[x]]>"),
        ("\"double\" and 'single'", "\"double\" and 'single'"),
        ("{{ 7 * 7 }} {% for %} {# no #}", "{{ 7 * 7 }} {% for %} {# no #}"),
        ("{_{ not a tag }_}", "{_{ not a tag }_}"),
        ("&lt; &amp; &#123;", "&lt; &amp; &#123;"),
        ("first\nsecond\r\nthird\rfourth\vfifth", "first\nsecond\nthird\nfourth\nfifth"),
        ("a\tb", "a\tb"),
        ("nul\0 bell-less \x01 escape \x1b", "nul\ufffd bell-less \ufffd escape \ufffd"),
        ("lone \ud800 surrogate \udfff", "lone \ufffd surrogate \ufffd"),
        ("our own guise \ufdd0 and \uffff", "our own guise \ufffd and \ufffd"),
        ("N" * 10_000, "N" * 10_000),
        ("שלום עולם \u202babc\u202c مرحبا", "שלום עולם \u202babc\u202c مرحبا"),
        ("emoji 🤝 and 中文", "emoji 🤝 and 中文"),
        ("", ""),
        (Decimal("1200.50"), "1200.50"),
        (0, "0"),
    ],
)
def test_value_comes_out_literally(value: object, expected: str) -> None:
    assert shown(value) == expected


@given(st.text(st.characters(exclude_categories=())))
@settings(deadline=None, max_examples=60)
def test_any_text_opens_and_is_no_tag(text: str) -> None:
    document = ONE_VALUE.render({"value": text}, properties=PROPERTIES)
    assert lint_document(document) == ()
    legal = [mark for mark in text if mark.isalnum() and mark.isprintable()]
    assert [mark for mark in "".join(texts(document))[7:-6] if mark.isalnum() and mark.isprintable()] == legal


def test_new_paragraph_and_new_page_keep_the_format() -> None:
    template = body(
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ value }}</w:t></w:r></w:p>'
    )
    document = render(template, {"value": "one\atwo\fthree"})
    formatted = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    )
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    assert xml_of(document) == formatted.format("one") + formatted.format("two") + page + formatted.format(
        "three"
    )


def test_a_paragraph_is_not_cut_inside_a_link() -> None:
    template = body('<w:p><w:hyperlink w:anchor="_top"><w:r><w:t>{{ value }}</w:t></w:r></w:hyperlink></w:p>')
    assert "one</w:t><w:br/>" in xml_of(render(template, {"value": "one\atwo"}))


def test_breaks_outside_a_text_are_spaces() -> None:
    template = body(
        '<w:sdt><w:sdtPr><w:tag w:val="{{ value }}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    assert '<w:tag w:val="a b c d"/>' in xml_of(render(template, {"value": "a\nb\ac\fd"}))


@dataclass(frozen=True)
class Deal:
    title: str
    items: tuple[str, ...] = ()


@pytest.mark.parametrize("deal", [{"title": "T", "items": ["x", "y"]}, Deal("T", ("x", "y"))])
def test_a_key_goes_before_a_method(deal: object) -> None:
    document = render(
        paragraphs("{{ deal.title }}: {% for item in deal.items %}[{{ item }}]{% endfor %}"), {"deal": deal}
    )
    assert texts(document) == ["T: [x][y]"]


def test_methods_of_a_mapping_are_still_there() -> None:
    document = render(
        paragraphs("{% for key, value in deal.items() %}{{ key }}={{ value }};{% endfor %}"),
        {"deal": {"a": 1}},
    )
    assert texts(document) == ["a=1;"]


def test_braces_of_values_survive_a_macro_and_a_block() -> None:
    template = paragraphs(
        "{% macro name(x) %}<{{ x }}>{% endmacro %}{{ name(x) }}{% set y %}{{ x }}!{% endset %}{{ y }}"
    )
    assert texts(render(template, {"x": "{{ a }}"})) == ["<{{ a }}>{{ a }}!"]


def test_markup_of_a_macro_and_of_join_is_escaped_once() -> None:
    template = paragraphs(
        "{% macro name(x) %}<{{ x }}>{% endmacro %}{{ name('&') }} {{ ['a<', 'b{{'] | join('\\n') }}"
    )
    assert texts(render(template)) == ["<&> a< b{{"]


def test_own_filters() -> None:
    assert texts(render(paragraphs("{{ 3 | stars }}"), stars=lambda number: "*" * number)) == ["***"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "has no value here"),
        (True, "is a yes or no"),
        ([1], "is a collection"),
        ({"a": 1}, "is a collection"),
        (b"x", "is a collection"),
    ],
)
def test_what_is_no_text_is_not_printed(value: object, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        shown(value)


def test_formatted_text() -> None:
    value = RichText(
        (
            Run("Red & bold", bold=True, colour="#C00000", size=10.5),
            Run(" plain\nnext"),
            Run("all", style="Strong", italic=True, strike=True, underline=True, highlight="yellow"),
        )
    )
    document = render(paragraphs("a {{r value }} z"), {"value": value})
    assert texts(document) == ["a Red & bold plain nextall z"]
    xml = xml_of(document)
    assert '<w:rPr><w:b/><w:color w:val="C00000"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>' in xml
    assert (
        '<w:rPr><w:rStyle w:val="Strong"/><w:i/><w:strike/><w:highlight w:val="yellow"/><w:u w:val="single"/></w:rPr>'
        in xml
    )
    assert '<w:t xml:space="preserve"> plain</w:t><w:br/><w:t xml:space="preserve">next</w:t>' in xml


def test_formatted_paragraphs() -> None:
    value = Paragraphs((Paragraph((Run("One"),), style="ListBullet"), Paragraph((Run("{{ two }}"),))))
    document = render(paragraphs("first", "{{p value }}", "last"), {"value": value})
    assert texts(document) == ["first", "One", "{{ two }}", "last"]
    assert '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>' in xml_of(document)
    assert b"{{" not in part(document)
