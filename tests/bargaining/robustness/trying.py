"""Whether results hold, found the long way: each draw's values put into the deal, every outcome tried, exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from engine.bargaining.efficiency.building import value
from engine.bargaining.efficiency.reservation import reservation
from engine.bargaining.efficiency.worth import SIDES, worths
from engine.bargaining.robustness.draws import draw
from engine.bargaining.robustness.plan import Plan, plan_of
from engine.deal.model import Deal
from engine.deal.term import Term
from tests.bargaining.robustness.settling import settled

Gains = tuple[Fraction, Fraction]
WASTE, NEARLY = Fraction(2, 100), Fraction(95, 100)


class Tried:
    """One draw with the gains of every outcome of the plan."""

    def __init__(self, plan: Plan, known: Deal) -> None:
        self._plan = plan
        self._worths = worths(known.issues or ())
        self._limits = [reservation(known, side, self._worths.of(side)).utility for side in SIDES]
        sizes = [range(len(one.options)) for one in plan.valued.space.dimensions]
        self.every = [self.gains(plan.valued.space.terms(choice)) for choice in product(*sizes)]

    def gains(self, terms: Mapping[str, Term]) -> Gains:
        """Both gains of a package; drawn weights are shares of the same whole as those of the plan."""
        found = []
        for side, stakes, limit in zip(SIDES, self._plan.exact, self._limits, strict=True):
            utility = self._worths.utility(terms, side)
            assert utility is not None
            assert limit is not None
            scale = stakes.total / sum(worth.weight for worth in self._worths.of(side).values())
            # A stated reservation is on the scale of the plan already.
            found.append(scale * utility - (limit if stakes.stated is not None else scale * limit))
        return found[0], found[1]

    @property
    def rational(self) -> list[Gains]:
        """Those of the outcomes that both sides accept."""
        return [one for one in self.every if min(one) >= 0]

    def efficient(self, terms: Mapping[str, Term]) -> bool:
        """Whether no outcome gives each side more by a fiftieth of its span in the plan."""
        ours, theirs = self.gains(terms)
        spans = [Fraction(span) for span in self._plan.outcomes.spans]
        return not any(
            one - ours > WASTE * spans[0] and two - theirs > WASTE * spans[1] for one, two in self.every
        )

    def nearly_best(self, terms: Mapping[str, Term], name: str) -> bool:
        """Whether both accept the package and it comes up to 95 % of the best for the aim."""
        gains = self.gains(terms)
        if min(gains) < 0 or not self.rational:
            return False
        if name == "nash":
            return gains[0] * gains[1] >= NEARLY**2 * max(one * two for one, two in self.rational)
        return min(gains) >= NEARLY * max(map(min, self.rational))


def tried(deal: Deal, draws: int, seed: int) -> Iterator[Tried]:
    """Every draw of a deal whose issues all have limits on both sides."""
    plan = plan_of(deal, value(deal))
    assert plan is not None
    for units in draw(plan.inputs, draws, seed):
        yield Tried(plan, settled(deal, plan, units))
