"""Table grids after columns came and went: as many grid columns as the widest row, in the table's own width."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from .ooxml import VAL, w

_COLUMN_TAGS: Final = re.compile(
    r"<w:tr[ >](?:(?!</w:tr>).)*?(?:</w:tc>|</w:trPr>|<w:tr(?: [^>]*)?>)\s*\{%|gridSpan w:val=\"\{\{",
    re.DOTALL,
)


def varies_columns(source: str) -> bool:
    """Whether a part's Jinja source can change the number of cells in a row."""
    return _COLUMN_TAGS.search(source) is not None


def fit_grids(root: etree._Element) -> bool:
    """Give every table the columns that its rows have (as docxtpl does); whether anything changed."""
    changed = [_fit(table) for table in root.iter(w("tbl"))]
    return any(changed)


def _fit(table: etree._Element) -> bool:
    grid = table.find(w("tblGrid"))
    if grid is None:
        return False
    columns = grid.findall(w("gridCol"))
    rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
    widths = [int(float(column.get(w("w"), "0"))) for column in columns]
    missing = max((len(row) for row in rows), default=0) - len(columns)
    if missing > 0:
        widths = _widened(widths, missing)
    surplus = len(widths) - max((sum(map(_span, row)) for row in rows), default=0)
    if 0 < surplus < len(widths):
        widths = _narrowed(widths, surplus)
    if len(widths) == len(columns):
        return False
    for column in columns:
        grid.remove(column)
    for width in reversed(widths):
        grid.insert(0, etree.Element(w("gridCol"), {w("w"): str(width)}))
    return True


def _widened(widths: list[int], missing: int) -> list[int]:
    """More columns in the same total width, the old ones in their proportions."""
    total = sum(widths)
    average = total / (len(widths) + missing)
    scale = average * len(widths) / total if total else 0
    return [*(int(width * scale) for width in widths), *[int(average)] * missing]


def _narrowed(widths: list[int], surplus: int) -> list[int]:
    """Fewer columns; those that stay share the width of those that go."""
    extra = sum(widths[-surplus:]) // (len(widths) - surplus)
    return [width + extra for width in widths[:-surplus]]


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(span.get(VAL, "1")) if span is not None else 1
