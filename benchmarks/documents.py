"""Documents: time of ours against docxtpl's, on the same template in the same process.

docxtpl opens the template for every document, as its users do; ours is compiled once. Only the ratios are worth
comparing between machines.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate
from jinja2 import Environment

from engine.documents.lint import lint_document
from engine.documents.properties import Properties
from engine.documents.references import refresh_document
from engine.documents.template import compile_template

from .timing import milliseconds

PROPERTIES = Properties(created=datetime(2026, 1, 5, tzinfo=UTC), title="Brief", author="Deal desk")
SENTENCE = "Both sides gain if the term is longer and the price follows the volume that was really used. "


def context() -> dict[str, Any]:
    """A deal of ordinary size."""
    return {
        "deal": {
            "title": "Support renewal & extension",
            "us": "Alder Ltd",
            "them": "Birch GmbH",
            "urgent": True,
        },
        "issues": [
            {
                "name": f"Issue {number}",
                "opening": 100 + number,
                "target": 90,
                "limit": 80,
                "theirs": "not known",
            }
            for number in range(1, 13)
        ],
        "questions": [f"What would change if point {number} were settled first?" for number in range(1, 8)],
        "sections": [
            {"heading": f"Part {number}", "text": [SENTENCE * 3, SENTENCE * 2]} for number in range(1, 9)
        ],
    }


def five_pages() -> bytes:
    """A template with headings, loops over paragraphs and rows, conditions, a header and a footer."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ deal.title }} - for internal use"
    section.footer.paragraphs[0].text = "{{ deal.us }} / {{ deal.them }}"
    document.add_heading("{{ deal.title }}", 0)
    document.add_paragraph(
        "Between {{ deal.us }} and {{ deal.them }}.{% if deal.urgent %} This is urgent.{% endif %}"
    )
    _rows(document, "issue in issues", ("name", "opening", "target", "limit", "theirs"))
    document.add_paragraph("{%p for question in questions %}")
    document.add_paragraph("{{ loop.index }}. {{ question }}", style="List Number")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.heading }}", 1)
    document.add_paragraph("{%p for text in section.text %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    for number in range(1, 26):
        document.add_paragraph(f"{number}. {SENTENCE * 3}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _rows(document: WordDocument, loop: str, columns: tuple[str, ...]) -> None:
    item = loop.split()[0]
    texts = (
        columns,
        (f"{{%tr for {loop} %}}", *[""] * (len(columns) - 1)),
        tuple(f"{{{{ {item}.{column} }}}}" for column in columns),
        ("{%tr endfor %}", *[""] * (len(columns) - 1)),
    )
    table = document.add_table(len(texts), len(columns), style="Table Grid")
    for row, row_texts in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, row_texts, strict=True):
            cell.text = text


def by_docxtpl(template: bytes, values: dict[str, Any]) -> bytes:
    """The document as docxtpl makes it."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, Environment(autoescape=True))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def main() -> None:
    """Print the times and the ratio."""
    source, values = five_pages(), context()
    template = compile_template(source, "five-pages.docx")
    document = template.render(values, properties=PROPERTIES)
    theirs = milliseconds(lambda: by_docxtpl(source, values))
    ours = milliseconds(lambda: template.render(values, properties=PROPERTIES))
    print(f"documents: docxtpl {theirs:.2f} ms, ours {ours:.2f} ms a document: {theirs / ours:.0f}x as fast")
    print(f"  compile  {milliseconds(lambda: compile_template(source)):.2f} ms, once a template")
    print(f"  lint     {milliseconds(lambda: lint_document(document)):.2f} ms a document")
    print(f"  refresh  {milliseconds(lambda: refresh_document(document)):.2f} ms a document, read and all")


if __name__ == "__main__":
    main()
