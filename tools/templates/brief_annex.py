"""The annexes of the prep brief."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Pt

from engine.texts import Texts

from .brief_advice import add_advice
from .charts import add_chart
from .fields import add_bookmark
from .issue_table import add_issue_table
from .tables import add_loop, add_row, add_table, join_cells, tag_row
from .tags import add_tag, add_text


def add_annex(document: WordDocument, texts: Texts) -> None:
    """All annexes on pages of their own; one without content is left out."""
    add_tag(document, "if annex")
    heading = add_text(document, texts("brief.annex.title"), "Heading 1")
    heading.paragraph_format.page_break_before = True
    _issues(document, texts)
    _glance(document, texts)
    _elements(document, texts, "exchange", "plan")
    _elements(document, texts, "process", "stands")
    _offers(document, texts)
    add_tag(document, "if charts.offers")
    add_text(document, texts("brief.offers.chart"), "Heading 2")
    add_chart(document, "offers", 3, "{{ charts.offers }}")
    add_tag(document, "endif")
    add_advice(document, texts)
    _rows(document, texts("brief.points.title"), "annex.points", [3.0, 8.2, 5.8], ("kind", "what", "state"))
    _findings(document, texts)
    _rows(
        document, texts("brief.findings.accepted"), "annex.waived", [3.0, 8.2, 5.8], ("kind", "what", "state")
    )
    _rows(document, texts("brief.conclusions.title"), "annex.conclusions", [6.0, 11.0], ("left", "right"))
    _advice(document, texts)
    add_text(document, "{{ annex.made_from }}", "Note").paragraph_format.space_before = Pt(10)
    add_tag(document, "endif")


def _issues(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if annex.issues")
    add_text(document, texts("brief.issues.all"), "Heading 2")
    add_issue_table(document, "annex.issues", texts, inside=True)
    add_tag(document, "endif")
    add_tag(document, "if charts.all_ranges")
    add_text(document, texts("brief.ranges.all"), "Heading 2")
    add_chart(document, "all-ranges", 2, "{{ charts.all_ranges }}")
    add_tag(document, "endif")


def _glance(document: WordDocument, texts: Texts) -> None:
    add_text(document, texts("brief.glance.title"), "Heading 2")
    table = add_table(document, [2.6, 4.4, 10.0], _head(texts, "glance", "area", "question", "answer"))
    add_loop(
        table,
        "row in annex.glance",
        [
            "**{{ row.area }}**",
            "{{ row.question }}",
            "{%p for text in row.answers %}\n{{ text }}\n{%p endfor %}",
        ],
    )


def _elements(document: WordDocument, texts: Texts, name: str, plan: str) -> None:
    rows = f"annex.{name}"
    add_tag(document, f"if {rows}")
    add_text(document, texts(f"brief.{name}.title"), "Heading 2")
    head = [*_head(texts, "element", "title", "purpose", "technique"), *_head(texts, name, plan)]
    table = add_table(document, [2.8, 3.4, 3.8, 7.0], head)
    add_loop(
        table,
        f"row in {rows}",
        [
            "**{{ row.element }}**",
            "{{ row.purpose }}",
            "{{ row.technique }}",
            "{%p for text in row.plan %}\n{{ text }}\n{%p endfor %}",
        ],
    )
    add_tag(document, "endif")


def _offers(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if annex.offers")
    add_text(document, texts("brief.offers.title"), "Heading 2")
    table = add_table(
        document, [1.3, 3.6, 9.5, 2.6], _head(texts, "offers", "round", "who", "terms", "status")
    )
    add_loop(
        table,
        "offer in annex.offers",
        [
            "{{ offer.round }}",
            "{{ offer.who }}",
            "{{ offer.terms }}\n{%p for text in offer.conditions %}\n~~{{ text }}~~\n{%p endfor %}",
            "{{ offer.status }}",
        ],
    )
    add_tag(document, "endif")


def _rows(
    document: WordDocument, heading: str, rows: str, widths: Sequence[float], fields: Sequence[str]
) -> None:
    add_tag(document, f"if {rows}")
    add_text(document, heading, "Heading 2")
    table = add_table(document, widths)
    first, *rest = (f"{{{{ row.{field} }}}}" for field in fields)
    add_loop(table, f"row in {rows}", [f"**{first}**", *rest])
    add_tag(document, "endif")


def _findings(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if annex.findings")
    add_text(document, texts("brief.findings.title"), "Heading 2")
    head = _head(texts, "findings", "severity", "finding", "remedy", "where")
    table = add_table(document, [2.0, 6.0, 5.5, 3.5], head)
    tag_row(table, "for stage in annex.findings")
    stage = add_row(table, ["**{{ stage.stage }}**", "", "", ""], keep=True)
    join_cells(stage)
    tag_row(table, "for finding in stage.rows")
    row = add_row(
        table,
        [
            "{{ finding.mark }}",
            "**{{ finding.title }}**\n{{ finding.message }}",
            "{{ finding.remedy }}",
            "{{ finding.place }}\n~~{{ finding.rule }}~~",
        ],
    )
    add_bookmark(row.cells[0].paragraphs[0], "{{ finding.anchor }}")
    tag_row(table, "endfor")
    tag_row(table, "endfor")
    add_tag(document, "endif")


def _advice(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if annex.advice")
    add_text(document, texts("brief.advice.title"), "Heading 2")
    table = add_table(document, [4.4, 12.6])
    say = texts("brief.advice.say", said=texts("words.quote", text="{{ one.say }}"))
    add_loop(
        table,
        "one in annex.advice",
        ["**{{ one.title }}**", f"{{{{ one.text }}}}\n{{%p if one.say %}}\n{say}\n{{%p endif %}}"],
    )
    add_tag(document, "endif")


def _head(texts: Texts, part: str, *names: str) -> list[str]:
    return [texts(f"brief.{part}.{name}") for name in names]
