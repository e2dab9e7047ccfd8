"""The internal question list: to-dos first, then the questions for the meeting."""

from __future__ import annotations

from docx.document import Document as WordDocument

from engine.texts import Texts

from .fields import add_checkbox, add_text_control
from .inline import write
from .page import add_footer, add_header, new_document, save
from .styles import BAND
from .tables import add_row, add_table, join_rows, shade, tag_row
from .tags import add_tag, add_text


def build(texts: Texts) -> bytes:
    """The template."""
    document = new_document(texts)
    title = "{{ list.title }}"
    add_header(document, texts("questions.header", title=title), texts("questions.internal"))
    footer = texts("questions.footer", day="{{ list.as_of }}", them="{{ list.them }}")
    add_footer(document, footer, texts)
    add_text(document, texts("questions.title", title=title), "Title")
    add_text(
        document,
        f"{{% if list.meeting %}}{texts('questions.meeting', meeting='{{ list.meeting }}')}{{% else %}}"
        f"{texts('questions.no_meeting')}{{% endif %}}",
        "Subtitle",
    )
    _to_do(document, texts)
    _asked(document, texts)
    return save(document)


def _to_do(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if list.to_do")
    add_text(document, texts("questions.to_do.title"), "Heading 1")
    add_text(
        document,
        f"{{% if list.due %}}{texts('questions.to_do.due', day='{{ list.due }}')}{{% endif %}}"
        f"{{% if list.owner %}} {texts('questions.to_do.owner', owner='{{ list.owner }}')}{{% endif %}}",
        "Note",
    )
    head = [texts(f"questions.to_do.{name}") for name in ("number", "question", "why")]
    table = add_table(document, [0.9, 0.9, 8.7, 6.5], ["", *head])
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
    add_checkbox(row.cells[0].paragraphs[0], "{{ one.tag }}_done", texts("questions.to_do.cleared"))
    tag_row(table, "endfor")
    add_tag(document, "endif")


def _asked(document: WordDocument, texts: Texts) -> None:
    add_tag(document, "if list.asked")
    add_text(document, texts("questions.ask.title"), "Heading 1")
    add_text(document, texts("questions.ask.how"), "Note")
    add_tag(document, "for one in list.asked")
    _question(document, texts)
    add_text(document, "", "Note").paragraph_format.space_after = 0
    add_tag(document, "endfor")
    add_tag(document, "if list.left_out")
    add_text(document, "{{ list.left_out }}", "Note")
    add_tag(document, "endif")
    add_tag(document, "else")
    add_text(document, texts("questions.ask.nothing", them="{{ list.them }}"))
    add_tag(document, "endif")


def _question(document: WordDocument, texts: Texts) -> None:
    table = add_table(document, [0.9, 16.1])
    person = texts("questions.ask.person", person="{{ one.person }}")
    kind = texts("questions.ask.kind", kind="{{ one.kind }}")
    head = add_row(
        table,
        [
            "**{{ one.number }}**",
            f"**{{{{ one.text }}}}**\n~~{{% if one.person %}}{person}{{% endif %}}{kind}"
            f"{{% if one.sensitive %}}{texts('questions.ask.sensitive')}{{% endif %}}~~",
        ],
        style="Question",
        keep=True,
    )
    for cell in head.cells:
        shade(cell, BAND)
    tag_row(table, "if one.follow_up or one.why or one.replies")
    then = texts("questions.ask.follow_up", text="{{ one.follow_up }}")
    why = texts("questions.ask.why", text="{{ one.why }}")
    add_row(
        table,
        [
            "",
            f"{{%p if one.follow_up %}}\n{then}\n{{%p endif %}}"
            f"\n{{%p if one.why %}}\n~~{why}~~\n{{%p endif %}}"
            "\n{%p for reply in one.replies %}\n{{ reply }}\n{%p endfor %}",
        ],
        keep=True,
    )
    tag_row(table, "endif")
    answer = add_row(table, ["", ""], keep=True, height=1.7)
    add_text_control(
        answer.cells[1].paragraphs[0],
        "{{ one.tag }}",
        texts("questions.ask.answer"),
        texts("questions.ask.label"),
    )
    boxes = add_row(table, ["", ""])
    join_rows(answer, boxes)
    line = boxes.cells[1].paragraphs[0]
    for state in ("stated", "evidenced", "parked"):
        word = texts(f"questions.ask.{state}")
        add_checkbox(line, f"{{{{ one.tag }}}}_{state}", word)
        write(line, f" {word}      ")
