"""The workbook behind a chart, so that its figures can be edited in Word: one sheet, a pair of columns a series."""

from __future__ import annotations

from functools import cache
from typing import Final

from ..ooxml import DECLARATION
from ..values import clean, uncovered
from ..zipping import Entry, join_entries
from .charts_model import Plot

SHEET: Final = "Figures"

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def column(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain(text: str) -> str:
    """A text as XML on one line."""
    return clean(" ".join(text.replace("\a", " ").split()))


def write_workbook(plot: Plot) -> bytes:
    """The .xlsx: for each series a column of places and a column of heights, under its name. Same bytes each time."""
    sheet = uncovered(DECLARATION + _sheet(plot)).encode("utf-8", "replace")
    return join_entries((*_fixed_entries(), Entry.of("xl/worksheets/sheet1.xml", sheet)))


@cache
def _fixed_entries() -> tuple[Entry, ...]:
    return tuple(Entry.of(name, (DECLARATION + xml).encode()) for name, xml in _FIXED.items())


def _sheet(plot: Plot) -> str:
    rows: dict[int, list[str]] = {}
    for index, series in enumerate(plot.series):
        across, up = column(2 * index), column(2 * index + 1)
        rows.setdefault(1, []).append(f'<c r="{up}1" t="inlineStr"><is><t>{plain(series.name)}</t></is></c>')
        for number, point in enumerate(series.points, start=2):
            cells = rows.setdefault(number, [])
            cells.append(f'<c r="{across}{number}"><v>{point.x:.12g}</v></c>')
            if point.y is not None:
                cells.append(f'<c r="{up}{number}"><v>{point.y:.12g}</v></c>')
    data = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in sorted(rows.items()))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
