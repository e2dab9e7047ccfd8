"""Annex: the points agreed as the talks went on, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...deal.talks import Clarification
from ..worded import source_of
from .context import PointRow
from .desk import Desk

_DECISIONS: Final = {"keep": "position kept", "adjust": "position adjusted", None: ""}


def point_rows(desk: Desk) -> tuple[PointRow, ...]:
    """What is agreed, then what is not clear yet, then what was learnt; empty before the clarification."""
    clarified = desk.deal.clarification
    if clarified is None:
        return ()
    return (*_agreed(clarified), *_open(clarified), *_learnt(clarified))


def _agreed(clarified: Clarification) -> Iterator[PointRow]:
    for point in clarified.agreed_points or ():
        on_record = f"on record: {point.documented}" if point.documented else "not written down yet"
        yield PointRow("Agreed", point.point, on_record)
    for text in clarified.common_interests or ():
        yield PointRow("Both want", text, "")


def _open(clarified: Clarification) -> Iterator[PointRow]:
    for claim in clarified.claims or ():
        yield PointRow(
            "We claim" if claim.by == "us" else "They claim", claim.statement, claim.status or "open"
        )
    for point in clarified.disagreements or ():
        yield PointRow("Disagreement", point.topic, _with(point.status or "open", point.handling))
    for mistaken in clarified.misunderstandings or ():
        yield PointRow(
            "Misunderstanding", mistaken.topic, _with(mistaken.status or "open", mistaken.resolution)
        )
    for one in clarified.assumptions or ():
        yield PointRow(
            "Assumption", one.assumption, _with("tested" if one.tested else "not tested", one.result)
        )


def _learnt(clarified: Clarification) -> Iterator[PointRow]:
    for driver in clarified.hidden_drivers or ():
        yield PointRow("Behind it", driver.text, source_of(driver.source))
    for news in clarified.new_information or ():
        yield PointRow("New", news.information, _with(_DECISIONS[news.decision], news.reason))


def _with(state: str, more: str | None) -> str:
    return ": ".join(filter(None, (state, more)))
