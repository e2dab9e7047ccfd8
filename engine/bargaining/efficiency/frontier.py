"""The efficient outcomes of a deal: those that no other outcome beats for one side without loss to the other.

Also called the Pareto frontier (Raiffa, The Art and Science of Negotiation, 1982). Utilities are sums over issues, so
that an efficient outcome is made of efficient parts: the issues are merged one by one, and nothing is enumerated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .space import Space
from .staircase import Packing, merged

BUDGET = 2000
"""How many points of a frontier are listed unless more are asked for."""


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
    only some are listed: for each one left out there is a listed one that is worse by at most `error_ours` for us and
    by at most `error_theirs` for them.
    """

    points: tuple[Point, ...]
    exact: bool
    error_ours: Fraction = Fraction(0)
    error_theirs: Fraction = Fraction(0)

    @property
    def max_error(self) -> Fraction:
        """The larger of the two errors, on the scale of the deal's own weights; 0 when exact."""
        return max(self.error_ours, self.error_theirs)


def frontier(space: Space, budget: int = BUDGET) -> Frontier:
    """The efficient outcomes at or above both reservations, at most `budget` of them."""
    packing = Packing.of(space)
    points = tuple(_rational(space, _points(packing, merged(packing, packing.staircases()))))
    return Frontier(points[:budget], exact=len(points) <= budget)


def _points(packing: Packing, staircase: Iterable[int]) -> Iterable[Point]:
    for one in staircase:
        yield Point(packing.ours(one), packing.theirs(one), packing.choice(one))


def _rational(space: Space, points: Iterable[Point]) -> Iterable[Point]:
    ours, theirs = space.reservation_ours, space.reservation_theirs
    for point in points:
        if (ours is None or point.ours >= ours) and (theirs is None or point.theirs >= theirs):
            yield point
