"""The prep brief as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ...texts import Texts
from ..brief.context import Annex, Brief, ElementRow, Front, Inside, IssueRow, Pair, PointRow
from .blocks import Block, Bullets, Heading, Page, Paragraph, Row, cell, muted, strong, table
from .brief_advice import advice_blocks


def brief_page(brief: Brief, texts: Texts) -> Page:
    """The page of a brief, in the order of its Word file; a table copy has only what its context has."""
    front, inside = brief.front, brief.inside
    kind = texts("brief.kind" if inside else "brief.table_copy")
    owner = texts("brief.owner", owner=front.owner) if front.owner else ""
    return Page(
        title=front.title,
        subtitle=texts("brief.subtitle", kind=kind, day=front.as_of, stage=front.stage) + owner,
        label=texts("brief.internal") if inside else "",
        foot=texts("brief.as_of", day=front.as_of),
        blocks=(
            *(_verdict(inside, texts) if inside else ()),
            *_meeting(front, texts),
            *_on_the_table(front, inside, texts),
            *(_pairs(texts("brief.alternatives.title"), inside.batnas) if inside else ()),
            *_talk(front, inside, texts),
            *(_stops(inside, texts) if inside else ()),
            *_end(front, texts),
            *(_annex(brief.annex, texts) if brief.annex else ()),
        ),
    )


def _verdict(inside: Inside, texts: Texts) -> Iterator[Block]:
    yield Paragraph(strong(inside.verdict))
    if inside.waiting:
        yield Paragraph(muted(inside.waiting))
    if inside.fixes:
        yield table(
            (
                texts("brief.fix.first"),
                texts("brief.fix.problem"),
                texts("brief.fix.remedy", by=inside.fixes_by),
            ),
            (
                (cell(strong(fix.mark, fix.anchor)), cell(fix.problem), cell(fix.remedy))
                for fix in inside.fixes
            ),
        )


def _meeting(front: Front, texts: Texts) -> Iterator[Block]:
    yield Heading(texts("brief.meeting.title"))
    sides = texts("brief.meeting.sides", ours=front.ours, them=front.them, theirs=front.theirs)
    rows = (
        ("when", front.meeting),
        ("table", sides),
        ("want", front.objective),
        ("ask", front.commitment),
        ("open", texts("words.quote", text=front.opening)),
    )
    yield table(
        ("", ""), ((cell(strong(texts(f"brief.meeting.{name}"))), cell(text)) for name, text in rows if text)
    )


def _on_the_table(front: Front, inside: Inside | None, texts: Texts) -> Iterator[Block]:
    if not front.issues:
        return
    heading = Heading(texts("brief.issues.title"))
    yield from _issues(heading, front.issues, texts, inside=inside is not None)
    if front.more_issues:
        yield Paragraph(muted(front.more_issues))
    if inside and inside.approvals:
        approvals = "; ".join(inside.approvals)
        yield Paragraph(muted(texts("brief.issues.approvals", approvals=approvals)))


def _issues(heading: Heading, issues: Sequence[IssueRow], texts: Texts, *, inside: bool) -> Iterator[Block]:
    yield heading
    names = ("issue", "opening", "target", *(("walkaway", "theirs", "approval") if inside else ("theirs",)))
    head = tuple(texts(f"brief.issues.{name}") for name in names)
    yield table(head, map(_issue_inside if inside else _issue, issues))


def _issue(one: IssueRow) -> Row:
    name, opening = cell(strong(one.name), muted(one.unit)), cell(one.opening, strong(one.now))
    return Row((name, opening, cell(one.target), cell(*one.theirs)))


def _issue_inside(one: IssueRow) -> Row:
    *ours, theirs = _issue(one).cells
    return Row((*ours, cell(one.walkaway), theirs, cell(one.approval)))


def _talk(front: Front, inside: Inside | None, texts: Texts) -> Iterator[Block]:
    if front.people:
        yield Heading(texts("brief.people.title"))
        yield table(
            ("", ""), ((cell(strong(one.name), muted(one.part)), cell(one.cares)) for one in front.people)
        )
    if front.questions:
        yield Heading(texts("brief.questions.title"))
        yield table(
            ("", "", ""),
            ((cell(str(one.number)), cell(one.text), cell(one.person)) for one in front.questions),
        )
    if front.trades:
        yield Heading(texts("brief.trades.title"))
        head = ("", texts("brief.trades.trade"))
        rows = [(cell(str(one.number)), cell(one.text)) for one in front.trades]
        if inside is None:
            yield table(head, rows)
            return
        internal = [(cell(one.cost), cell(one.value), cell(one.approval)) for one in front.trades]
        yield table(
            (*head, *(texts(f"brief.trades.{name}") for name in ("cost", "value", "approval"))),
            ((*row, *rest) for row, rest in zip(rows, internal, strict=True)),
        )


def _stops(inside: Inside, texts: Texts) -> Iterator[Block]:
    if inside.red_lines:
        yield Heading(texts("brief.red_lines.title"))
        yield Bullets(inside.red_lines)
    yield from _pairs(texts("brief.tactics.title"), inside.tactics)
    yield Heading(texts("brief.stop.title"))
    yield Paragraph(cell(inside.stop)[0])


def _end(front: Front, texts: Texts) -> Iterator[Block]:
    if front.agenda:
        yield Heading(texts("brief.agenda.title"))
        yield table(
            ("", "", ""), ((cell(one.topic), cell(one.minutes), cell(one.speaker)) for one in front.agenda)
        )
    if front.close:
        yield Heading(texts("brief.close.title"))
        yield Bullets(front.close)


def _annex(annex: Annex, texts: Texts) -> Iterator[Block]:
    yield Heading(texts("brief.annex.title"))
    if annex.issues:
        yield from _issues(Heading(texts("brief.issues.all"), 3), annex.issues, texts, inside=True)
    yield Heading(texts("brief.glance.title"), 3)
    yield table(
        tuple(texts(f"brief.glance.{name}") for name in ("area", "question", "answer")),
        ((cell(strong(one.area)), cell(one.question), cell(*one.answers)) for one in annex.glance),
    )
    yield from _elements("brief.exchange.title", annex.exchange, "brief.exchange.plan", texts)
    yield from _elements("brief.process.title", annex.process, "brief.process.stands", texts)
    if annex.offers:
        yield Heading(texts("brief.offers.title"), 3)
        yield table(
            tuple(texts(f"brief.offers.{name}") for name in ("round", "who", "terms", "status")),
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
    yield from advice_blocks(annex.advised, texts)
    yield from _points(texts("brief.points.title"), annex.points)
    yield from _findings(annex, texts)
    yield from _points(texts("brief.findings.accepted"), annex.waived)
    yield from _pairs(texts("brief.conclusions.title"), annex.conclusions, level=3)
    if annex.advice:
        yield Heading(texts("brief.advice.title"), 3)
        said = ((one, _said(one.say, texts)) for one in annex.advice)
        yield table(("", ""), ((cell(strong(one.title)), cell(one.text, say)) for one, say in said))
    yield Paragraph(muted(annex.made_from))


def _said(say: str, texts: Texts) -> str:
    return texts("brief.advice.say", said=texts("words.quote", text=say)) if say else ""


def _elements(heading: str, rows: Sequence[ElementRow], plan: str, texts: Texts) -> Iterator[Block]:
    if rows:
        yield Heading(texts(heading), 3)
        names = ("title", "purpose", "technique")
        yield table(
            (*(texts(f"brief.element.{name}") for name in names), texts(plan)),
            (
                (cell(strong(one.element)), cell(one.purpose), cell(one.technique), cell(*one.plan))
                for one in rows
            ),
        )


def _findings(annex: Annex, texts: Texts) -> Iterator[Block]:
    if annex.findings:
        yield Heading(texts("brief.findings.title"), 3)
    for stage in annex.findings:
        yield Paragraph(strong(stage.stage))
        yield table(
            tuple(texts(f"brief.findings.{name}") for name in ("severity", "finding", "remedy", "where")),
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
