"""Offer logs for tests: two issues of the same weight, price and term."""

from __future__ import annotations

from engine.bargaining.history import LogReading, history
from tests.making import deal_of

ISSUES = """
issues:
  - id: price
    kind: money
    ours: {opening: 200, target: 150, walkaway: 100, weight: 50}
    theirs: {opening: 50, walkaway: {value: 140, source: estimated}}
  - id: term
    kind: duration
    ours: {opening: 40, walkaway: 0, weight: 50}
    theirs: {opening: 0, walkaway: 40}
  - id: place
    kind: choice
    options: [here, there, elsewhere]
    ours: {opening: here, walkaway: there, weight: 0}
"""


def reading(*offers: str, issues: str = ISSUES, more: str = "") -> LogReading:
    """The reading of a log. An offer is `us 1 price=120 term=24 status=sent`; the key is side and place in the log."""
    written = "\n".join(f"    - {_offer(place, offer)}" for place, offer in enumerate(offers))
    return history(deal_of(f"{issues}\n{more}\nbargaining:\n  offers:\n{written}"))


def _offer(place: int, text: str) -> str:
    side, round, *rest = text.split()
    pairs = [part.split("=", 1) for part in rest]
    terms = ", ".join(f"{key}: {value}" for key, value in pairs if key in ("price", "term", "place"))
    others = "".join(f", {key}: {value}" for key, value in pairs if key not in ("price", "term", "place"))
    said = f", terms: {{{terms}}}" if terms else ""
    return f"{{id: {side}{place}, by: {side}, round: {round}{said}{others}}}"
