"""Documents: time of ours against docxtpl's, on the same template in the same process.

docxtpl opens the template for every document, as its users do; ours is compiled once. Only the ratios are worth
comparing between machines. Wanted: the shipped brief at least 25 times as fast, charts apart; an agreement, whose
references are resolved, in less than 10 times the time of the same template without fields.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate
from jinja2 import Environment

from engine.casefile import CaseFile, open_case
from engine.deal.reading import read_deal
from engine.documents import certify_agreement
from engine.documents.agreement.building import build_draft
from engine.documents.agreement.loading import shipped_library
from engine.documents.brief.rendering import brief_of
from engine.documents.lint import lint_document
from engine.documents.package import read_package
from engine.documents.properties import Properties
from engine.documents.references import refresh_document
from engine.documents.shipped import shipped_path
from engine.documents.template import Template, compile_template
from engine.documents.worded import Words
from engine.resources import folder
from engine.ruleset import load_ruleset

from .timing import milliseconds

PROPERTIES = Properties(created=datetime(2026, 1, 5, tzinfo=UTC), title="Brief", author="Deal desk")
SENTENCE = "Both sides gain if the term is longer and the price follows the volume that was really used. "
SAMPLES = ("software", "agency", "stalled-price")
MAIN = "word/document.xml"


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


def by_docxtpl(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The document as docxtpl makes it."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values), Environment(autoescape=True))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def sample_case(name: str) -> CaseFile:
    """The case file of a sample under the shipped rules."""
    deal = read_deal(folder("samples") / "deals" / f"{name}.yaml")
    return open_case(deal, load_ruleset(), date(2026, 3, 2))


def without_fields(template: bytes) -> bytes:
    """The template with its fields disabled, so that no reference is resolved."""
    package = read_package(template)
    return package.write({MAIN: package[MAIN].replace(b"w:instrText", b"w:delInstrText")})


def compare(name: str, source: bytes, values: Mapping[str, Any]) -> None:
    """Print the times of both and their ratio."""
    template = compile_template(source, name)
    theirs = milliseconds(lambda: by_docxtpl(source, values))
    ours = milliseconds(lambda: template.render(values, properties=PROPERTIES))
    print(f"{name}: docxtpl {theirs:.2f} ms, ours {ours:.2f} ms a document: {theirs / ours:.0f}x as fast")


def _synthetic() -> None:
    source, values = five_pages(), context()
    compare("five pages", source, values)
    document = compile_template(source).render(values, properties=PROPERTIES)
    print(f"  compile  {milliseconds(lambda: compile_template(source)):.2f} ms, once a template")
    print(f"  lint     {milliseconds(lambda: lint_document(document)):.2f} ms a document")
    print(f"  refresh  {milliseconds(lambda: refresh_document(document)):.2f} ms a document, read and all")


def _briefs() -> None:
    source = shipped_path("brief").read_bytes()
    for name in SAMPLES:
        case = sample_case(name)
        brief = brief_of(case, Words(case.deal, "en_GB"))
        values = {
            "front": brief.front, "inside": brief.inside, "annex": brief.annex, "charts": brief.charts
        }  # fmt: skip
        compare(f"brief of {name}", source, values)


def _agreements() -> None:
    source = shipped_path("agreement").read_bytes()
    resolving, bare = compile_template(source), compile_template(without_fields(source))
    for name in SAMPLES:
        _agreement(sample_case(name), resolving, bare)


def _agreement(case: CaseFile, resolving: Template, bare: Template) -> None:
    made = build_draft(case, shipped_library(), locale="en_GB", version=1)
    values = {"draft": made.draft, "notes": ()}
    document = resolving.render(values, properties=PROPERTIES)
    resolved = milliseconds(lambda: resolving.render(values, properties=PROPERTIES))
    plain = milliseconds(lambda: bare.render(values, properties=PROPERTIES))
    checked = milliseconds(lambda: certify_agreement(document, case))
    print(
        f"agreement of {case.deal.id}: {resolved:.2f} ms with its references, {plain:.2f} ms without fields: "
        f"{resolved / plain:.1f}x; verified in {checked:.0f} ms"
    )


def main() -> None:
    """Print the times and the ratios."""
    _synthetic()
    _briefs()
    _agreements()


if __name__ == "__main__":
    main()
