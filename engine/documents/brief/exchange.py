"""Annex: the elements of a good exchange of information, and what the plan has for each."""

from __future__ import annotations

from ..worded import sentence
from .context import ElementRow
from .desk import Desk


def exchange_rows(desk: Desk) -> tuple[ElementRow, ...]:
    """A row an element: what it is for, how it is done, what we have prepared."""
    exchange, meeting = desk.deal.exchange, desk.meeting
    case = exchange.our_case if exchange else None
    rules = meeting.ground_rules if meeting else None
    return (
        ElementRow(
            "Opening positions",
            "Both know where the talk begins",
            "Say it plainly, with the reason for it",
            _plan(desk, "exchange.our_case", *((case.position, case.rationale) if case else ())),
        ),
        ElementRow(
            "Interests",
            "Both know why it matters",
            "Say what matters most to us and ask what matters to them",
            _plan(desk, "exchange.our_case", *((case.interests or ()) if case else ())),
        ),
        ElementRow(
            "Listening",
            "They are heard and we learn",
            "Repeat in own words, ask back, take notes",
            _plan(desk, "exchange.listening_plan", exchange.listening_plan if exchange else None),
        ),
        ElementRow(
            "Ground rules",
            "Nobody is surprised by how we talk",
            "Agree on time, order of speaking and topics first",
            _plan(
                desk,
                "meetings.ground_rules",
                *((rules.time_limits, rules.speaking_order, rules.topic_boundaries) if rules else ()),
            ),
        ),
        ElementRow(
            "Good surroundings",
            "It is easy to speak openly",
            "A quiet room, something to drink, breaks when needed",
            _plan(desk, "meetings.setting", *((meeting.setting, meeting.breaks) if meeting else ())),
        ),
    )


def _plan(desk: Desk, path: str, *texts: str | None) -> tuple[str, ...]:
    return tuple(_capital(sentence(text)) for text in texts if text) or (desk.silence(path),)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
