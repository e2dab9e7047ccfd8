"""The bargaining analysis of a deal: what both sides could gain, and how to get there. Pure and lazy.

Each part is worked out when it is first asked for, so that a check whose rules want none of it pays for none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .bargaining.advice.concessions import Bargain, ConcessionPlan, bargains, concessions
from .bargaining.advice.counteroffer import Counteroffer, counteroffer
from .bargaining.advice.ground import Ground
from .bargaining.advice.packages import Packages, packages
from .bargaining.advice.standing import ground_of
from .bargaining.advice.trades import Trades, trades
from .bargaining.efficiency.building import STEPS, Valued, value
from .bargaining.efficiency.frontier import BUDGET, Frontier, Point, frontier
from .bargaining.efficiency.points import Outcome, Place, outcome, place
from .bargaining.efficiency.reservation import Reservation
from .bargaining.efficiency.solutions import kalai, kalai_smorodinsky, nash, welfare
from .bargaining.efficiency.space import Space
from .bargaining.history.reading import LogReading, history
from .bargaining.offers import Package, Standing, standings
from .bargaining.preferences import Preferences
from .bargaining.progress import Zone, zones
from .bargaining.robustness.information import Information
from .bargaining.robustness.question import decisive
from .bargaining.robustness.robustness import DRAWS, Name, Robustness, robustness
from .deal.model import Deal
from .deal.talks import Offer


class PlacedOffer(NamedTuple):
    """An offer with the place of its whole package; the place is None when nothing in it can be valued."""

    offer: Offer
    place: Place | None


@dataclass(frozen=True)
class Analysis:
    """What follows from a deal for the bargaining. Utilities are on the scale of the deal's own weights."""

    deal: Deal
    seed: int = 0
    draws: int = DRAWS
    budget: int = BUDGET
    steps: int = STEPS

    @cached_property
    def valued(self) -> Valued:
        """Every outcome of the deal, valued for both sides."""
        return value(self.deal, steps=self.steps)

    @property
    def space(self) -> Space:
        """The outcomes; with what was left out and assumed."""
        return self.valued.space

    @property
    def reservations(self) -> tuple[Reservation, Reservation]:
        """Ours and theirs."""
        return self.valued.ours, self.valued.theirs

    @cached_property
    def frontier(self) -> Frontier:
        """The efficient outcomes at or above both reservations."""
        return frontier(self.space, self.budget)

    @cached_property
    def _fair(self) -> Mapping[Name, Point | None]:
        return {"nash": nash(self.space, self.frontier), "kalai": kalai(self.space, self.frontier)}

    @cached_property
    def nash(self) -> Outcome | None:
        """The outcome with the largest product of gains; None when none is acceptable to both."""
        return self._outcome(self._fair["nash"])

    @cached_property
    def kalai(self) -> Outcome | None:
        """The outcome whose smaller gain is largest."""
        return self._outcome(self._fair["kalai"])

    @cached_property
    def kalai_smorodinsky(self) -> Outcome | None:
        """The outcome whose smaller gain, as a share of the side's largest, is largest."""
        return self._outcome(kalai_smorodinsky(self.space, self.frontier))

    @cached_property
    def welfare(self) -> Outcome | None:
        """The outcome with the largest sum of utilities."""
        return self._outcome(welfare(self.space, self.frontier))

    def _outcome(self, point: Point | None) -> Outcome | None:
        return None if point is None else outcome(self.space, point)

    @property
    def zone_exists(self) -> bool | None:
        """Whether some outcome is acceptable to both; None as long as a reservation is not known."""
        if self.space.reservation_ours is None or self.space.reservation_theirs is None:
            return None
        return bool(self.frontier.points)

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of possible agreement of each negotiable issue."""
        return zones(Preferences(self.deal.issues or ()), ())

    @cached_property
    def _standings(self) -> tuple[Standing, ...]:
        return standings(self.deal.bargaining.offers or ()) if self.deal.bargaining else ()

    @cached_property
    def final_terms(self) -> Package:
        """What was agreed: the package of the accepted offer, else what the commitment records; empty before that."""
        accepted = [one.package for one in self._standings if one.offer.status == "accepted"]
        recorded = self.deal.commitment.terms if self.deal.commitment else None
        return accepted[-1] if accepted else recorded or {}

    @cached_property
    def final(self) -> Place | None:
        """What was agreed, held against what it could be; None before anything is agreed."""
        return place(self.valued, self.final_terms, self.budget)

    @cached_property
    def offers(self) -> tuple[PlacedOffer, ...]:
        """Each offer on record, held against what it could be."""
        return tuple(
            PlacedOffer(one.offer, place(self.valued, one.package, self.budget)) for one in self._standings
        )

    @cached_property
    def ground(self) -> Ground:
        """Where both sides stand, inside our limits and authority: what advice starts from."""
        return ground_of(self.deal, self.space)

    @cached_property
    def trades(self) -> Trades:
        """Trades in which both sides gain."""
        return trades(self.ground)

    @cached_property
    def packages(self) -> Packages:
        """Packages of equal worth to us that differ."""
        return packages(self.ground)

    @cached_property
    def concessions(self) -> ConcessionPlan:
        """Shrinking steps from where we stand to our target."""
        return concessions(self.ground)

    @cached_property
    def bargains(self) -> tuple[Bargain, ...]:
        """What each planned concession costs us and buys."""
        return bargains(self.ground)

    @cached_property
    def counteroffer(self) -> Counteroffer:
        """What to offer next."""
        return counteroffer(self.ground)

    @cached_property
    def robustness(self) -> Robustness | None:
        """How far all of this rests on what is only known as a range; None without draws, or outcomes."""
        if not self.draws:
            return None
        space = self.ground.space
        named = {
            f"package {place}": space.terms(one.choice)
            for place, one in enumerate(self.packages.found, start=1)
        }
        if self.final is not None and not self.final.open:
            named["final"] = self.final.terms
        return robustness(
            self.deal,
            self.valued,
            solutions={name: None if point is None else point.choice for name, point in self._fair.items()},
            packages=named,
            trades={
                f"{one.give.issue.id} for {one.get.issue.id}": (
                    {one.give.issue.id: one.give.before, one.get.issue.id: one.get.before},
                    {one.give.issue.id: one.give.after, one.get.issue.id: one.get.after},
                )
                for one in self.trades.found
            },
            draws=self.draws,
            seed=self.seed,
        )

    @cached_property
    def question(self) -> Information | None:
        """The range that it would be worth most to know, if any is worth a question."""
        return decisive(self.deal, seed=self.seed)

    @cached_property
    def log(self) -> LogReading:
        """What the offers tell about the way both sides bargain."""
        return history(self.deal)


def analyze(
    deal: Deal, *, seed: int = 0, draws: int = DRAWS, budget: int = BUDGET, steps: int = STEPS
) -> Analysis:
    """The analysis of a deal; nothing is worked out before it is asked for.

    `draws` of their ranges, seeded by `seed`, tell how well recommendations hold; the frontier lists at most `budget`
    points; a range is cut into about `steps` steps.
    """
    return Analysis(deal, seed, draws, budget, steps)
