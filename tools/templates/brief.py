"""The prep brief: two pages to carry in, then annexes for the desk."""

from __future__ import annotations

from docx.document import Document as WordDocument

from engine.texts import Texts

from .brief_annex import add_annex
from .charts import add_chart
from .fields import add_link
from .issue_table import add_issue_table
from .page import add_footer, add_header, new_document, save
from .styles import add_paragraph_style
from .tables import add_loop, add_row, add_table
from .tags import add_tag, add_text


def build(texts: Texts) -> bytes:
    """The template."""
    document = new_document(texts)
    internal = f"{{% if inside %}}{texts('brief.internal')}{{% endif %}}"
    add_header(document, f"{_kind(texts)} · {{{{ front.title }}}}", internal)
    add_footer(document, texts("brief.as_of", day="{{ front.as_of }}"), texts)
    add_paragraph_style(document, "Verdict", size=11, bold=True, before=2, after=2, keep=True)
    _first_page(document, texts)
    _second_page(document, texts)
    add_annex(document, texts)
    return save(document)


def _kind(texts: Texts) -> str:
    return f"{{% if inside %}}{texts('brief.kind')}{{% else %}}{texts('brief.table_copy')}{{% endif %}}"


def _first_page(document: WordDocument, texts: Texts) -> None:
    add_text(document, "{{ front.title }}", "Title")
    add_text(
        document,
        texts("brief.subtitle", kind=_kind(texts), day="{{ front.as_of }}", stage="{{ front.stage }}")
        + f"{{% if front.owner %}}{texts('brief.owner', owner='{{ front.owner }}')}{{% endif %}}",
        "Subtitle",
    )
    _verdict(document, texts)
    _meeting(document, texts)
    _issues(document, texts)
    _inside_list(document, texts("brief.alternatives.title"), "inside.batnas", [3.2, 13.8])
    add_tag(document, "if charts.ranges")
    add_text(document, texts("brief.ranges.title"), "Heading 2")
    add_chart(document, "ranges", 1, "{{ charts.ranges }}")
    add_tag(document, "endif")


def _verdict(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if inside")
    add_text(document, "{{ inside.verdict }}", "Verdict")
    add_tag(document, "if inside.waiting")
    add_text(document, "{{ inside.waiting }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "if inside.fixes")
    remedy = texts("brief.fix.remedy", by="{{ inside.fixes_by }}")
    table = add_table(
        document, [2.0, 7.5, 7.5], [texts("brief.fix.first"), texts("brief.fix.problem"), remedy]
    )
    row = add_loop(
        table, "fix in inside.fixes", ["**{{ fix.mark }}**", "{{ fix.problem }}", "{{ fix.remedy }}"]
    )
    add_link(row.cells[0].paragraphs[0], "{{ fix.anchor }}")
    add_tag(document, "endif")
    add_tag(document, "endif")


def _meeting(document: WordDocument, texts: Texts) -> None:
    add_text(document, texts("brief.meeting.title"), "Heading 2")
    table = add_table(document, [3.2, 13.8])
    names = {"ours": "{{ front.ours }}", "them": "{{ front.them }}", "theirs": "{{ front.theirs }}"}
    for name, text in (
        ("when", "{{ front.meeting }}"),
        ("table", texts("brief.meeting.sides", **names)),
        ("want", "{{ front.objective }}"),
    ):
        add_row(table, [f"**{texts(f'brief.meeting.{name}')}**", text])
    add_row(table, ["{%tr if front.commitment %}", ""])
    add_row(table, [f"**{texts('brief.meeting.ask')}**", "{{ front.commitment }}"])
    add_row(table, ["{%tr endif %}", ""])
    add_row(table, [f"**{texts('brief.meeting.open')}**", texts("words.quote", text="{{ front.opening }}")])


def _issues(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if front.issues")
    add_text(document, texts("brief.issues.title"), "Heading 2")
    add_tag(document, "if inside")
    add_issue_table(document, "front.issues", texts, inside=True)
    add_tag(document, "else")
    add_issue_table(document, "front.issues", texts, inside=False)
    add_tag(document, "endif")
    add_tag(document, "if front.more_issues")
    add_text(document, "{{ front.more_issues }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "if inside and inside.approvals")
    approvals = texts("brief.issues.approvals", approvals="{{ inside.approvals | join('; ') }}")
    add_text(document, approvals, "Note")
    add_tag(document, "endif")
    add_tag(document, "endif")


def _second_page(document: WordDocument, texts: Texts) -> None:
    _people(document, texts)
    _questions(document, texts)
    _trades(document, texts)
    add_tag(document, "if inside and inside.red_lines")
    add_text(document, texts("brief.red_lines.title"), "Heading 2")
    add_tag(document, "for line in inside.red_lines")
    add_text(document, "{{ line }}", "List Bullet")
    add_tag(document, "endfor")
    add_tag(document, "endif")
    _inside_list(document, texts("brief.tactics.title"), "inside.tactics", [6.5, 10.5])
    add_tag(document, "if inside")
    add_text(document, texts("brief.stop.title"), "Heading 2")
    add_text(document, "{{ inside.stop }}")
    add_tag(document, "endif")
    add_tag(document, "if front.agenda")
    add_text(document, texts("brief.agenda.title"), "Heading 2")
    table = add_table(document, [11.5, 2.5, 3.0])
    add_loop(
        table, "point in front.agenda", ["{{ point.topic }}", "{{ point.minutes }}", "{{ point.speaker }}"]
    )
    add_tag(document, "endif")
    add_tag(document, "if front.close")
    add_text(document, texts("brief.close.title"), "Heading 2")
    add_tag(document, "for line in front.close")
    add_text(document, "{{ line }}", "List Bullet")
    add_tag(document, "endfor")
    add_tag(document, "endif")


def _people(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if front.people")
    add_tag(document, "if inside")
    add_text(document, texts("brief.people.title"), "Heading 2").paragraph_format.page_break_before = True
    add_tag(document, "else")
    add_text(document, texts("brief.people.title"), "Heading 2")
    add_tag(document, "endif")
    table = add_table(document, [4.6, 12.4])
    add_loop(
        table,
        "person in front.people",
        ["**{{ person.name }}**{% if person.part %} ~~{{ person.part }}~~{% endif %}", "{{ person.cares }}"],
    )
    add_tag(document, "endif")


def _questions(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if front.questions")
    add_text(document, texts("brief.questions.title"), "Heading 2")
    table = add_table(document, [0.9, 12.6, 3.5])
    add_loop(table, "one in front.questions", ["{{ one.number }}", "{{ one.text }}", "{{ one.person }}"])
    add_tag(document, "endif")


def _trades(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if front.trades")
    add_text(document, texts("brief.trades.title"), "Heading 2")
    add_tag(document, "if inside")
    table = add_table(
        document,
        [0.9, 8.6, 2.4, 2.6, 2.5],
        ["", *(texts(f"brief.trades.{name}") for name in ("trade", "cost", "value", "approval"))],
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
    table = add_table(document, [0.9, 16.1], ["", texts("brief.trades.trade")])
    add_loop(table, "trade in front.trades", ["{{ trade.number }}", "{{ trade.text }}"])
    add_tag(document, "endif")
    add_tag(document, "endif")


def _inside_list(document: WordDocument, heading: str, rows: str, widths: list[float]) -> None:
    add_tag(document, f"if inside and {rows}")
    add_text(document, heading, "Heading 2")
    table = add_table(document, widths)
    add_loop(table, f"one in {rows}", ["**{{ one.left }}**", "{{ one.right }}"])
    add_tag(document, "endif")
