"""Annex: the preparation at a glance, area by area (the source's table of stage 1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...deal.parties import Insight
from ..meeting import when_and_where
from ..worded import sentence
from .context import GlanceRow
from .desk import Desk
from .positions import batna_rows, red_lines

_WHOLE = 400


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
    yield _row(desk, "position", "alternative", (us.right,))
    yield _row(desk, "", "least", _walkaway(desk))


def _goals(desk: Desk) -> Iterator[GlanceRow]:
    goals = desk.deal.us.goals
    short, long = (goals.short_term, goals.long_term) if goals else (None, None)
    yield _row(desk, "goals", "short_term", _texts(desk, short, "us.goals.short_term"))
    yield _row(desk, "", "long_term", _texts(desk, long, "us.goals.long_term"))


def _leverage(desk: Desk) -> Iterator[GlanceRow]:
    us = desk.deal.us
    strong, weak = _texts(desk, us.strengths, "us.strengths"), _texts(desk, us.weaknesses, "us.weaknesses")
    yield _row(desk, "leverage", "strong", strong)
    yield _row(desk, "", "weak", weak)


def _them(desk: Desk) -> Iterator[GlanceRow]:
    them, strategy = desk.deal.them, desk.deal.strategy
    view = (*_said(desk, them.view), *_said(desk, them.challenges))
    drivers = (*_said(desk, them.needs), *_said(desk, them.decision_drivers))
    solved = tuple(
        f"{one.problem.rstrip('.')}: {sentence(one.how or desk.texts('brief.glance.no_solution'))}"
        for one in (strategy.solves if strategy else None) or ()
    )
    yield _row(desk, "them", "view", view or (desk.silence("them.view", "them.challenges"),))
    yield _row(desk, "", "drivers", drivers or (desk.silence("them.needs", "them.decision_drivers"),))
    yield _row(desk, "", "solves", solved or (desk.silence("strategy.solves"),))


def _strategy(desk: Desk) -> Iterator[GlanceRow]:
    header, strategy = desk.deal.deal, desk.deal.strategy
    approach = [desk.texts(f"brief.glance.{header.approach}")] if header.approach else []
    reason = [header.approach_reason] if approach and header.approach_reason else []
    process = (strategy.process,) if strategy and strategy.process else None
    content = (strategy.content,) if strategy and strategy.content else None
    yield _row(desk, "strategy", "approach", _texts(desk, (*approach, *reason), "deal.approach"))
    yield _row(desk, "", "process", _texts(desk, process, "strategy.process"))
    yield _row(desk, "", "content", _texts(desk, content, "strategy.content"))


def _logistics(desk: Desk) -> Iterator[GlanceRow]:
    meeting = desk.meeting
    names = meeting.attendees if meeting and meeting.attendees else None
    if not names:
        people = (*(desk.deal.us.people or ()), *(desk.deal.them.people or ()))
        names = tuple(person.name for person in people if person.attends)
    when = when_and_where(meeting, desk.words) or desk.silence("meetings")
    who = f"{desk.words.listed(names)}." if names else desk.silence("meetings.attendees")
    yield _row(desk, "logistics", "when", (when,))
    yield _row(desk, "", "who", (who,))


def _row(desk: Desk, area: str, question: str, answers: tuple[str, ...]) -> GlanceRow:
    named = desk.texts(f"brief.glance.{area}") if area else ""
    return GlanceRow(named, desk.texts(f"brief.glance.{question}"), answers)


def _said(desk: Desk, insights: Sequence[Insight] | None) -> tuple[str, ...]:
    """What is known of them, each with who says so."""
    return tuple(
        desk.texts("brief.glance.said", text=one.text, name=one.by)
        if one.by and one.source == "stated"
        else desk.words.sourced(one.text, one.source)
        for one in insights or ()
    )


def _texts(desk: Desk, texts: Sequence[str] | None, path: str) -> tuple[str, ...]:
    return tuple(map(sentence, texts or ())) or (desk.silence(path),)


def _walkaway(desk: Desk) -> tuple[str, ...]:
    walkaway = desk.deal.us.walkaway
    lines = [f"{line.left}: {line.right}." for line in red_lines(desk)]
    if walkaway and walkaway.reason:
        lines.insert(0, desk.texts("brief.glance.why_there", reason=sentence(walkaway.reason)))
    if walkaway and walkaway.value:
        worth = desk.words.worth(walkaway.value, walkaway.basis)
        lines.insert(0, desk.texts("brief.glance.whole", worth=worth))
    if walkaway and walkaway.summary:
        lines.insert(0, sentence(walkaway.summary))
    return tuple(lines) or (desk.silence("us.walkaway.summary", "us.walkaway"),)
