"""The question lists as pages."""

from __future__ import annotations

from collections.abc import Iterator

from ..questions.context import Asked, ForThem, QuestionList
from .blocks import Block, Heading, Line, Page, Paragraph, cell, muted, strong, table


def questions_page(one: QuestionList) -> Page:
    """The internal list: to-dos first, then the questions for the meeting."""
    return Page(
        title=f"Questions: {one.title}",
        subtitle=f"For the meeting: {one.meeting}" if one.meeting else "No meeting is planned yet",
        label="Internal",
        foot=f"As of {one.as_of}. Not for {one.them}.",
        blocks=(*_to_do(one), *_asked(one)),
    )


def page_for_them(one: ForThem) -> Page:
    """The list for the other side: the questions alone."""
    intro = "We would like to talk about these points with you. Their order means nothing."
    rows = ((cell(str(asked.number)), cell(asked.text)) for asked in one.questions)
    return Page(
        title="Questions for our meeting",
        subtitle=one.meeting or f"{one.us} and {one.them}",
        label="",
        foot=f"{one.us} and {one.them}, {one.as_of}",
        blocks=(
            (Paragraph(Line(intro)), table(("", ""), rows))
            if one.questions
            else (Paragraph(Line("We have no questions at the moment.")),)
        ),
    )


def _to_do(one: QuestionList) -> Iterator[Block]:
    if not one.to_do:
        return
    yield Heading("To clear among ourselves before the meeting")
    due = f"By {one.due}. " if one.due else ""
    owner = f"{one.owner} sees to it that each has an answer." if one.owner else ""
    if due or owner:
        yield Paragraph(muted(f"{due}{owner}".strip()))
    yield table(
        ("No.", "Question", "Why"),
        ((cell(str(do.number)), cell(strong(do.text), do.follow_up), cell(do.why)) for do in one.to_do),
    )


def _asked(one: QuestionList) -> Iterator[Block]:
    if not one.asked:
        yield Paragraph(
            Line(f"Nothing is left to ask {one.them}: what the check needs from them is in the plan.")
        )
        return
    yield Heading("To ask in the meeting")
    yield Paragraph(muted("In this order: one question at a time, and time for the answer."))
    yield table(("No.", "Question"), ((cell(str(asked.number)), _question(asked)) for asked in one.asked))
    if one.left_out:
        yield Paragraph(muted(one.left_out))


def _question(one: Asked) -> tuple[Line, ...]:
    person = f"Ask {one.person} · " if one.person else ""
    sensitive = " · sensitive: ask late, when the mood is good" if one.sensitive else ""
    return cell(
        strong(one.text),
        muted(f"{person}{one.kind} question{sensitive}"),
        f"Then: {one.follow_up}" if one.follow_up else "",
        muted(f"Why: {one.why}" if one.why else ""),
        *one.replies,
    )
