"""Annex: the elements of a good exchange of information, and what the plan has for each."""

from __future__ import annotations

from ..worded import capital, sentence
from .context import ElementRow
from .desk import Desk


def exchange_rows(desk: Desk) -> tuple[ElementRow, ...]:
    """A row an element: what it is for, how it is done, what we have prepared."""
    exchange, meeting = desk.deal.exchange, desk.meeting
    case = exchange.our_case if exchange else None
    rules = meeting.ground_rules if meeting else None
    return (
        element_row(
            desk,
            "brief.exchange.positions",
            _plan(desk, "exchange.our_case", *((case.position, case.rationale) if case else ())),
        ),
        element_row(
            desk,
            "brief.exchange.interests",
            _plan(desk, "exchange.our_case", *((case.interests or ()) if case else ())),
        ),
        element_row(
            desk,
            "brief.exchange.listening",
            _plan(desk, "exchange.listening_plan", exchange.listening_plan if exchange else None),
        ),
        element_row(
            desk,
            "brief.exchange.rules",
            _plan(
                desk,
                "meetings.ground_rules",
                *((rules.time_limits, rules.speaking_order, rules.topic_boundaries) if rules else ()),
            ),
        ),
        element_row(
            desk,
            "brief.exchange.setting",
            _plan(desk, "meetings.setting", *((meeting.setting, meeting.breaks) if meeting else ())),
        ),
    )


def element_row(desk: Desk, key: str, plan: tuple[str, ...]) -> ElementRow:
    """A row with the texts of an element, its purpose and its technique."""
    return ElementRow(
        element=desk.texts(key),
        purpose=desk.texts(f"{key}_purpose"),
        technique=desk.texts(f"{key}_technique"),
        plan=plan,
    )


def _plan(desk: Desk, path: str, *texts: str | None) -> tuple[str, ...]:
    return tuple(capital(sentence(text)) for text in texts if text) or (desk.silence(path),)
