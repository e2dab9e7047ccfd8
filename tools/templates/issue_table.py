"""The table of issues of the prep brief."""

from __future__ import annotations

from docx.document import Document as WordDocument

from engine.texts import Texts

from .tables import add_loop, add_table

_NAME = "**{{ issue.name }}**\n{%p if issue.unit %}\n~~{{ issue.unit }}~~\n{%p endif %}"
_OPENING = "{{ issue.opening }}\n{%p if issue.now %}\n**{{ issue.now }}**\n{%p endif %}"
_THEIRS = "{%p for line in issue.theirs %}\n{{ line }}\n{%p endfor %}"


def add_issue_table(document: WordDocument, rows: str, texts: Texts, *, inside: bool) -> None:
    """One row an issue of the list `rows`. Only our own copy has walk-aways and approvals."""
    if inside:
        table = add_table(
            document,
            [3.2, 2.6, 2.6, 2.4, 3.7, 2.5],
            _head(texts, "issue", "opening", "target", "walkaway", "theirs", "approval"),
        )
        cells = [
            _NAME,
            _OPENING,
            "{{ issue.target }}",
            "{{ issue.walkaway }}",
            _THEIRS,
            "{{ issue.approval }}",
        ]
    else:
        head = _head(texts, "issue", "opening", "target", "theirs")
        table = add_table(document, [4.5, 4.0, 4.0, 4.5], head)
        cells = [_NAME, _OPENING, "{{ issue.target }}", _THEIRS]
    add_loop(table, f"issue in {rows}", cells)


def _head(texts: Texts, *names: str) -> list[str]:
    return [texts(f"brief.issues.{name}") for name in names]
