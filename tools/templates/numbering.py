"""Clauses that number themselves: one multilevel list, each level linked to a paragraph style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the style linked to it, how it counts (`decimal`), what it prints (`%1.%2`), indents in cm."""

    style: str
    counts: str
    text: str
    indent: float
    hanging: float


def define_list(document: WordDocument, key: int, levels: Sequence[Level]) -> None:
    """Add a list to the document and link it to the styles of its levels; `key` tells it from the other lists."""
    numbering = document.part.numbering_part.element
    styles = document.styles
    body = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level.counts}"/>'
        f'<w:pStyle w:val="{styles[level.style].style_id}"/><w:suff w:val="tab"/><w:lvlText w:val="{level.text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{_twips(level.indent)}"/></w:tabs>'
        f'<w:ind w:left="{_twips(level.indent)}" w:hanging="{_twips(level.hanging)}"/></w:pPr></w:lvl>'
        for number, level in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{body}'
        "</w:abstractNum>"
    )
    number = parse_xml(f'<w:num xmlns:w="{_W}" w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
    first = numbering.find(qn("w:num"))
    numbering.append(abstract) if first is None else first.addprevious(abstract)
    numbering.append(number)
    for place, level in enumerate(levels):
        properties = styles[level.style].element.get_or_add_pPr()
        numbers = properties.get_or_add_numPr()
        if place:
            numbers.get_or_add_ilvl().val = place
        numbers.get_or_add_numId().val = key


def set_outline_level(document: WordDocument, style: str, level: int) -> None:
    """Let a style count as a heading of that level (0 is the highest) in Word's navigation."""
    outline = parse_xml(f'<w:outlineLvl xmlns:w="{_W}" w:val="{level}"/>')
    document.styles[style].element.get_or_add_pPr().append(outline)


def _twips(centimetres: float) -> int:
    return round(Cm(centimetres).twips)
