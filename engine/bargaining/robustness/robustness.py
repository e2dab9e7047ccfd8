"""How far the results of an analysis rest on what the plan only knows as a range.

Weights, openings, limits and reservations that are ranges are drawn together, a thousand times, each uniformly from its
range and none depending on another. The outcomes of the deal stay the same; in each draw they are weighed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...deal.model import Deal
from ...deal.term import Term
from ..efficiency.building import Valued
from .aims import Aim, Product, SmallerGain, Sum
from .draws import Input, draw
from .holding import Draw, outcome, package, trade
from .information import Information, information
from .outcomes import Choice
from .plan import Plan, plan_of
from .spreads import Spread, ZoneSpread, between, spread, zone_spreads

DRAWS = 1000
Terms = Mapping[str, Term]
Name = Literal["nash", "kalai"]
AIMS: Mapping[Name, Aim] = {"nash": Product(), "kalai": SmallerGain()}


@dataclass(frozen=True, slots=True)
class Solution:
    """A point of fair division: in how many draws that of the plan still holds, and where those of the draws lie."""

    name: Name
    terms: Terms | None
    """None when the plan as it stands has no outcome that both accept."""
    holds: int
    spreads: tuple[Spread, ...]
    """Over the draws in which there is one."""


@dataclass(frozen=True, slots=True)
class HeldPackage:
    """In how many draws we accept a package, they accept it, it wastes next to nothing, and all three."""

    name: str
    ours: int
    theirs: int
    efficient: int
    holds: int


@dataclass(frozen=True, slots=True)
class HeldTrade:
    """In how many draws we gain by a trade, they gain by it, and both do."""

    name: str
    ours: int
    theirs: int
    holds: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """What becomes of the results in `draws` draws; every count is out of these."""

    draws: int
    seed: int
    inputs: tuple[Input, ...]
    """The ranges that are drawn."""
    idle: tuple[Input, ...]
    """The ranges that no result rests on."""
    cut_short: int
    """In how many draws the search for the best outcomes was cut short: they may be better by more than is said."""
    zone: int
    """In how many draws there is an outcome that both accept."""
    zones: tuple[ZoneSpread, ...]
    gain: tuple[float, float]
    """The largest sum of both gains over the reservations, of nine draws in ten; 0 in a draw without a zone."""
    solutions: tuple[Solution, ...]
    packages: tuple[HeldPackage, ...]
    trades: tuple[HeldTrade, ...]
    information: tuple[Information, ...]
    """What it would be worth to know each input, the most worth first."""


def robustness(
    deal: Deal,
    valued: Valued,
    *,
    solutions: Mapping[Name, Choice | None] | None = None,
    packages: Mapping[str, Terms] | None = None,
    trades: Mapping[str, tuple[Terms, Terms]] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Robustness | None:
    """How far the results of a deal hold; None when its outcomes cannot be valued.

    `solutions` are the points of the plan as it stands, found anew where they are not given; `packages` name a term of
    each issue; `trades` the terms before and after, of the issues that they touch. What cannot be valued is left out.
    """
    plan = plan_of(deal, valued)
    if plan is None:
        return None
    units = draw(plan.inputs, draws, seed)
    # Without any range all draws are one, that counts for all.
    drawing = _Drawing(plan, units if plan.inputs else units[:1], 1 if plan.inputs else draws)
    return Robustness(
        draws=draws,
        seed=seed,
        inputs=plan.inputs,
        idle=plan.idle,
        cut_short=drawing.cut_short(),
        zone=drawing.zone(),
        zones=tuple(zone_spreads(deal, draws, seed)),
        gain=drawing.gain(),
        solutions=tuple(drawing.solution(name, (solutions or {}).get(name)) for name in AIMS),
        packages=tuple(drawing.packages(packages or {})),
        trades=tuple(drawing.trades(trades or {})),
        information=(*drawing.information(seed), *(Information(one, 0.0, 0.0, 0) for one in plan.idle)),
    )


class _Drawing:
    """All draws of a plan; each counts `times`."""

    def __init__(self, plan: Plan, units: Sequence[Sequence[float]], times: int) -> None:
        self._plan = plan
        self._units = units
        self._times = times
        self._draws = [Draw(plan, one) for one in units]
        self._best = {name: [one.best(aim) for one in self._draws] for name, aim in AIMS.items()}

    def cut_short(self) -> int:
        """In how many draws a search was cut short."""
        return self._count(
            any(one is not None and not one.proven for one in found)
            for found in zip(*self._best.values(), strict=True)
        )

    def zone(self) -> int:
        """In how many draws an outcome is acceptable to both."""
        return self._count(one is not None for one in self._best["kalai"])

    def gain(self) -> tuple[float, float]:
        """The spread of the largest joint gain."""
        found = (one.best(Sum()) for one in self._draws)
        return between([0.0 if one is None else one.value for one in found])

    def solution(self, name: Name, choice: Choice | None) -> Solution:
        """How a point of the plan fares, and where those of the draws lie."""
        if choice is None:
            found = Draw(self._plan, [0.5] * len(self._plan.inputs)).best(AIMS[name], slack=0.0)
            choice = found.choice if found else None
        best = self._best[name]
        held = 0
        if choice is not None:
            point = outcome(self._plan, choice)
            held = self._count(
                most is not None and one.nearly_best(point, AIMS[name], most.value)
                for one, most in zip(self._draws, best, strict=True)
            )
        chosen = [one.choice for one in best if one is not None]
        space = self._plan.outcomes.space
        return Solution(
            name,
            None if choice is None else space.terms(choice),
            held,
            tuple(
                spread(dimension, [one[place] for one in chosen], self._times)
                for place, dimension in enumerate(space.dimensions)
                if chosen
            ),
        )

    def packages(self, offered: Mapping[str, Terms]) -> Iterator[HeldPackage]:
        """How packages fare."""
        for name, terms in offered.items():
            weighable = package(self._plan, terms)
            if weighable is None:
                continue
            accepted = [one.accepted(weighable) for one in self._draws]
            efficient = [one.efficient(weighable) for one in self._draws]
            yield HeldPackage(
                name,
                ours=self._count(ours for ours, _ in accepted),
                theirs=self._count(theirs for _, theirs in accepted),
                efficient=self._count(efficient),
                holds=self._count(map(all, zip(*zip(*accepted, strict=True), efficient, strict=True))),
            )

    def trades(self, offered: Mapping[str, tuple[Terms, Terms]]) -> Iterator[HeldTrade]:
        """How trades fare."""
        for name, (before, after) in offered.items():
            weighable = trade(self._plan, before, after)
            if weighable is None:
                continue
            gained = [one.gained(weighable) for one in self._draws]
            yield HeldTrade(
                name,
                ours=self._count(ours for ours, _ in gained),
                theirs=self._count(theirs for _, theirs in gained),
                holds=self._count(map(all, gained)),
            )

    def information(self, seed: int) -> tuple[Information, ...]:
        """What it would be worth to know each input."""
        cases = [one.case for one in self._draws]
        return information(self._plan, self._units, cases, self._best["nash"], seed)

    def _count(self, found: Iterable[bool]) -> int:
        return sum(found) * self._times
