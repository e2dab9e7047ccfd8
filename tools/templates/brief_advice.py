"""The annex of the brief with the analysis: trades, packages, the next counteroffer, steps, worth of concessions."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument

from engine.texts import Texts

from .charts import add_chart
from .tables import add_loop, add_table
from .tags import add_tag, add_text

_LIST = "{{%p for text in {rows} %}}\n{{{{ text }}}}\n{{%p endfor %}}"


def add_advice(document: WordDocument, texts: Texts) -> None:
    """The sections of the analysis; one without content is left out."""
    _section(
        document,
        texts,
        "trade",
        "annex.advised.trades",
        [
            ("text", "{{ row.text }}", 10.2),
            ("ours", "{{ row.ours }}", 3.4),
            ("theirs", "{{ row.theirs }}", 3.4),
        ],
        head=["", texts("advice.trade.ours"), texts("advice.trade.theirs")],
    )
    add_tag(document, "if annex.advised.trades")
    add_text(document, texts("advice.trade.note"), "Note")
    add_tag(document, "endif")
    _section(
        document,
        texts,
        "package",
        "annex.advised.packages",
        [
            ("name", "**{{ row.name }}**\n~~{{ row.kindest }}~~", 3.6),
            ("terms", "{{ row.terms }}", 10.2),
            ("theirs", "{{ row.theirs }}", 3.2),
        ],
        together=True,
    )
    _notes(document, "annex.advised.package_notes")
    add_tag(document, "if charts.packages")
    add_text(document, texts("advice.package.chart"), "Heading 2")
    add_chart(document, "packages", 4, "{{ charts.packages }}")
    add_tag(document, "endif")
    add_tag(document, "if annex.advised.counteroffer")
    add_text(document, texts("advice.counter.title"), "Heading 2")
    add_tag(document, "for line in annex.advised.counteroffer")
    add_text(document, "{{ line }}")
    add_tag(document, "endfor")
    add_tag(document, "endif")
    _steps(document, texts)
    _bargains(document, texts)
    add_tag(document, "if annex.advised.basis")
    add_text(document, texts("advice.basis.title"), "Heading 2")
    add_tag(document, "for line in annex.advised.basis")
    add_text(document, "{{ line }}", "List Bullet")
    add_tag(document, "endfor")
    add_tag(document, "endif")


def _steps(document: WordDocument, texts: Texts) -> None:
    _section(
        document,
        texts,
        "step",
        "annex.advised.steps",
        [
            ("number", "{{ row.number }}", 1.2),
            ("gives", _LIST.format(rows="row.gives"), 6.2),
            ("asks", _LIST.format(rows="row.asks"), 6.6),
            ("left", "{{ row.left }}", 3.0),
        ],
    )
    _notes(document, "annex.advised.step_notes")


def _bargains(document: WordDocument, texts: Texts) -> None:
    _section(
        document,
        texts,
        "bargain",
        "annex.advised.bargains",
        [
            ("give", "{{ row.give }}", 8.2),
            ("state", "{{ row.state }}", 3.0),
            ("cost", "{{ row.cost }}", 2.8),
            ("value", "{{ row.value }}", 3.0),
        ],
    )
    add_tag(document, "if annex.advised.instead")
    add_text(document, "{{ annex.advised.instead }}", "Note")
    add_tag(document, "endif")


def _section(
    document: WordDocument,
    texts: Texts,
    area: str,
    rows: str,
    columns: Sequence[tuple[str, str, float]],
    *,
    head: list[str] | None = None,
    together: bool = False,
) -> None:
    """A heading and a table with a row for each; columns are the name of their head, their text and their width.

    `together` holds the table on one page with what follows it.
    """
    add_tag(document, f"if {rows}")
    add_text(document, texts(f"advice.{area}.title"), "Heading 2")
    heads = head or [texts(f"advice.{area}.{name}") for name, _, _ in columns]
    table = add_table(document, [width for _, _, width in columns], heads)
    row = add_loop(table, f"row in {rows}", [text for _, text, _ in columns])
    if together:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    add_tag(document, "endif")


def _notes(document: WordDocument, rows: str) -> None:
    add_tag(document, f"for line in {rows}")
    add_text(document, "{{ line }}", "Note")
    add_tag(document, "endfor")
