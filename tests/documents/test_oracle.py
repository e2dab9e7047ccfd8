"""What docxtpl makes of a template, we make of it: equal canonical XML for every feature that both have."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate, InlineImage, Listing
from docxtpl import RichText as TheirRichText
from jinja2 import Environment
from lxml import etree

from engine.documents.ooxml import w
from engine.documents.rich import RichText, Run
from engine.errors import TemplateError
from tests.documents.builder import body, docx, paragraphs, part, render, table

DEALS = [
    {"name": "Alder & Sons", "price": 1200, "open": True, "terms": ["net 30", "delivery"]},
    {"name": "Birch <Ltd>", "price": 0, "open": False, "terms": []},
    {"name": 'Cedar "C"', "price": 7, "open": True, "terms": ["prepaid"]},
]
CONTEXT: dict[str, Any] = {
    "title": "Plan",
    "deals": DEALS,
    "lines": "first\nsecond\nthird",
    "columns": ["opening", "target", "walk-away"],
    "shade": "FFC000",
    "width": 2,
}


def letterhead(document: WordDocument) -> None:
    document.add_paragraph("Body of {{ title }}")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Head {{ title|upper }}"
    section.footer.paragraphs[0].text = "{% for deal in deals %}{{ deal.name }}; {% endfor %}"


def wide_table(document: WordDocument) -> None:
    grid = document.add_table(2, 4)
    for row, texts in zip(
        grid.rows,
        (
            ("Issue", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"),
            ("Price", "{%tc for c in columns %}", "{{ loop.index }}", "{%tc endfor %}"),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def spanning_loop(document: WordDocument) -> None:
    grid = document.add_table(2, 4)
    first = grid.rows[0].cells
    first[1].merge(first[2]).text = "{% hm %}{{ title }}"
    first[0].text, first[3].text = "{%tc for c in columns %}", "{%tc endfor %}"
    for cell, text in zip(
        grid.rows[1].cells, ("{%tc for c in columns %}", "{{ c }}", "!", "{%tc endfor %}"), strict=True
    ):
        cell.text = text


TEMPLATES = {
    "plain value": paragraphs("Dear {{ title }}, {{ deals[0].name }}"),
    "tag split across runs": paragraphs("{¦{ ti¦tle }¦} and {%¦ if deals %¦}some{% endif¦ %}"),
    "paragraph loop": paragraphs(
        "{%p for deal in deals %}", "{{ deal.name }}: {{ deal.price }}", "{%p endfor %}"
    ),
    "paragraph condition": paragraphs(
        "{%p if deals|length > 2 %}", "many", "{%p else %}", "few", "{%p endif %}"
    ),
    "nested loops": paragraphs(
        "{%p for deal in deals %}",
        "{{ deal.name }}",
        "{%p for term in deal.terms %}",
        "- {{ term }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ),
    "run loop": paragraphs("Names: ¦{%r for deal in deals %}¦{{ deal.name }} ¦{%r endfor %}¦ end"),
    "inline condition": paragraphs("{% if deals[1].open %}open{% else %}closed{% endif %} deal"),
    "merged with neighbours": paragraphs("A", "{%- if title -%}", "B", "{%- endif -%}", "C"),
    "comment": paragraphs("{#p a note for authors #}", "kept {# not kept #}text"),
    "filters and tests": paragraphs("{{ deals|map(attribute='name')|join(', ') }} {{ 7 is odd and 'odd' }}"),
    "set and expressions": paragraphs("{% set total = deals|sum(attribute='price') %}{{ total * 2 - 1 }}"),
    "curly quotes": paragraphs("{{ “one” if title == ‘Plan’ else “two” }}"),
    "comparison signs": paragraphs("{% if deals[0].price >= 7 and deals[1].price < 7 %}yes{% endif %}"),
    "macro": paragraphs("{% macro shout(text) %}{{ text }}!{% endmacro %}{{ shout(deals[1].name) }}"),
    "line breaks": paragraphs("Lines: {{ lines }}."),
    "authored braces": paragraphs("{_{ literal }_} and {_% tag %_}"),
    "header and footer": docx(letterhead),
    "row loop": table(
        ("Name", "Price"),
        ("{%tr for deal in deals %}", ""),
        ("{{ deal.name }}", "{{ deal.price }}"),
        ("{%tr endfor %}", ""),
    ),
    "row condition": table(
        ("{%tr if deals %}", ""), ("{{ title }}", "x"), ("{%tr endif %}", ""), ("last", "row")
    ),
    "cell loop": docx(wide_table),
    "fewer cells": table(("a{%tc if not deals %}", "gone", "{%tc endif %}", "d"), ("1", "2", "3", "4")),
    "cell colour": table(("{% cellbg shade %}{{ title }}", "plain"), ("a", "b")),
    "cell span": table(
        ("{% colspan width %}{{ title }}", "{%tc if false %}", "{%tc endif %}"), ("a", "b", "c")
    ),
    "vertical merge": table(
        ("{%tr for deal in deals %}", ""), ("{% vm %}{{ title }}", "{{ deal.name }}"), ("{%tr endfor %}", "")
    ),
    "horizontal merge": table(
        ("{%tc for c in columns %}", "{% hm %}{{ title }}", "{%tc endfor %}"),
        ("{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"),
    ),
    "horizontal merge of a span": docx(spanning_loop),
    "attribute": body(
        '<w:p><w:bookmarkStart w:id="1" w:name="b_{{ width }}"/><w:r><w:t>{{ title }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p>'
    ),
    "static XML": paragraphs("Fish & chips <b> “quoted” 100 %"),
}


def by_docxtpl(template: bytes, context: Mapping[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(context), jinja_env=Environment(autoescape=True))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def canonical(document: bytes, name: str) -> str:
    root = etree.fromstring(part(document, name))
    # docxtpl puts new properties where the schema does not allow them; we put them right.
    for properties in root.iter(w("tcPr"), w("rPr")):
        properties[:] = sorted(properties, key=lambda child: child.tag)
    return etree.tostring(root, method="c14n", exclusive=True).decode()


@pytest.mark.parametrize("name", TEMPLATES)
def test_equals_docxtpl(name: str) -> None:
    ours, theirs = render(TEMPLATES[name], CONTEXT), by_docxtpl(TEMPLATES[name], CONTEXT)
    assert canonical(ours, "word/document.xml") == canonical(theirs, "word/document.xml")


def test_header_and_footer_equal_docxtpl() -> None:
    ours, theirs = (make(TEMPLATES["header and footer"], CONTEXT) for make in (render, by_docxtpl))
    for name in ("word/header1.xml", "word/footer1.xml"):
        assert canonical(ours, name) == canonical(theirs, name)
    assert b"Head PLAN" in part(ours, "word/header1.xml")
    assert b"Alder &amp; Sons; Birch &lt;Ltd&gt;;" in part(ours, "word/footer1.xml").replace(
        b"&#38;", b"&amp;"
    ).replace(b"&#60;", b"&lt;").replace(b"&#62;", b"&gt;")


def test_formatted_text_equals_docxtpl() -> None:
    theirs = TheirRichText("plain ")
    theirs.add("bold & ", bold=True)
    theirs.add("red", color="#ff0000", size=28, italic=True, underline="single", strike=True)
    ours = RichText(
        (
            Run("plain "),
            Run("bold & ", bold=True),
            Run("red", colour="#ff0000", size=14, italic=True, underline=True, strike=True),
        )
    )
    template = paragraphs("See {{r text }} end")
    expected = canonical(by_docxtpl(template, {"text": theirs}), "word/document.xml")
    for value in (theirs, ours):
        assert canonical(render(template, {"text": value}), "word/document.xml") == expected


def test_a_listing_equals_docxtpl() -> None:
    template, context = paragraphs("{{ text }}"), {"text": Listing("one\ntwo & three")}
    ours, theirs = render(template, context), by_docxtpl(template, context)
    assert canonical(ours, "word/document.xml") == canonical(theirs, "word/document.xml")


def test_a_picture_as_a_value_is_refused() -> None:
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    template = DocxTemplate(io.BytesIO(paragraphs("{{ logo }}")))
    template.init_docx()
    template.current_rendering_part = template.docx._part
    with pytest.raises(
        TemplateError, match=r"\{\{ logo \}\}: is a picture or a link .* put it into the template"
    ):
        render(paragraphs("Our logo: {{ logo }}"), {"logo": InlineImage(template, io.BytesIO(picture))})
