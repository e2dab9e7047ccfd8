"""Tables: header rows that repeat, rows that do not split, fixed column widths, loops over rows."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from .inline import write
from .styles import BAND, RULE

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Cells = Sequence[str]


def add_table(document: WordDocument, widths: Sequence[float], head: Cells = ()) -> Table:
    """An empty table with columns of these widths in centimetres, and a header row that repeats on every page."""
    table = document.add_table(0, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _lines(table)
    if head:
        row = add_row(table, head, style="Table Head")
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
        for cell in row.cells:
            shade(cell, BAND)
    return table


def add_row(
    table: Table, cells: Cells, *, style: str = "Table Text", keep: bool = False, height: float = 0
) -> _Row:
    """A row that stays on one page. A newline in a cell begins a new paragraph; markup as in `inline`.

    `keep` holds it on the page of the next row; `height` in centimetres is the least that it takes.
    """
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, column in zip(row.cells, cells, table.columns, strict=True):
        cell.width = column.width
        fill(cell, text, style)
    if keep:
        for paragraph in (paragraph for cell in row.cells for paragraph in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
    if height:
        row.height = Cm(height)
    return row


def add_loop(table: Table, loop: str, cells: Cells, *, style: str = "Table Text") -> _Row:
    """A row for each turn of a loop (`"issue in issues"`)."""
    tag_row(table, f"for {loop}")
    row = add_row(table, cells, style=style)
    tag_row(table, "endfor")
    return row


def tag_row(table: Table, tag: str) -> None:
    """A row that holds nothing but a `{%tr %}` tag; it is gone from the document."""
    add_row(table, [f"{{%tr {tag} %}}", *[""] * (len(table.columns) - 1)])


def fill(cell: _Cell, text: str, style: str = "Table Text") -> None:
    """Put paragraphs of text into an empty cell."""
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.style = style
        write(paragraph, line)


def shade(cell: _Cell, colour: str) -> None:
    """Fill the cell's background."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd xmlns:w="{_W}" w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def join_cells(row: _Row) -> None:
    """One cell over the whole row, with the text of the first."""
    first, *rest = row.cells
    for cell in rest:
        cell._tc.getparent().remove(cell._tc)
    first._tc.grid_span = len(rest) + 1
    first.width = sum(column.width for column in row.table.columns)


def join_rows(upper: _Row, lower: _Row) -> None:
    """No line between two rows."""
    for row, side in ((upper, "bottom"), (lower, "top")):
        for cell in row.cells:
            properties = cell._tc.get_or_add_tcPr()
            borders = properties.find(qn("w:tcBorders"))
            if borders is None:
                borders = parse_xml(f'<w:tcBorders xmlns:w="{_W}"/>')
                shading = properties.find(qn("w:shd"))
                properties.append(borders) if shading is None else shading.addprevious(borders)
            line = parse_xml(f'<w:{side} xmlns:w="{_W}" w:val="nil"/>')
            borders.insert(0, line) if side == "top" else borders.append(line)


def _lines(table: Table) -> None:
    """Thin lines between rows, none between columns; some air in the cells."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblStyle")):
        properties.remove(old)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    layout = properties.find(qn("w:tblLayout"))
    for xml in (
        f'<w:tblBorders xmlns:w="{_W}">{borders}</w:tblBorders>',
        f'<w:tblCellMar xmlns:w="{_W}"><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>',
    ):
        element = parse_xml(xml)
        if element.tag == qn("w:tblBorders") and layout is not None:
            layout.addprevious(element)
        elif layout is not None:
            layout.addnext(element)
        else:
            properties.append(element)
