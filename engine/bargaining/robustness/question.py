"""The one answer that would change the recommendation most."""

from __future__ import annotations

from collections.abc import Iterator

from ...deal.base import Stage
from ...deal.model import Deal
from ...deal.term import Term
from ..efficiency.building import value
from .aims import Product
from .draws import draw
from .holding import SLACK
from .information import Information, information
from .plan import plan_of
from .search import best, line

DRAWS = 100
PACKAGES = 12
"""Fewer than in an analysis: they tell the first from the rest, and are quick enough for every check."""
WORTH_ASKING = 0.0025
"""An answer that makes the best package better by less than this share is worth no question of its own."""


def decisive(
    deal: Deal, *, stage: Stage | None = None, draws: int = DRAWS, seed: int = 0
) -> Information | None:
    """The range of the plan that it would be worth most to know; None if none is worth a question.

    There has to be something left to settle (no offer is accepted), and to trade (two issues that can be valued).
    `stage` takes the place of the deal's own.
    """
    if _settled(deal, stage or deal.deal.stage) or all(term.exact for term in _figures(deal)):
        return None
    valued = value(deal)
    plan = plan_of(deal, valued)
    if plan is None or not plan.inputs or len(valued.space.dimensions) < 2:
        return None
    units = draw(plan.inputs, draws, seed)
    cases = [plan.case(one) for one in units]
    found = [best(plan.outcomes, one, line(plan.outcomes, one), Product(), slack=SLACK) for one in cases]
    first = information(plan, units, cases, found, seed, PACKAGES)[0]
    return first if first.worth >= WORTH_ASKING else None


def _settled(deal: Deal, stage: Stage | None) -> bool:
    offers = deal.bargaining.offers if deal.bargaining else None
    return stage in ("commitment", "closed") or any(one.status == "accepted" for one in offers or ())


def _figures(deal: Deal) -> Iterator[Term]:
    """Whatever may be a range that is drawn."""
    for issue in deal.issues or ():
        for stand in (issue.ours, issue.theirs):
            if stand is not None:
                yield from filter(None, (stand.opening, stand.target, stand.walkaway, stand.weight))
    for party in (deal.us, deal.them):
        whole = (
            party.walkaway and party.walkaway.value,
            party.batna and party.batna.value,
            party.reservation,
        )
        yield from filter(None, whole)
