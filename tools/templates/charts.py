"""Places for charts: an empty chart with a workbook behind it; figures, labels and height come with the document."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm

from engine.documents.brief.charts_model import Plot
from engine.documents.brief.charts_xml import draw

from .page import TEXT_WIDTH_CM

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLACEHOLDER = Plot(height=4)
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def add_chart(document: WordDocument, name: str, number: int, description: str) -> None:
    """A paragraph with the chart of that name, as wide as the text; `description` is its alternative text."""
    package = document.part.package
    empty = draw(_PLACEHOLDER)
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _WORKBOOK_TYPE, empty.workbook, package)
    tie = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    xml = empty.xml.replace("</c:chartSpace>", tie).encode()
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, xml, package)
    chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    key = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph()
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:drawing {_SPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{Cm(TEXT_WIDTH_CM)}" cy="{empty.height}"/>'
            f'<wp:docPr id="{900 + number}" name="{name}" descr="{description}"/><wp:cNvGraphicFramePr/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )
