"""The question list for the other side: the questions and room for the answers, nothing else."""

from __future__ import annotations

from engine.texts import Texts

from .fields import add_text_control
from .page import add_footer, add_header, new_document, save
from .tables import add_row, add_table, join_rows, tag_row
from .tags import add_tag, add_text


def build(texts: Texts) -> bytes:
    """The template."""
    document = new_document(texts)
    add_header(document, texts("questions.for_them.header", us="{{ list.us }}", them="{{ list.them }}"))
    add_footer(document, "{{ list.as_of }}", texts)
    add_text(document, texts("questions.for_them.title"), "Title")
    add_tag(document, "if list.meeting")
    add_text(document, "{{ list.meeting }}", "Subtitle")
    add_tag(document, "endif")
    add_tag(document, "if list.questions")
    add_text(document, f"{texts('questions.for_them.intro')} {texts('questions.for_them.here')}")
    table = add_table(document, [0.9, 16.1])
    tag_row(table, "for one in list.questions")
    question = add_row(table, ["{{ one.number }}", "{{ one.text }}"], style="Question", keep=True)
    answer = add_row(table, ["", ""], height=2.2)
    join_rows(question, answer)
    add_text_control(
        answer.cells[1].paragraphs[0],
        "{{ one.tag }}",
        texts("questions.ask.answer"),
        texts("questions.ask.label"),
    )
    tag_row(table, "endfor")
    add_tag(document, "else")
    add_text(document, texts("questions.for_them.nothing"))
    add_tag(document, "endif")
    return save(document)
