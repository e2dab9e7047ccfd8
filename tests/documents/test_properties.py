"""A document's metadata is its own: nothing of the template's stays."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from docx import Document
from docx.document import Document as WordDocument

from engine.documents.package import read_package
from engine.documents.properties import Properties, core_xml
from engine.documents.template import compile_template
from engine.errors import TemplateError
from tests.documents.builder import CREATED, PROPERTIES, docx, paragraphs, part, replaced


def authored(document: WordDocument) -> None:
    core = document.core_properties
    core.title, core.subject, core.author = "Plan for {{ them }} & co", "{{ them }}", "Template Author"
    core.keywords, core.comments, core.last_modified_by = "secret", "made by hand", "Someone"
    core.created = core.modified = datetime(1999, 1, 1)


def test_properties_given_replace_those_of_the_template() -> None:
    template = compile_template(docx(authored))
    document = template.render(
        {"them": "A & <B> {{ x }}"},
        properties=Properties(CREATED, author="R & D", keywords="", description="", language="en-GB"),
    )
    core = Document(io.BytesIO(document)).core_properties
    assert (core.title, core.subject) == ("Plan for A & <B> {{ x }} & co", "A & <B> {{ x }}")
    assert (core.author, core.last_modified_by, core.language) == ("R & D", "R & D", "en-GB")
    assert (core.keywords, core.comments) == ("", "")
    assert core.created == core.modified == CREATED
    assert b"1999" not in part(document, "docProps/core.xml")


def test_properties_leave_no_tag_in_a_document() -> None:
    document = compile_template(docx(authored)).render({"them": "{{ x }}"}, properties=PROPERTIES)
    assert b"{{" not in part(document, "docProps/core.xml")


def test_breaks_in_a_property_are_blanks() -> None:
    template = compile_template(docx(authored))
    document = template.render({"them": "one\atwo\fthree"}, properties=Properties(CREATED, author="R\aD"))
    core = Document(io.BytesIO(document)).core_properties
    assert (core.subject, core.author) == ("one two three", "R D")


def test_a_time_is_written_in_utc_and_needs_a_zone() -> None:
    zone = timezone(timedelta(hours=2))
    assert b">2026-01-01T10:00:00Z<" in core_xml({}, datetime(2026, 1, 1, 12, tzinfo=zone))
    with pytest.raises(ValueError, match="needs a zone"):
        core_xml({}, datetime(2026, 1, 1))


def with_traces() -> bytes:
    template = paragraphs("x")
    settings = part(template, "word/settings.xml").decode()
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="file:///C:/Users/someone/secret.dotx" TargetMode="External"/></Relationships>'
    )
    marks = '<w:attachedTemplate r:id="rId9" xmlns:r="urn:r"/><w:updateFields w:val="true"/>'
    types = part(template, "[Content_Types].xml").decode().replace("document.main+xml", "template.main+xml")
    return replaced(
        template,
        {
            "word/settings.xml": settings.replace("</w:settings>", marks + "</w:settings>"),
            "word/_rels/settings.xml.rels": links,
            "[Content_Types].xml": types,
        },
    )


def test_traces_of_the_template_are_gone() -> None:
    document = compile_template(with_traces()).render({}, properties=PROPERTIES)
    package = read_package(document)
    assert not [name for name in package.names if "thumbnail" in name]
    assert b"thumbnail" not in package["_rels/.rels"]
    assert package["docProps/app.xml"].endswith(b"<Application>negotia</Application></Properties>")
    assert b"updateFields" not in package["word/settings.xml"]
    assert b"attachedTemplate" not in package["word/settings.xml"]
    assert not [name for name in package.names if b"secret.dotx" in package[name]]
    assert package.content_type("word/document.xml").endswith("document.main+xml")
    assert Document(io.BytesIO(document)).paragraphs[0].text == "x"


def test_a_template_without_properties_gets_them() -> None:
    bare = read_package(paragraphs("x")).with_parts({}, frozenset(["docProps/core.xml", "docProps/app.xml"]))
    lean = bare.with_parts({}, frozenset(["word/settings.xml"]))
    for template in (bare, lean):
        document = compile_template(template.write({})).render({}, properties=PROPERTIES)
        assert read_package(document).of_type(
            "application/vnd.openxmlformats-package.core-properties+xml"
        ) == ("docProps/core.xml",)
        assert b"<dc:title>Title</dc:title>" in part(document, "docProps/core.xml")


def test_a_package_without_its_root_links_is_refused() -> None:
    bare = read_package(paragraphs("x")).with_parts({}, frozenset(["_rels/.rels"]))
    with pytest.raises(TemplateError, match=r"a part of the document is damaged: it has no _rels/\.rels"):
        compile_template(bare.write({}))


def test_the_same_input_gives_the_same_bytes() -> None:
    template = docx(authored)
    properties = Properties(datetime(2026, 3, 4, tzinfo=UTC))
    once, twice = (compile_template(template).render({"them": "B"}, properties=properties) for _ in range(2))
    assert once == twice
