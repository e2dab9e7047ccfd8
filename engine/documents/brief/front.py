"""The two pages to carry in, as long as the limits allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...deal.base import Stage
from ...deal.parties import Person
from ..meeting import present, when_and_where
from ..questions.addressee import addressee
from ..worded import sentence, shorten, sourced
from .context import AgendaRow, Front, Inside, PersonRow, QuestionRow
from .desk import Desk
from .limits import Limits
from .positions import batna_rows, issue_rows, red_lines
from .trades import tactic_rows, trade_rows, ways_out
from .verdict import fixes, fixes_by, verdict, waiting

_NAME: Final = 10
_NAMES: Final = 24
_SENTENCE: Final = 60
_SPEAKERS: Final = {"us": "we", "them": "they", "both": "both", None: ""}
_WEIGHT: Final = (
    "economic buyer",
    "decision-maker",
    "champion",
    "representative",
    "influencer",
    "blocker",
    "user",
)
_OPENINGS: Final[dict[str, str]] = {
    "presentation": "What would have to happen today for this hour to be worth your time?",
    "exchange": "Thank you for your time. May we begin with you, before we speak about ourselves?",
    "clarification": "Let us first make sure that we understand each other; then we talk about terms.",
    "bargaining": "Let us begin with what we agree on, and then take the open points together.",
    "closing": "Let us read the terms together once more, so that each of us reads the same in them.",
    "review": "Let us look at the figures together: what went well, and what should change?",
    "internal": "What do we need to decide today?",
}
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
        stage=desk.case.facts.derived.stage,
        owner=shorten(deal.deal.owner or "", _NAME),
        meeting=when_and_where(meeting, desk.words) or desk.gaps.words("meetings"),
        ours=_names(desk, deal.us.people or ()),
        theirs=_names(desk, deal.them.people or ()),
        objective=shorten((meeting.objective if meeting else None) or "", limits.main)
        or desk.gaps.words("meetings.objective"),
        commitment=shorten((meeting.commitment if meeting else None) or "", limits.main),
        opening=_opening(desk),
        issues=issues,
        more_issues=_more(negotiated - len(issues), inside=inside),
        people=tuple(_people(desk, limits)),
        questions=_questions(desk, limits),
        trades=trade_rows(desk, limits.trades, limits.main, inside=inside),
        agenda=tuple(
            AgendaRow(
                shorten(one.topic, words), f"{one.minutes} min" if one.minutes else "", _SPEAKERS[one.speaker]
            )
            for one in ((meeting.agenda if meeting else None) or ())[: limits.agenda]
        ),
        close=tuple(_close(desk)),
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
    return shorten(", ".join(shown), _NAMES) or "not known yet"


def _opening(desk: Desk) -> str:
    """The first sentence to say: never cut short, since it is read out."""
    stuck = ways_out(desk)
    if stuck:
        return shorten(stuck[0].say, _SENTENCE)
    purpose = desk.meeting.purpose if desk.meeting else None
    return _OPENINGS[purpose or _BY_STAGE[desk.case.facts.derived.stage]]


def _people(desk: Desk, limits: Limits) -> Iterator[PersonRow]:
    them = desk.deal.them
    wanted = sorted(them.interests or (), key=lambda one: one.priority if one.priority is not None else 99)
    if wanted:
        texts = [sourced(shorten(one.interest.rstrip("."), limits.words), one.source) for one in wanted[:2]]
        yield PersonRow(shorten(them.name, _NAME), "", "; ".join(texts))
    people = sorted(them.people or (), key=_weight)
    for person in people[: limits.people]:
        cares = shorten("; ".join(person.priorities or ()), limits.words)
        yield PersonRow(
            name=shorten(person.name, _NAME),
            part=person.decision_role or shorten(person.role or "", _NAME),
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
            shorten(addressee(one.question, desk.deal.them.people or ()), _NAME),
        )
        for one in sorted(useful, key=lambda one: one.number)
    )


def _more(count: int, *, inside: bool) -> str:
    if count <= 0:
        return ""
    return f"{count} more {'issue is' if count == 1 else 'issues are'} {'in the annex' if inside else 'not shown'}."


def _approvals(desk: Desk) -> Iterator[str]:
    for one in (desk.deal.approvals or ())[:3]:
        status = one.status or "not asked for yet"
        expires = f" until {desk.words.day(one.expires)}" if one.expires and one.status == "granted" else ""
        yield shorten(f"{one.item}: {one.approver or 'approver not named'}, {status}{expires}", 14)


def _stop(desk: Desk) -> str:
    away = [person.name for person in desk.deal.us.people or () if person.attends is False]
    beyond = f" and call {shorten(away[0], _NAME)}" if away else ""
    return (
        f"An answer that would cross a red line or our authority: say nothing to it, ask for a break{beyond}."
    )


def _close(desk: Desk) -> Iterator[str]:
    deal, meeting, words = desk.deal, desk.meeting, desk.words
    if meeting is not None:
        who = f"{shorten(meeting.note_taker, _NAME)} writes" if meeting.note_taker else "agree who writes"
        yield f"Say aloud what was agreed, who does what and by when; {who} it down."
    ours = [one for one in desk.offers if one.by == "us"]
    if ours and ours[-1].valid_until and ours[-1].status == "sent":
        yield f"Our offer holds until {words.day(ours[-1].valid_until)}."
    if deal.deal.close_date:
        yield f"We mean to close by {words.day(deal.deal.close_date)}."
