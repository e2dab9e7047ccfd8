"""The prep brief: two pages to carry in, then annexes for the desk."""

from __future__ import annotations

from docx.document import Document as WordDocument

from .brief_annex import add_annex
from .charts import add_chart
from .fields import add_link
from .issue_table import add_issue_table
from .page import add_footer, add_header, new_document, save
from .styles import add_paragraph_style
from .tables import add_loop, add_row, add_table
from .tags import add_tag, add_text

_KIND = "{% if inside %}Prep brief{% else %}Table copy{% endif %}"


def build() -> bytes:
    """The template."""
    document = new_document()
    add_header(document, f"{_KIND} · {{{{ front.title }}}}", "{% if inside %}Internal{% endif %}")
    add_footer(document, "As of {{ front.as_of }}")
    add_paragraph_style(document, "Verdict", size=11, bold=True, before=2, after=2, keep=True)
    _first_page(document)
    _second_page(document)
    add_annex(document)
    return save(document)


def _first_page(document: WordDocument) -> None:
    add_text(document, "{{ front.title }}", "Title")
    add_text(
        document,
        f"{_KIND} as of {{{{ front.as_of }}}} · stage: {{{{ front.stage }}}}"
        "{% if front.owner %} · owner: {{ front.owner }}{% endif %}",
        "Subtitle",
    )
    _verdict(document)
    _meeting(document)
    _issues(document)
    _inside_list(
        document, "If there is no agreement", "inside.batnas", ["one.left", "one.right"], [3.2, 13.8]
    )
    add_tag(document, "if charts.ranges")
    add_text(document, "Where the ranges meet (right is better for us)", "Heading 2")
    add_chart(document, "ranges", 1, "{{ charts.ranges }}")
    add_tag(document, "endif")


def _verdict(document: WordDocument) -> None:
    add_tag(document, "if inside")
    add_text(document, "{{ inside.verdict }}", "Verdict")
    add_tag(document, "if inside.waiting")
    add_text(document, "{{ inside.waiting }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "if inside.fixes")
    table = add_table(
        document, [2.0, 7.5, 7.5], ["Mend first", "What is wrong", "What to do: {{ inside.fixes_by }}"]
    )
    row = add_loop(
        table, "fix in inside.fixes", ["**{{ fix.mark }}**", "{{ fix.problem }}", "{{ fix.remedy }}"]
    )
    add_link(row.cells[0].paragraphs[0], "{{ fix.anchor }}")
    add_tag(document, "endif")
    add_tag(document, "endif")


def _meeting(document: WordDocument) -> None:
    add_text(document, "The meeting", "Heading 2")
    table = add_table(document, [3.2, 13.8])
    for label, text in (
        ("When and where", "{{ front.meeting }}"),
        ("At the table", "We: {{ front.ours }}. {{ front.them }}: {{ front.theirs }}."),
        ("We want", "{{ front.objective }}"),
    ):
        add_row(table, [f"**{label}**", text])
    add_row(table, ["{%tr if front.commitment %}", ""])
    add_row(table, ["**We ask for**", "{{ front.commitment }}"])
    add_row(table, ["{%tr endif %}", ""])
    add_row(table, ["**We open with**", "“{{ front.opening }}”"])


def _issues(document: WordDocument) -> None:
    add_tag(document, "if front.issues")
    add_text(document, "What is on the table", "Heading 2")
    add_tag(document, "if inside")
    add_issue_table(document, "front.issues", inside=True)
    add_tag(document, "else")
    add_issue_table(document, "front.issues", inside=False)
    add_tag(document, "endif")
    add_tag(document, "if front.more_issues")
    add_text(document, "{{ front.more_issues }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "if inside and inside.approvals")
    add_text(document, "Approvals: {{ inside.approvals | join('; ') }}.", "Note")
    add_tag(document, "endif")
    add_tag(document, "endif")


def _second_page(document: WordDocument) -> None:
    _people(document)
    _questions(document)
    _trades(document)
    add_tag(document, "if inside and inside.red_lines")
    add_text(document, "Red lines", "Heading 2")
    add_tag(document, "for line in inside.red_lines")
    add_text(document, "{{ line }}", "List Bullet")
    add_tag(document, "endfor")
    add_tag(document, "endif")
    _inside_list(
        document, "If they ..., we say ...", "inside.tactics", ["one.left", "one.right"], [6.5, 10.5]
    )
    add_tag(document, "if inside")
    add_text(document, "Stop signal", "Heading 2")
    add_text(document, "{{ inside.stop }}")
    add_tag(document, "endif")
    add_tag(document, "if front.agenda")
    add_text(document, "Agenda", "Heading 2")
    table = add_table(document, [11.5, 2.5, 3.0])
    add_loop(
        table, "point in front.agenda", ["{{ point.topic }}", "{{ point.minutes }}", "{{ point.speaker }}"]
    )
    add_tag(document, "endif")
    add_tag(document, "if front.close")
    add_text(document, "Close and next step", "Heading 2")
    add_tag(document, "for line in front.close")
    add_text(document, "{{ line }}", "List Bullet")
    add_tag(document, "endfor")
    add_tag(document, "endif")


def _people(document: WordDocument) -> None:
    add_tag(document, "if front.people")
    add_tag(document, "if inside")
    add_text(document, "Who cares about what", "Heading 2").paragraph_format.page_break_before = True
    add_tag(document, "else")
    add_text(document, "Who cares about what", "Heading 2")
    add_tag(document, "endif")
    table = add_table(document, [4.6, 12.4])
    add_loop(
        table,
        "person in front.people",
        ["**{{ person.name }}**{% if person.part %} ~~{{ person.part }}~~{% endif %}", "{{ person.cares }}"],
    )
    add_tag(document, "endif")


def _questions(document: WordDocument) -> None:
    add_tag(document, "if front.questions")
    add_text(document, "Questions to ask (numbers of the question list)", "Heading 2")
    table = add_table(document, [0.9, 12.6, 3.5])
    add_loop(table, "one in front.questions", ["{{ one.number }}", "{{ one.text }}", "{{ one.person }}"])
    add_tag(document, "endif")


def _trades(document: WordDocument) -> None:
    add_tag(document, "if front.trades")
    add_text(document, "What we may give, in this order", "Heading 2")
    add_tag(document, "if inside")
    table = add_table(
        document,
        [0.9, 8.6, 2.4, 2.6, 2.5],
        ["", "If you ..., then we ...", "Cost to us", "Value to them", "Who may agree"],
    )
    add_loop(
        table,
        "trade in front.trades",
        [
            "{{ trade.number }}",
            "{{ trade.text }}",
            "{{ trade.cost }}",
            "{{ trade.value }}",
            "{{ trade.approval }}",
        ],
    )
    add_tag(document, "else")
    table = add_table(document, [0.9, 16.1], ["", "If you ..., then we ..."])
    add_loop(table, "trade in front.trades", ["{{ trade.number }}", "{{ trade.text }}"])
    add_tag(document, "endif")
    add_tag(document, "endif")


def _inside_list(
    document: WordDocument, heading: str, rows: str, fields: list[str], widths: list[float]
) -> None:
    add_tag(document, f"if inside and {rows}")
    add_text(document, heading, "Heading 2")
    table = add_table(document, widths)
    first, *rest = fields
    add_loop(table, f"one in {rows}", [f"**{{{{ {first} }}}}**", *(f"{{{{ {name} }}}}" for name in rest)])
    add_tag(document, "endif")
