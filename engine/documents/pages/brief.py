"""The prep brief as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ..brief.context import Annex, Brief, ElementRow, Front, Inside, IssueRow, Pair, PointRow
from .blocks import Block, Bullets, Heading, Page, Paragraph, Row, cell, muted, strong, table


def brief_page(brief: Brief) -> Page:
    """The page of a brief, in the order of its Word file; a table copy has only what its context has."""
    front, inside = brief.front, brief.inside
    kind = "Prep brief" if inside else "Table copy"
    owner = f" · owner: {front.owner}" if front.owner else ""
    return Page(
        title=front.title,
        subtitle=f"{kind} as of {front.as_of} · stage: {front.stage}{owner}",
        label="Internal" if inside else "",
        foot=f"As of {front.as_of}",
        blocks=(
            *(_verdict(inside) if inside else ()),
            *_meeting(front),
            *_on_the_table(front, inside),
            *(_pairs("If there is no agreement", inside.batnas) if inside else ()),
            *_talk(front, inside),
            *(_stops(inside) if inside else ()),
            *_end(front),
            *(_annex(brief.annex) if brief.annex else ()),
        ),
    )


def _verdict(inside: Inside) -> Iterator[Block]:
    yield Paragraph(strong(inside.verdict))
    if inside.waiting:
        yield Paragraph(muted(inside.waiting))
    if inside.fixes:
        yield table(
            ("Mend first", "What is wrong", f"What to do: {inside.fixes_by}"),
            (
                (cell(strong(fix.mark, fix.anchor)), cell(fix.problem), cell(fix.remedy))
                for fix in inside.fixes
            ),
        )


def _meeting(front: Front) -> Iterator[Block]:
    yield Heading("The meeting")
    rows = (
        ("When and where", front.meeting),
        ("At the table", f"We: {front.ours}. {front.them}: {front.theirs}."),
        ("We want", front.objective),
        ("We ask for", front.commitment),
        ("We open with", f"“{front.opening}”"),
    )
    yield table(("", ""), ((cell(strong(label)), cell(text)) for label, text in rows if text))


def _on_the_table(front: Front, inside: Inside | None) -> Iterator[Block]:
    if not front.issues:
        return
    yield from _issues(Heading("What is on the table"), front.issues, inside=inside is not None)
    if front.more_issues:
        yield Paragraph(muted(front.more_issues))
    if inside and inside.approvals:
        yield Paragraph(muted(f"Approvals: {'; '.join(inside.approvals)}."))


def _issues(heading: Heading, issues: Sequence[IssueRow], *, inside: bool) -> Iterator[Block]:
    yield heading
    if inside:
        head = ("Issue", "Opening", "Target", "Walk-away", "Their position", "Who may agree")
        yield table(head, map(_issue_inside, issues))
    else:
        yield table(("Issue", "Opening", "Target", "Their position"), map(_issue, issues))


def _issue(one: IssueRow) -> Row:
    name, opening = cell(strong(one.name), muted(one.unit)), cell(one.opening, strong(one.now))
    return Row((name, opening, cell(one.target), cell(*one.theirs)))


def _issue_inside(one: IssueRow) -> Row:
    *ours, theirs = _issue(one).cells
    return Row((*ours, cell(one.walkaway), theirs, cell(one.approval)))


def _talk(front: Front, inside: Inside | None) -> Iterator[Block]:
    if front.people:
        yield Heading("Who cares about what")
        yield table(
            ("", ""), ((cell(strong(one.name), muted(one.part)), cell(one.cares)) for one in front.people)
        )
    if front.questions:
        yield Heading("Questions to ask (numbers of the question list)")
        yield table(
            ("", "", ""),
            ((cell(str(one.number)), cell(one.text), cell(one.person)) for one in front.questions),
        )
    if front.trades:
        yield Heading("What we may give, in this order")
        head = ("", "If you ..., then we ...")
        rows = [(cell(str(one.number)), cell(one.text)) for one in front.trades]
        if inside is None:
            yield table(head, rows)
            return
        internal = [(cell(one.cost), cell(one.value), cell(one.approval)) for one in front.trades]
        yield table(
            (*head, "Cost to us", "Value to them", "Who may agree"),
            ((*row, *rest) for row, rest in zip(rows, internal, strict=True)),
        )


def _stops(inside: Inside) -> Iterator[Block]:
    if inside.red_lines:
        yield Heading("Red lines")
        yield Bullets(inside.red_lines)
    yield from _pairs("If they ..., we say ...", inside.tactics)
    yield Heading("Stop signal")
    yield Paragraph(cell(inside.stop)[0])


def _end(front: Front) -> Iterator[Block]:
    if front.agenda:
        yield Heading("Agenda")
        yield table(
            ("", "", ""), ((cell(one.topic), cell(one.minutes), cell(one.speaker)) for one in front.agenda)
        )
    if front.close:
        yield Heading("Close and next step")
        yield Bullets(front.close)


def _annex(annex: Annex) -> Iterator[Block]:
    yield Heading("Annex: behind the two pages")
    if annex.issues:
        yield from _issues(Heading("All issues", 3), annex.issues, inside=True)
    yield Heading("Preparation at a glance", 3)
    yield table(
        ("Focus area", "Question", "What the plan says"),
        ((cell(strong(one.area)), cell(one.question), cell(*one.answers)) for one in annex.glance),
    )
    yield from _elements("Exchange of information", annex.exchange, "What the plan has")
    yield from _elements("Bargaining so far", annex.process, "Where it stands")
    if annex.offers:
        yield Heading("Offers on record", 3)
        yield table(
            ("Round", "Who, when", "Terms", "Status"),
            (
                (
                    cell(one.round),
                    cell(one.who),
                    cell(one.terms, *map(muted, one.conditions)),
                    cell(one.status),
                )
                for one in annex.offers
            ),
        )
    yield from _points("What is clear and what is not", annex.points)
    yield from _findings(annex)
    yield from _points("Accepted for now", annex.waived)
    yield from _pairs("What follows from it", annex.conclusions, level=3)
    if annex.advice:
        yield Heading("Advice for this situation", 3)
        said = ((one, f"Say: “{one.say}”" if one.say else "") for one in annex.advice)
        yield table(("", ""), ((cell(strong(one.title)), cell(one.text, say)) for one, say in said))
    yield Paragraph(muted(annex.made_from))


def _elements(heading: str, rows: Sequence[ElementRow], plan: str) -> Iterator[Block]:
    if rows:
        yield Heading(heading, 3)
        yield table(
            ("Element", "Purpose", "Technique", plan),
            (
                (cell(strong(one.element)), cell(one.purpose), cell(one.technique), cell(*one.plan))
                for one in rows
            ),
        )


def _findings(annex: Annex) -> Iterator[Block]:
    if annex.findings:
        yield Heading("Findings by stage", 3)
    for stage in annex.findings:
        yield Paragraph(strong(stage.stage))
        yield table(
            ("Severity", "Finding", "What to do", "Where"),
            (
                Row(
                    (
                        cell(one.mark),
                        cell(strong(one.title), one.message),
                        cell(one.remedy),
                        cell(one.place, muted(one.rule)),
                    ),
                    one.anchor,
                )
                for one in stage.rows
            ),
        )


def _points(heading: str, rows: Sequence[PointRow]) -> Iterator[Block]:
    if rows:
        yield Heading(heading, 3)
        yield table(("", "", ""), ((cell(strong(one.kind)), cell(one.what), cell(one.state)) for one in rows))


def _pairs(heading: str, rows: Sequence[Pair], level: Literal[2, 3] = 2) -> Iterator[Block]:
    if rows:
        yield Heading(heading, level)
        yield table(("", ""), ((cell(strong(one.left)), cell(one.right)) for one in rows))
