"""The question list for the other side: the questions and room for the answers, nothing else."""

from __future__ import annotations

from .fields import add_text_control
from .page import add_footer, add_header, new_document, save
from .tables import add_row, add_table, join_rows, tag_row
from .tags import add_tag, add_text


def build() -> bytes:
    """The template."""
    document = new_document()
    add_header(document, "{{ list.us }} and {{ list.them }}")
    add_footer(document, "{{ list.as_of }}")
    add_text(document, "Questions for our meeting", "Title")
    add_tag(document, "if list.meeting")
    add_text(document, "{{ list.meeting }}", "Subtitle")
    add_tag(document, "endif")
    add_tag(document, "if list.questions")
    add_text(
        document,
        "We would like to talk about these points with you. Their order means nothing. "
        "You may answer in the meeting or here.",
    )
    table = add_table(document, [0.9, 16.1])
    tag_row(table, "for one in list.questions")
    question = add_row(table, ["{{ one.number }}", "{{ one.text }}"], style="Question", keep=True)
    answer = add_row(table, ["", ""], height=2.2)
    join_rows(question, answer)
    add_text_control(answer.cells[1].paragraphs[0], "{{ one.tag }}", "Answer", "Answer: ")
    tag_row(table, "endfor")
    add_tag(document, "else")
    add_text(document, "We have no questions at the moment.")
    add_tag(document, "endif")
    return save(document)
