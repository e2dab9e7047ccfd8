"""The internal question list: to-dos first, then the questions for the meeting."""

from __future__ import annotations

from docx.document import Document as WordDocument

from .fields import add_checkbox, add_text_control
from .inline import write
from .page import add_footer, add_header, new_document, save
from .styles import BAND
from .tables import add_row, add_table, join_rows, shade, tag_row
from .tags import add_tag, add_text


def build() -> bytes:
    """The template."""
    document = new_document()
    add_header(document, "Questions · {{ list.title }}", "Internal")
    add_footer(document, "As of {{ list.as_of }}. Not for {{ list.them }}.")
    add_text(document, "Questions: {{ list.title }}", "Title")
    add_text(
        document,
        "{% if list.meeting %}For the meeting: {{ list.meeting }}{% else %}No meeting is planned yet{% endif %}",
        "Subtitle",
    )
    _to_do(document)
    _asked(document)
    return save(document)


def _to_do(document: WordDocument) -> None:
    add_tag(document, "if list.to_do")
    add_text(document, "To clear among ourselves before the meeting", "Heading 1")
    add_text(
        document,
        "{% if list.due %}By {{ list.due }}.{% endif %}"
        "{% if list.owner %} {{ list.owner }} sees to it that each has an answer.{% endif %}",
        "Note",
    )
    table = add_table(document, [0.9, 0.9, 8.7, 6.5], ["", "No.", "Question", "Why"])
    tag_row(table, "for one in list.to_do")
    row = add_row(
        table,
        [
            "",
            "{{ one.number }}",
            "**{{ one.text }}**{% if one.follow_up %} {{ one.follow_up }}{% endif %}",
            "{{ one.why }}",
        ],
    )
    add_checkbox(row.cells[0].paragraphs[0], "{{ one.tag }}_done", "cleared")
    tag_row(table, "endfor")
    add_tag(document, "endif")


def _asked(document: WordDocument) -> None:
    add_tag(document, "if list.asked")
    add_text(document, "To ask in the meeting", "Heading 1")
    add_text(document, "In this order: one question at a time, and time for the answer.", "Note")
    add_tag(document, "for one in list.asked")
    _question(document)
    add_text(document, "", "Note").paragraph_format.space_after = 0
    add_tag(document, "endfor")
    add_tag(document, "if list.left_out")
    add_text(document, "{{ list.left_out }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "else")
    add_text(
        document, "Nothing is left to ask {{ list.them }}: what the check needs from them is in the plan."
    )
    add_tag(document, "endif")


def _question(document: WordDocument) -> None:
    table = add_table(document, [0.9, 16.1])
    head = add_row(
        table,
        [
            "**{{ one.number }}**",
            "**{{ one.text }}**\n~~{% if one.person %}Ask {{ one.person }} · {% endif %}{{ one.kind }} question"
            "{% if one.sensitive %} · sensitive: ask late, when the mood is good{% endif %}~~",
        ],
        style="Question",
        keep=True,
    )
    for cell in head.cells:
        shade(cell, BAND)
    tag_row(table, "if one.follow_up or one.why or one.replies")
    add_row(
        table,
        [
            "",
            "{%p if one.follow_up %}\nThen: {{ one.follow_up }}\n{%p endif %}"
            "\n{%p if one.why %}\n~~Why: {{ one.why }}~~\n{%p endif %}"
            "\n{%p for reply in one.replies %}\n{{ reply }}\n{%p endfor %}",
        ],
        keep=True,
    )
    tag_row(table, "endif")
    answer = add_row(table, ["", ""], keep=True, height=1.7)
    add_text_control(answer.cells[1].paragraphs[0], "{{ one.tag }}", "Answer", "Answer: ")
    boxes = add_row(table, ["", ""])
    join_rows(answer, boxes)
    line = boxes.cells[1].paragraphs[0]
    for state in ("stated", "evidenced", "parked"):
        add_checkbox(line, f"{{{{ one.tag }}}}_{state}", state)
        write(line, f" {state}      ")
