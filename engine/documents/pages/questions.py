"""The question lists as pages."""

from __future__ import annotations

from collections.abc import Iterator

from ...texts import Texts
from ..questions.context import Asked, ForThem, QuestionList
from .blocks import Block, Heading, Line, Page, Paragraph, cell, muted, strong, table


def questions_page(one: QuestionList, texts: Texts) -> Page:
    """The internal list: to-dos first, then the questions for the meeting."""
    return Page(
        title=texts("questions.title", title=one.title),
        subtitle=texts("questions.meeting", meeting=one.meeting)
        if one.meeting
        else texts("questions.no_meeting"),
        label=texts("questions.internal"),
        foot=texts("questions.footer", day=one.as_of, them=one.them),
        blocks=(*_to_do(one, texts), *_asked(one, texts)),
    )


def page_for_them(one: ForThem, texts: Texts) -> Page:
    """The list for the other side: the questions alone."""
    both = texts("questions.for_them.header", us=one.us, them=one.them)
    rows = ((cell(str(asked.number)), cell(asked.text)) for asked in one.questions)
    return Page(
        title=texts("questions.for_them.title"),
        subtitle=one.meeting or both,
        label="",
        foot=f"{both}, {one.as_of}",
        blocks=(
            (Paragraph(Line(texts("questions.for_them.intro"))), table(("", ""), rows))
            if one.questions
            else (Paragraph(Line(texts("questions.for_them.nothing"))),)
        ),
    )


def _to_do(one: QuestionList, texts: Texts) -> Iterator[Block]:
    if not one.to_do:
        return
    yield Heading(texts("questions.to_do.title"))
    due = texts("questions.to_do.due", day=one.due) if one.due else ""
    owner = texts("questions.to_do.owner", owner=one.owner) if one.owner else ""
    if due or owner:
        yield Paragraph(muted(f"{due} {owner}".strip()))
    yield table(
        tuple(texts(f"questions.to_do.{head}") for head in ("number", "question", "why")),
        ((cell(str(do.number)), cell(strong(do.text), do.follow_up), cell(do.why)) for do in one.to_do),
    )


def _asked(one: QuestionList, texts: Texts) -> Iterator[Block]:
    if not one.asked:
        yield Paragraph(Line(texts("questions.ask.nothing", them=one.them)))
        return
    yield Heading(texts("questions.ask.title"))
    yield Paragraph(muted(texts("questions.ask.how")))
    yield table(
        (texts("questions.to_do.number"), texts("questions.to_do.question")),
        ((cell(str(asked.number)), _question(asked, texts)) for asked in one.asked),
    )
    if one.left_out:
        yield Paragraph(muted(one.left_out))


def _question(one: Asked, texts: Texts) -> tuple[Line, ...]:
    person = texts("questions.ask.person", person=one.person) if one.person else ""
    kind = texts("questions.ask.kind", kind=one.kind)
    sensitive = texts("questions.ask.sensitive") if one.sensitive else ""
    return cell(
        strong(one.text),
        muted(f"{person}{kind}{sensitive}"),
        texts("questions.ask.follow_up", text=one.follow_up) if one.follow_up else "",
        muted(texts("questions.ask.why", text=one.why) if one.why else ""),
        *one.replies,
    )
