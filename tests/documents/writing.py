"""Writes into a question list as Word does when somebody fills it in."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml import parse_xml
from lxml import etree

from engine.documents.ooxml import VAL, parse, serialise, w
from engine.documents.package import read_package
from engine.documents.questions.rendering import tag_of

MAIN = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_VALUE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"


def filled_in(document: bytes, answers: Mapping[str, str], ticked: Mapping[str, str] | None = None) -> bytes:
    """The list with answers and ticked boxes (`stated`, `parked`, `done`), both by the id of their question.

    A newline in an answer is a line break; Word spreads what is typed over runs as it likes.
    """
    package = read_package(document)
    root = parse(package[MAIN])
    controls = {node.get(VAL): node.getparent().getparent() for node in root.iter(w("tag"))}  # type: ignore[union-attr]  # a tag stands in a control
    for id, text in answers.items():
        _type(controls[tag_of(id)], text)
    for id, boxes in (ticked or {}).items():
        for box in boxes.split():
            _tick(controls[f"{tag_of(id)}_{box}"])
    return package.write({MAIN: serialise(root).encode()})


def _type(control: etree._Element, text: str) -> None:
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    assert properties is not None
    assert content is not None
    placeholder = properties.find(w("showingPlcHdr"))
    if placeholder is not None:
        properties.remove(placeholder)
    for run in list(content):
        content.remove(run)
    for index, line in enumerate(text.split("\n")):
        half = len(line) // 2
        for piece in (line[:half], line[half:]):
            run = parse_xml(f'<w:r xmlns:w="{_WORD}"><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:r>')
            if index and piece == line[:half]:
                etree.SubElement(run, w("br"))
            etree.SubElement(
                run, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
            ).text = piece
            content.append(run)
        etree.SubElement(content, w("proofErr"), {w("type"): "spellEnd"})


def _tick(control: etree._Element) -> None:
    next(control.iter(_CHECKED)).set(_VALUE, "1")
    next(control.iter(w("t"))).text = "☒"


def without_tags(document: bytes) -> bytes:
    """The list as a program leaves it that keeps fields and drops their tags and the keywords."""
    package = read_package(document)
    root = parse(package[MAIN])
    for tag in list(root.iter(w("tag"))):
        tag.getparent().remove(tag)  # type: ignore[union-attr]  # a tag stands in a control
    core = package["docProps/core.xml"].decode().split("<cp:keywords>")
    rest = core[-1].split("</cp:keywords>")[-1]
    return package.write({MAIN: serialise(root).encode(), "docProps/core.xml": (core[0] + rest).encode()})
