"""The parts of documents that practices may name: headings of the shipped templates, and the sample deals."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from ..resources import folder
from .catalogue import Part

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = ("heading", "schedule")


def stands(part: Part) -> bool:
    """Whether the part is there."""
    if part.of == "samples":
        return (folder("samples") / "deals" / part.part).is_file()
    return part.part in headings(folder("templates") / f"{part.of}.docx")


@cache
def headings(template: Path) -> frozenset[str]:
    """The texts of the headings in the body of a Word template."""
    with ZipFile(template) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return frozenset(
        "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))
        for paragraph in body.iter(f"{_WORD}p")
        if _style(paragraph).startswith(_HEADINGS)
    )


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    return "" if style is None else style.get(f"{_WORD}val", "").casefold()
