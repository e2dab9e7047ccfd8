"""Annex: the points agreed as the talks went on, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from ...deal.talks import Clarification
from .context import PointRow
from .desk import Desk


def point_rows(desk: Desk) -> tuple[PointRow, ...]:
    """What is agreed, then what is not clear yet, then what was learnt; empty before the clarification."""
    clarified = desk.deal.clarification
    if clarified is None:
        return ()
    return (*_agreed(desk, clarified), *_open(desk, clarified), *_learnt(desk, clarified))


def _agreed(desk: Desk, clarified: Clarification) -> Iterator[PointRow]:
    texts = desk.texts
    for point in clarified.agreed_points or ():
        if point.documented:
            on_record = texts("brief.points.on_record", where=point.documented)
        else:
            on_record = texts("brief.points.not_written")
        yield PointRow(texts("brief.points.agreed"), point.point, on_record)
    for text in clarified.common_interests or ():
        yield PointRow(texts("brief.points.both"), text, "")


def _open(desk: Desk, clarified: Clarification) -> Iterator[PointRow]:
    texts = desk.texts

    def state(status: str | None) -> str:
        return texts.named("point", status or "open")

    for claim in clarified.claims or ():
        whose = texts("brief.points.our_claim" if claim.by == "us" else "brief.points.their_claim")
        yield PointRow(whose, claim.statement, texts.named("claim", claim.status or "open"))
    for point in clarified.disagreements or ():
        yield PointRow(
            texts("brief.points.disagreement"), point.topic, _with(state(point.status), point.handling)
        )
    for mistaken in clarified.misunderstandings or ():
        how = _with(state(mistaken.status), mistaken.resolution)
        yield PointRow(texts("brief.points.misunderstanding"), mistaken.topic, how)
    for one in clarified.assumptions or ():
        tested = texts("brief.points.tested" if one.tested else "brief.points.not_tested")
        yield PointRow(texts("brief.points.assumption"), one.assumption, _with(tested, one.result))


def _learnt(desk: Desk, clarified: Clarification) -> Iterator[PointRow]:
    for driver in clarified.hidden_drivers or ():
        yield PointRow(desk.texts("brief.points.hidden"), driver.text, desk.words.source(driver.source))
    for news in clarified.new_information or ():
        decision = desk.texts(f"brief.points.{news.decision}") if news.decision else ""
        yield PointRow(desk.texts("brief.points.new"), news.information, _with(decision, news.reason))


def _with(state: str, more: str | None) -> str:
    return ": ".join(filter(None, (state, more)))
