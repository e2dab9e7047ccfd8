"""The efficient outcomes of a deal: those that no other outcome beats for one side without loss to the other.

Also called the Pareto frontier (Raiffa, The Art and Science of Negotiation, 1982). Utilities are sums over issues, so
that an efficient outcome is made of efficient parts: the issues are merged one by one, and nothing is enumerated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .budget import Thinned, thin, thin_to
from .search import Halves
from .space import Space
from .staircase import Packing, Staircase

BUDGET = 2000
"""How many points of a frontier are listed unless more are asked for."""
AT_ONCE = 100_000
"""Sums of two staircases that are worked out at once; where there would be more, some points are left out."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Point:
    """An outcome and its worth to both sides in units of the space; `choice` is an option of each dimension."""

    ours: int
    theirs: int
    choice: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frontier:
    """The distinct efficient pairs of worth at or above both reservations, best for us first.

    Of the outcomes of one worth, the first in issue order is listed. When the points would be more than the budget,
    only some are listed, all of them close to efficient: for each efficient outcome there is a listed one that is worse
    by at most `error_ours` for us and by at most `error_theirs` for them. (If the frontier is so large that not even
    half of the issues could be merged exactly, this holds for the outcomes that are better than the reservations by
    more than the errors.)
    """

    points: tuple[Point, ...]
    exact: bool
    error_ours: Fraction = Fraction(0)
    error_theirs: Fraction = Fraction(0)
    halves: Halves | None = field(default=None, repr=False, compare=False)
    """All efficient outcomes as sums of two parts, when they are not all listed."""

    @property
    def max_error(self) -> Fraction:
        """The larger of the two errors, on the scale of the deal's own weights; 0 when exact."""
        return max(self.error_ours, self.error_theirs)


def frontier(space: Space, budget: int = BUDGET, *, at_once: int = AT_ONCE) -> Frontier:
    """The efficient outcomes at or above both reservations; at most `budget` of them, which is 3 or more.

    Memory grows with `at_once`.
    """
    if not space.dimensions:
        return Frontier((), exact=True)
    packing = Packing.of(space)
    staircases = sorted(packing.staircases(), key=len)
    first, count = _merged(packing, packing.cut([0], staircases), staircases, [], at_once)
    if not first or (count == len(staircases) and len(first) <= budget):
        return Frontier(points(packing, first), exact=True)
    rest = staircases[count:]
    second, merged = _merged(packing, [0], rest, [first], at_once)
    if merged < len(rest):
        second = _shortened(packing, second, rest[merged:], [first], budget).staircase
    halves = Halves(packing, first, second, exact=merged == len(rest))
    return _within(halves, rest, max(budget, _FEWEST))


def points(packing: Packing, staircase: Staircase) -> tuple[Point, ...]:
    """The outcomes of a staircase of all issues."""
    worths = zip(packing.ours(staircase), packing.theirs(staircase), staircase, strict=True)
    return tuple(
        Point(ours + packing.base_ours, theirs + packing.base_theirs, packing.choice(one))
        for ours, theirs, one in worths
    )


def _merged(
    packing: Packing,
    begun: Staircase,
    staircases: Sequence[Staircase],
    beside: Sequence[Staircase],
    at_once: int,
) -> tuple[Staircase, int]:
    """The sums of as many staircases as are worked out exactly, and how many that are.

    `beside` is merged with them later, and counts for what can still be reached.
    """
    found = begun
    for count, one in enumerate(staircases):
        if len(found) * len(one) > at_once:
            return found, count
        found = packing.cut(packing.merge(found, one), [*staircases[count + 1 :], *beside])
    return found, len(staircases)


def _shortened(
    packing: Packing,
    begun: Staircase,
    rest: Sequence[Staircase],
    beside: Sequence[Staircase],
    budget: int,
) -> Thinned:
    """The sums with about `budget` points after each merge, and what both sides may lose by all of it."""
    thinned = thin(packing, begun, budget)
    found, loss_ours, loss_theirs = thinned.staircase, thinned.loss_ours, thinned.loss_theirs
    for place, one in enumerate(rest):
        merged = packing.cut(packing.merge(found, one), [*rest[place + 1 :], *beside])
        thinned = thin(packing, merged, budget)
        found = thinned.staircase
        loss_ours += thinned.loss_ours
        loss_theirs += thinned.loss_theirs
    return Thinned(found, loss_ours, loss_theirs)


def _within(halves: Halves, rest: Sequence[Staircase], budget: int) -> Frontier:
    """The frontier with no more points than the budget, its ends exact."""
    packing = halves.packing
    found = _shortened(packing, halves.first, rest, [], budget) if rest else Thinned(halves.first)
    # Without the ends, outcomes close to a reservation would have no listed one close to them.
    ends = [end for end in (halves.best_for_us(), halves.best_for_them()) if end is not None]
    thinned = thin_to(packing, packing.prune([*found.staircase, *ends]), budget)
    space = packing.space
    return Frontier(
        points(packing, thinned.staircase),
        exact=False,
        error_ours=Fraction(found.loss_ours + thinned.loss_ours, space.scale_ours),
        error_theirs=Fraction(found.loss_theirs + thinned.loss_theirs, space.scale_theirs),
        halves=halves,
    )
