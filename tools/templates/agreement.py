"""The draft agreement: key terms, contents, numbered clauses, signatures, schedules; notes in the copy for us."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from engine.documents.agreement.wording import KEY_TERMS_ANCHOR, anchor_of
from engine.texts import Texts

from .fields import add_bookmark, add_field, control_around
from .numbering import Level, define_list, set_outline_level
from .page import add_footer, add_header, new_document, save
from .styles import add_paragraph_style
from .tables import add_loop, add_row, add_table, tag_row
from .tags import add_tag, add_text

CLAUSE_LIST, SCHEDULE_LIST = 90, 91
_SHORT_LIST = 10
_DISCLAIMER = (
    "Draft for discussion. Not an offer; not binding until signed by authorised representatives. "
    "For legal review."
)


def build(texts: Texts) -> bytes:
    """The template. Its words are its own: the language of a contract is not that of its readers."""
    document = new_document(texts)
    _styles(document)
    add_header(
        document,
        "{% if notes %}INTERNAL · {% endif %}**DRAFT** · version {{ draft.version }} · {{ draft.day }}",
        "{{ draft.short_title }}",
    )
    add_footer(document, _DISCLAIMER, texts)
    _front(document)
    _contents(document)
    _clauses(document)
    _signatures(document)
    _schedules(document)
    _notes(document)
    return save(document)


def _comment_styles(document: WordDocument) -> None:
    """How the comments of the internal copy look: the styles that Word would add."""
    add_paragraph_style(document, "annotation text", size=8.5, after=0)
    reference = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.size = Pt(8)


def _styles(document: WordDocument) -> None:
    add_paragraph_style(document, "Clause Heading", size=10.5, bold=True, before=12, after=3, keep=True)
    add_paragraph_style(document, "Clause", before=2, after=3)
    add_paragraph_style(document, "Clause Point", after=2)
    add_paragraph_style(document, "Schedule Part", bold=True, before=10, after=3, keep=True)
    add_paragraph_style(
        document, "Schedule Heading", "Heading 1", size=13, bold=True, before=20, after=4, keep=True
    )
    _comment_styles(document)
    contents = add_paragraph_style(document, "toc 1", size=9, after=1)
    contents.paragraph_format.left_indent = Cm(2)
    contents.paragraph_format.first_line_indent = Cm(-2)
    contents.paragraph_format.tab_stops.add_tab_stop(Cm(2), WD_TAB_ALIGNMENT.LEFT)
    set_outline_level(document, "Clause Heading", 0)
    define_list(
        document,
        CLAUSE_LIST,
        [
            Level("Clause Heading", "decimal", "%1.", 1.1, 1.1),
            Level("Clause", "decimal", "%1.%2", 1.1, 1.1),
            Level("Clause Point", "lowerLetter", "(%3)", 1.9, 0.8),
        ],
    )
    define_list(document, SCHEDULE_LIST, [Level("Schedule Heading", "decimal", "Schedule %1", 3.2, 3.2)])


def _front(document: WordDocument) -> None:
    add_text(document, "{{ draft.title }}", "Title")
    add_text(document, "between {{ draft.between[0] }} and {{ draft.between[1] }}", "Subtitle")
    add_text(document, _DISCLAIMER, "Note")
    add_tag(document, "if draft.open_points")
    note = add_text(
        document,
        "{{ draft.open_points|length }} {% if draft.open_points|length == 1 %}point is{% else %}points are{% endif %} "
        "open, highlighted in the text and listed in ",
        "Note",
    )
    add_field(note, f"REF {anchor_of('schedule.open')} \\w \\h", "Schedule")
    note.add_run(". Not for signature until settled.")
    add_tag(document, "endif")
    add_bookmark(add_text(document, "Key Terms", "Heading 2"), KEY_TERMS_ANCHOR)
    table = add_table(document, [4.2, 12.8], ["Key term", "Content"])
    add_loop(table, "row in draft.key_terms", ["**{{ row.label }}**", "{{r row.text }}"])


def _contents(document: WordDocument) -> None:
    heading = add_text(document, "Contents", "Heading 2")
    heading.paragraph_format.page_break_before = True
    entries = add_text(document, "", "toc 1")
    add_field(entries, 'TOC \\t "Clause Heading,1,Schedule Heading,1" \\h \\n', "Contents")


def _clauses(document: WordDocument) -> None:
    add_tag(document, "for clause in draft.clauses")
    before = len(document.element.body)
    add_bookmark(add_text(document, "{{ clause.title }}", "Clause Heading"), "{{ clause.anchor }}")
    add_tag(document, "for line in clause.lines")
    add_tag(document, "if line.level == 2 and not loop.last and loop.nextitem.level == 3")
    lead = add_text(document, "{{r line.text }}", "Clause")
    lead.paragraph_format.keep_with_next = True
    add_bookmark(lead, "{{ line.anchor }}")
    add_tag(document, "elif line.level == 2")
    add_bookmark(add_text(document, "{{r line.text }}", "Clause"), "{{ line.anchor }}")
    add_tag(document, "else")
    add_bookmark(add_text(document, "{{r line.text }}", "Clause Point"), "{{ line.anchor }}")
    add_tag(document, "endif")
    add_tag(document, "endfor")
    # The last child of the body is its section.
    control_around(list(document.element.body)[before - 1 : -1], "{{ clause.id }}", "{{ clause.title }}")
    add_tag(document, "endfor")


def _signatures(document: WordDocument) -> None:
    before = len(document.element.body)
    heading = add_text(document, "Signatures", "Heading 2")
    heading.paragraph_format.space_before = Cm(0.8)
    table = add_table(document, [8.5, 8.5])
    rows = (
        ("**For the {{ PARTY.party }}**\n{{ PARTY.name }}", 0),
        ("~~Signature~~", 1.6),
        ("~~Name~~ {{ PARTY.signatory }}", 0.7),
        ("~~Title~~ {{ PARTY.title }}", 0.7),
        ("~~Place and date~~", 0.7),
    )
    for number, (text, height) in enumerate(rows, start=1):
        cells = [text.replace("PARTY", f"draft.signatures[{place}]") for place in (0, 1)]
        add_row(table, cells, keep=number < len(rows), height=height)
    control_around(list(document.element.body)[before - 1 : -1], "signatures", "Signatures")


def _schedules(document: WordDocument) -> None:
    _schedule(document, "payments", "Payments", "draft.schedules.payments")
    _rows(document, "payments", [8, 4.5, 4.5], ["Payment", "Amount", "Due"])
    _end(document)
    _schedule(document, "deliverables", "Deliverables and milestones", "draft.schedules.has_deliverables")
    head = ["What is delivered", "By", "Responsible", "Due", "Accepted when"]
    _rows(document, "deliverables", [4.4, 1.9, 2.8, 3, 4.9], head)
    _rows(document, "milestones", [8, 4.5, 4.5], ["Milestone", "Responsible", "Due"], "Milestones")
    _end(document)
    _schedule(document, "metrics", "Metrics and reviews", "draft.schedules.has_metrics")
    head = ["Metric", "Baseline", "Target", "Source and method", "By"]
    _rows(document, "metrics", [3.4, 2.6, 2.6, 5.6, 2.8], head)
    _rows(document, "reviews", [6, 11], ["Date", "Review"], "Reviews")
    _end(document)
    _schedule(document, "contacts", "Contacts and changes", "draft.schedules.has_contacts")
    _rows(document, "contacts", [2.2, 3.6, 4.8, 6.4], ["For the", "Contact", "Concerned with", "Reached at"])
    for field, title in (("communication", "Communication"), ("change_process", "Changes")):
        add_tag(document, f"if draft.schedules.{field}")
        add_text(document, title, "Schedule Part")
        add_text(document, f"{{{{r draft.schedules.{field} }}}}")
        add_tag(document, "endif")
    _end(document)
    _schedule(document, "open", "Open points", "draft.open_points")
    add_tag(document, f"if draft.open_points|length <= {_SHORT_LIST}")
    _open_points(document, keep=True)
    add_tag(document, "else")
    _open_points(document, keep=False)
    add_tag(document, "endif")
    _end(document)


def _open_points(document: WordDocument, *, keep: bool) -> None:
    """The table of open points; a short one is kept on one page."""
    table = add_table(document, [0.9, 8.6, 3.1, 4.4], ["No.", "Open point", "What has to happen", "Where"])
    cells = ["{{ loop.index }}", "{{ point.label }}", "{{ point.to_be }}", "{{r point.places }}"]
    tag_row(table, "for point in draft.open_points")
    add_row(table, cells, keep=keep)
    tag_row(table, "endfor")


def _schedule(document: WordDocument, key: str, title: str, condition: str) -> None:
    add_tag(document, f"if {condition}")
    add_bookmark(add_text(document, title, "Schedule Heading"), anchor_of(f"schedule.{key}"))


def _end(document: WordDocument) -> None:
    add_tag(document, "endif")


def _rows(
    document: WordDocument, field: str, widths: Sequence[float], head: Sequence[str], heading: str = ""
) -> None:
    """A table of the rows of a schedule under its own heading, if it has one; nothing where there are none."""
    name = f"draft.schedules.{field}"
    add_tag(document, f"if {name}")
    if heading:
        add_text(document, heading, "Schedule Part")
    table = add_table(document, widths, head)
    add_loop(table, f"row in {name}", [f"{{{{r row.cells[{place}] }}}}" for place in range(len(widths))])
    _end(document)


def _notes(document: WordDocument) -> None:
    add_tag(document, "if notes")
    heading = add_text(document, "Notes for our own use", "Heading 1")
    heading.paragraph_format.page_break_before = True
    add_text(document, "These pages are in the internal copy alone.", "Note")
    table = add_table(document, [3.2, 4, 4.2, 5.6], ["Clause", "Origin", "Position", "Guidance"])
    tag_row(table, "for note in notes")
    add_row(
        table, ["**{{ note.clause }}**", "{{ note.origin }}", "{{ note.position }}", "{{ note.guidance }}"]
    )
    tag_row(table, "endfor")
    add_tag(document, "endif")
