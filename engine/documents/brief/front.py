"""The two pages to carry in, as long as the limits allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...deal.base import Stage
from ...deal.parties import Person
from ...deal.plan import AgendaItem
from ..meeting import present, when_and_where
from ..questions.addressee import addressee
from ..worded import sentence, shorten
from .context import AgendaRow, Front, Inside, PersonRow, QuestionRow
from .desk import Desk
from .limits import Limits
from .positions import batna_rows, issue_rows, red_lines
from .trades import tactic_rows, trade_rows, ways_out
from .verdict import fixes, fixes_by, verdict, waiting

_NAME: Final = 10
_NAMES: Final = 24
_SENTENCE: Final = 60
_SPEAKERS: Final = {"us": "brief.our_turn", "them": "brief.their_turn", "both": "brief.both_turns"}
_WEIGHT: Final = (
    "economic buyer",
    "decision-maker",
    "champion",
    "representative",
    "influencer",
    "blocker",
    "user",
)
_BY_STAGE: Final[dict[Stage, str]] = {
    "preparation": "exchange",
    "exchange": "exchange",
    "clarification": "clarification",
    "bargaining": "bargaining",
    "commitment": "closing",
    "closed": "review",
}


def front(desk: Desk, limits: Limits, *, inside: bool) -> Front:
    """What both copies show. Without `inside` the rows have no walk-away, cost or authority."""
    deal, meeting, words = desk.deal, desk.meeting, limits.words
    issues = issue_rows(desk, inside=inside, most=limits.issues, words=limits.cell)
    negotiated = sum(issue.negotiable is not False for issue in deal.issues or ())
    return Front(
        title=shorten(deal.deal.title, _NAME),
        us=shorten(deal.us.name, _NAME),
        them=shorten(deal.them.name, _NAME),
        as_of=desk.words.day(desk.case.assessment.as_of),
        stage=desk.texts.named("stage", desk.case.facts.derived.stage),
        owner=shorten(deal.deal.owner or "", _NAME),
        meeting=when_and_where(meeting, desk.words) or desk.gaps.words("meetings"),
        ours=_names(desk, deal.us.people or ()),
        theirs=_names(desk, deal.them.people or ()),
        objective=shorten((meeting.objective if meeting else None) or "", limits.main)
        or desk.gaps.words("meetings.objective"),
        commitment=shorten((meeting.commitment if meeting else None) or "", limits.main),
        opening=_opening(desk),
        issues=issues,
        more_issues=_more(desk, negotiated - len(issues), inside=inside),
        people=tuple(_people(desk, limits)),
        questions=_questions(desk, limits),
        trades=trade_rows(desk, limits.trades, limits.main, inside=inside),
        agenda=tuple(
            _point(desk, one, words) for one in ((meeting.agenda if meeting else None) or ())[: limits.agenda]
        ),
        close=tuple(_close(desk)),
    )


def _point(desk: Desk, one: AgendaItem, words: int) -> AgendaRow:
    minutes = desk.texts("brief.agenda.minutes", minutes=one.minutes) if one.minutes else ""
    return AgendaRow(
        shorten(one.topic, words), minutes, desk.texts(_SPEAKERS[one.speaker]) if one.speaker else ""
    )


def inside_of(desk: Desk, limits: Limits) -> Inside:
    """What only our own copy shows."""
    lines = [shorten(f"{line.left}: {line.right}", limits.main) for line in red_lines(desk)]
    walkaway = desk.deal.us.walkaway
    if walkaway and walkaway.summary:
        lines.insert(0, shorten(sentence(walkaway.summary), limits.main))
    return Inside(
        verdict=verdict(desk),
        waiting=waiting(desk),
        fixes=fixes(desk, limits.main),
        fixes_by=fixes_by(desk),
        batnas=batna_rows(desk, limits.words),
        approvals=tuple(_approvals(desk)),
        red_lines=tuple(lines),
        tactics=tactic_rows(desk, limits.tactics, limits.main),
        stop=_stop(desk),
    )


def _names(desk: Desk, people: Sequence[Person]) -> str:
    shown = [shorten(person.name, _NAME) for person in present(desk.meeting, people)]
    return shorten(", ".join(shown), _NAMES) or desk.texts("brief.unknown")


def _opening(desk: Desk) -> str:
    """The first sentence to say: never cut short, since it is read out."""
    stuck = ways_out(desk)
    if stuck:
        return shorten(stuck[0].say, _SENTENCE)
    purpose = desk.meeting.purpose if desk.meeting else None
    return desk.texts(f"brief.opening.{purpose or _BY_STAGE[desk.case.facts.derived.stage]}")


def _people(desk: Desk, limits: Limits) -> Iterator[PersonRow]:
    them = desk.deal.them
    wanted = sorted(them.interests or (), key=lambda one: one.priority if one.priority is not None else 99)
    if wanted:
        texts = [
            desk.words.sourced(shorten(one.interest.rstrip("."), limits.words), one.source)
            for one in wanted[:2]
        ]
        yield PersonRow(shorten(them.name, _NAME), "", "; ".join(texts))
    people = sorted(them.people or (), key=_weight)
    for person in people[: limits.people]:
        cares = shorten("; ".join(person.priorities or ()), limits.words)
        yield PersonRow(
            name=shorten(person.name, _NAME),
            part=desk.texts.named("role", person.decision_role)
            if person.decision_role
            else shorten(person.role or "", _NAME),
            cares=cares or desk.gaps.words(f"them.people[{person.key}].priorities"),
        )


def _weight(person: Person) -> int:
    return _WEIGHT.index(person.decision_role) if person.decision_role else len(_WEIGHT)


def _questions(desk: Desk, limits: Limits) -> tuple[QuestionRow, ...]:
    """The most useful ones, in the order of the talk."""
    useful = sorted(desk.questions.for_them, key=lambda one: one.question.rank)[: limits.questions]
    return tuple(
        QuestionRow(
            one.number,
            shorten(one.question.text, limits.main),
            shorten(addressee(one.question, desk.deal.them.people or (), desk.texts), _NAME),
        )
        for one in sorted(useful, key=lambda one: one.number)
    )


def _more(desk: Desk, count: int, *, inside: bool) -> str:
    if count <= 0:
        return ""
    return desk.texts.count("brief.issues.more_inside" if inside else "brief.issues.more_outside", count)


def _approvals(desk: Desk) -> Iterator[str]:
    for one in (desk.deal.approvals or ())[:3]:
        texts = desk.texts
        told = {
            "item": one.item,
            "approver": one.approver or texts("brief.approval.no_approver"),
            "status": texts.named("approval", one.status)
            if one.status
            else texts("brief.approval.not_asked"),
        }
        if one.expires and one.status == "granted":
            line = texts("brief.approval.until", **told, day=desk.words.day(one.expires))
        else:
            line = texts("brief.approval.line", **told)
        yield shorten(line, 14)


def _stop(desk: Desk) -> str:
    away = [person.name for person in desk.deal.us.people or () if person.attends is False]
    if away:
        return desk.texts("brief.stop.call", name=shorten(away[0], _NAME))
    return desk.texts("brief.stop.text")


def _close(desk: Desk) -> Iterator[str]:
    deal, meeting, words, texts = desk.deal, desk.meeting, desk.words, desk.texts
    if meeting is not None:
        if meeting.note_taker:
            yield texts("brief.close.writer", name=shorten(meeting.note_taker, _NAME))
        else:
            yield texts("brief.close.no_writer")
    ours = [one for one in desk.offers if one.by == "us"]
    if ours and ours[-1].valid_until and ours[-1].status == "sent":
        yield texts("brief.close.offer", day=words.day(ours[-1].valid_until))
    if deal.deal.close_date:
        yield texts("brief.close.date", day=words.day(deal.deal.close_date))
