"""Annex: the preparation at a glance, area by area (the source's table of stage 1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...deal.parties import Insight
from ..meeting import when_and_where
from ..worded import sentence, sourced
from .context import GlanceRow
from .desk import Desk
from .positions import batna_rows, red_lines

_WHOLE = 400
_APPROACHES = {"integrative": "Look for gains on both sides", "distributive": "Bargain hard"}


def glance_rows(desk: Desk) -> tuple[GlanceRow, ...]:
    """Each focus area with its questions and what the plan answers; silence is said, not left out."""
    return (
        *_position(desk),
        *_goals(desk),
        *_leverage(desk),
        *_them(desk),
        *_strategy(desk),
        *_logistics(desk),
    )


def _position(desk: Desk) -> Iterator[GlanceRow]:
    us = batna_rows(desk, _WHOLE)[0]
    yield GlanceRow("Our position", "What do we do without an agreement?", (us.right,))
    yield GlanceRow("", "What are the least terms we accept?", _walkaway(desk))


def _goals(desk: Desk) -> Iterator[GlanceRow]:
    goals = desk.deal.us.goals
    short, long = (goals.short_term, goals.long_term) if goals else (None, None)
    yield GlanceRow("Goals", "What must this deal bring?", _texts(desk, short, "us.goals.short_term"))
    yield GlanceRow("", "What matters beyond it?", _texts(desk, long, "us.goals.long_term"))


def _leverage(desk: Desk) -> Iterator[GlanceRow]:
    us = desk.deal.us
    strong, weak = _texts(desk, us.strengths, "us.strengths"), _texts(desk, us.weaknesses, "us.weaknesses")
    yield GlanceRow("Strengths and weaknesses", "Where have we leverage?", strong)
    yield GlanceRow("", "Where are we vulnerable?", weak)


def _them(desk: Desk) -> Iterator[GlanceRow]:
    them, strategy = desk.deal.them, desk.deal.strategy
    view = (*_said(them.view), *_said(them.challenges))
    drivers = (*_said(them.needs), *_said(them.decision_drivers))
    solved = tuple(
        f"{one.problem.rstrip('.')}: {sentence(one.how or 'how is not set yet')}"
        for one in (strategy.solves if strategy else None) or ()
    )
    yield GlanceRow(
        "Other party",
        "How do they see it, and what troubles them?",
        view or (desk.silence("them.view", "them.challenges"),),
    )
    yield GlanceRow(
        "",
        "What do they need, and by what do they decide?",
        drivers or (desk.silence("them.needs", "them.decision_drivers"),),
    )
    yield GlanceRow("", "What of it do we solve?", solved or (desk.silence("strategy.solves"),))


def _strategy(desk: Desk) -> Iterator[GlanceRow]:
    header, strategy = desk.deal.deal, desk.deal.strategy
    approach = [f"{_APPROACHES[header.approach]} ({header.approach})"] if header.approach else []
    reason = [header.approach_reason] if approach and header.approach_reason else []
    process = (strategy.process,) if strategy and strategy.process else None
    content = (strategy.content,) if strategy and strategy.content else None
    yield GlanceRow(
        "Strategy", "Which approach, and why here?", _texts(desk, (*approach, *reason), "deal.approach")
    )
    yield GlanceRow("", "How do we go about it?", _texts(desk, process, "strategy.process"))
    yield GlanceRow("", "What may move, what not?", _texts(desk, content, "strategy.content"))


def _logistics(desk: Desk) -> Iterator[GlanceRow]:
    meeting = desk.meeting
    names = meeting.attendees if meeting and meeting.attendees else None
    if not names:
        people = (*(desk.deal.us.people or ()), *(desk.deal.them.people or ()))
        names = tuple(person.name for person in people if person.attends)
    when = when_and_where(meeting, desk.words) or desk.silence("meetings")
    who = f"{desk.words.listed(names)}." if names else desk.silence("meetings.attendees")
    yield GlanceRow("Logistics", "When, where, how long, for what?", (when,))
    yield GlanceRow("", "Who sits at the table?", (who,))


def _said(insights: Sequence[Insight] | None) -> tuple[str, ...]:
    """What is known of them, each with who says so."""
    return tuple(
        f"{one.text} ({one.by} said)" if one.by and one.source == "stated" else sourced(one.text, one.source)
        for one in insights or ()
    )


def _texts(desk: Desk, texts: Sequence[str] | None, path: str) -> tuple[str, ...]:
    return tuple(map(sentence, texts or ())) or (desk.silence(path),)


def _walkaway(desk: Desk) -> tuple[str, ...]:
    walkaway = desk.deal.us.walkaway
    lines = [f"{line.left}: {line.right}." for line in red_lines(desk)]
    if walkaway and walkaway.reason:
        lines.insert(0, f"Why there: {sentence(walkaway.reason)}")
    if walkaway and walkaway.value:
        lines.insert(0, f"The whole deal: {desk.words.worth(walkaway.value, walkaway.basis)}.")
    if walkaway and walkaway.summary:
        lines.insert(0, sentence(walkaway.summary))
    return tuple(lines) or (desk.silence("us.walkaway.summary", "us.walkaway"),)
