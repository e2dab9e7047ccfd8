"""The charts of a template, found by the names of their drawings, and the data that a document puts into them.

In Word a drawing's name stands in the selection pane. What the template shows in a named chart is a placeholder:
figures, labels and height are the document's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from lxml import etree

from .ooxml import NAMESPACES, parse
from .package import Package

_MAIN: Final = "word/document.xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = {
    **NAMESPACES,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
_NAMED: Final = etree.XPath("//w:drawing[.//c:chart]/*[wp:docPr/@name]", namespaces=_SPACES)
_DRAWING: Final = re.compile(r'<wp:docPr [^>]*\bname="([^"]*)"')
_EXTENT: Final = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"')
_END: Final = "</c:chartSpace>"


@dataclass(frozen=True, slots=True)
class Chart:
    """The XML of a chart's part, the workbook (.xlsx) behind it, and its height in EMU (360,000 a centimetre)."""

    xml: str
    workbook: bytes
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a named chart of a template is kept: its part, its workbook's part and the id that ties them."""

    name: str
    part: str
    workbook: str
    tie: str


def find_charts(package: Package) -> tuple[Place, ...]:
    """Every named chart in the body of a template; its workbook is empty when it has none."""
    if b"<c:chart " not in package[_MAIN]:
        return ()
    found = _NAMED(parse(package[_MAIN]))
    targets = _targets(package, _MAIN)
    places = {}
    for frame in found if isinstance(found, list) else ():
        assert isinstance(frame, etree._Element)
        name, chart = frame.find("wp:docPr", _SPACES), frame.find(".//c:chart", _SPACES)
        assert name is not None, "the search asks for both"
        assert chart is not None
        part = targets.get(chart.get(f"{{{_RELATIONS}}}id", ""), ("", ""))[0]
        if part not in package:
            continue
        ties = ((tie, target) for tie, (target, kind) in _targets(package, part).items() if kind == "package")
        tie, workbook = next(ties, ("", ""))
        places[part] = Place(name.get("name", ""), part, workbook, tie)
    return tuple(places.values())


def parts_of(places: tuple[Place, ...], charts: Mapping[str, Chart]) -> dict[str, bytes]:
    """The parts that change when these charts take their places."""
    parts: dict[str, bytes] = {}
    for place in places:
        chart = charts.get(place.name)
        if chart is None:
            continue
        tie = f'<c:externalData r:id="{place.tie}"><c:autoUpdate val="0"/></c:externalData>'
        xml = chart.xml.replace(_END, tie + _END) if place.tie else chart.xml
        parts[place.part] = xml.encode("utf-8", "replace")
        if place.workbook:
            parts[place.workbook] = chart.workbook
    return parts


def resize(xml: str, charts: Mapping[str, Chart]) -> str:
    """The body with each named drawing as high as its chart."""
    pieces: list[str] = []
    done = 0
    for drawing in _DRAWING.finditer(xml):
        chart = charts.get(unescape(drawing[1]))
        extent = _EXTENT.match(xml, max(0, xml.rfind("<wp:extent ", done, drawing.start())))
        if chart is not None and extent is not None:
            pieces += (xml[done : extent.start(1)], str(chart.height))
            done = extent.end(1)
    return "".join((*pieces, xml[done:]))


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part is tied to, by id: the name of the part and the kind of the tie."""
    folder, _, file = part.rpartition("/")
    listing = f"{folder}/_rels/{file}.rels"
    if listing not in package:
        return {}
    return {
        one.get("Id", ""): (
            posixpath.normpath(posixpath.join("/" + folder, one.get("Target", ""))).lstrip("/"),
            one.get("Type", "").rpartition("/")[2],
        )
        for one in parse(package[listing])
        if one.get("TargetMode") != "External"
    }
