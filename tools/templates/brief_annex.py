"""The annexes of the prep brief."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Pt

from .charts import add_chart
from .fields import add_bookmark
from .issue_table import add_issue_table
from .tables import add_loop, add_row, add_table, tag_row
from .tags import add_tag, add_text


def add_annex(document: WordDocument) -> None:
    """All annexes on pages of their own; one without content is left out."""
    add_tag(document, "if annex")
    heading = add_text(document, "Annex: behind the two pages", "Heading 1")
    heading.paragraph_format.page_break_before = True
    _issues(document)
    _glance(document)
    _elements(document, "Exchange of information", "annex.exchange", "What the plan has")
    _elements(document, "Bargaining so far", "annex.process", "Where it stands")
    _offers(document)
    add_tag(document, "if charts.offers")
    add_text(document, "Offers round by round", "Heading 2")
    add_chart(document, "offers", 3, "{{ charts.offers }}")
    add_tag(document, "endif")
    _rows(
        document, "What is clear and what is not", "annex.points", [3.0, 8.2, 5.8], ("kind", "what", "state")
    )
    _findings(document)
    _rows(document, "Accepted for now", "annex.waived", [3.0, 8.2, 5.8], ("kind", "what", "state"))
    _rows(document, "What follows from it", "annex.conclusions", [6.0, 11.0], ("left", "right"))
    _advice(document)
    add_text(document, "{{ annex.made_from }}", "Note").paragraph_format.space_before = Pt(10)
    add_tag(document, "endif")


def _issues(document: WordDocument) -> None:
    add_tag(document, "if annex.issues")
    add_text(document, "All issues", "Heading 2")
    add_issue_table(document, "annex.issues", inside=True)
    add_tag(document, "endif")
    add_tag(document, "if charts.all_ranges")
    add_text(document, "Where the ranges meet on every issue (right is better for us)", "Heading 2")
    add_chart(document, "all-ranges", 2, "{{ charts.all_ranges }}")
    add_tag(document, "endif")


def _glance(document: WordDocument) -> None:
    add_text(document, "Preparation at a glance", "Heading 2")
    table = add_table(document, [2.6, 4.4, 10.0], ["Focus area", "Question", "What the plan says"])
    add_loop(
        table,
        "row in annex.glance",
        [
            "**{{ row.area }}**",
            "{{ row.question }}",
            "{%p for text in row.answers %}\n{{ text }}\n{%p endfor %}",
        ],
    )


def _elements(document: WordDocument, heading: str, rows: str, plan: str) -> None:
    add_tag(document, f"if {rows}")
    add_text(document, heading, "Heading 2")
    table = add_table(document, [2.8, 3.4, 3.8, 7.0], ["Element", "Purpose", "Technique", plan])
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


def _offers(document: WordDocument) -> None:
    add_tag(document, "if annex.offers")
    add_text(document, "Offers on record", "Heading 2")
    table = add_table(document, [1.3, 3.6, 9.5, 2.6], ["Round", "Who, when", "Terms", "Status"])
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


def _findings(document: WordDocument) -> None:
    add_tag(document, "if annex.findings")
    add_text(document, "Findings by stage", "Heading 2")
    table = add_table(document, [2.0, 6.0, 5.5, 3.5], ["Severity", "Finding", "What to do", "Where"])
    tag_row(table, "for stage in annex.findings")
    add_row(table, ["**{{ stage.stage }}**", "", "", ""], keep=True)
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


def _advice(document: WordDocument) -> None:
    add_tag(document, "if annex.advice")
    add_text(document, "Advice for this situation", "Heading 2")
    table = add_table(document, [4.4, 12.6])
    add_loop(
        table,
        "one in annex.advice",
        ["**{{ one.title }}**", "{{ one.text }}\n{%p if one.say %}\nSay: “{{ one.say }}”\n{%p endif %}"],
    )
    add_tag(document, "endif")
