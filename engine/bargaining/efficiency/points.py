"""Where a package lies: what it is worth to both sides, and what both would prefer to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import floor

from ...deal.issues import Issue
from ...deal.term import Term
from ..offers import Package
from ..preferences import preference
from .building import Valued
from .frontier import BUDGET, Frontier, Point, frontier
from .solutions import nash
from .space import Dimension, Space, least_units
from .worth import SIDES, ZERO


@dataclass(frozen=True, slots=True)
class Outcome:
    """A package and its utility to both sides, on the scale of the deal's own weights."""

    ours: Fraction
    theirs: Fraction
    terms: Package


@dataclass(frozen=True, slots=True)
class Place:
    """A package held against everything that it could be, on the issues that it settles."""

    ours: Fraction
    theirs: Fraction
    terms: Package
    open: tuple[Issue, ...]
    """Issues that can be valued and that the package says nothing of."""
    better: tuple[Outcome, ...]
    """The efficient packages that are better for one side at least and worse for none, best for us first."""

    @property
    def efficient(self) -> bool:
        """Whether no package is better for one side and worse for none."""
        return not self.better

    @property
    def most_for_us(self) -> Fraction:
        """What we could gain in utility at no loss to them."""
        return self.better[0].ours - self.ours if self.better else ZERO

    @property
    def most_for_them(self) -> Fraction:
        """What they could gain in utility at no loss to us."""
        return self.better[-1].theirs - self.theirs if self.better else ZERO


def place(valued: Valued, package: Package, budget: int = BUDGET) -> Place | None:
    """Where a package lies; None when it settles no issue that can be valued. It need not be on the grid."""
    settled = _settled(valued.space, package)
    if not settled.dimensions:
        return None
    ours, theirs = utilities(valued, package)
    least = _at_least(settled, ours, theirs)
    better = tuple(
        outcome
        for outcome in outcomes(least, frontier(least, budget))
        if (outcome.ours, outcome.theirs) != (ours, theirs)
    )
    ids = {dimension.issue.id for dimension in settled.dimensions}
    return Place(
        ours,
        theirs,
        {id: term for id, term in package.items() if id in ids},
        tuple(one.issue for one in valued.space.dimensions if one.issue.id not in ids),
        better,
    )


def improvement(valued: Valued, package: Package, least: Fraction = ZERO) -> Package | None:
    """The change on two issues at most that gains most for both, as new terms; None when none gains for both.

    Each side gains more than `least`, as a share of what is at stake for it; most is the largest product of what both
    gain above that, so that it is fair as well as large (Nash, 1950). No issue goes beyond a limit of either side.
    """
    settled = _settled(valued.space, package)
    inside = {
        one.issue.id: kept
        for one in settled.dimensions
        if (kept := _inside(one, package[one.issue.id])).options
    }
    above = [least * stake for stake in _stakes(settled)]
    best, found = ZERO, None
    now = {id: utilities(valued, {id: package[id]}) for id in inside}
    most = {
        id: (max(option.ours for option in one.options), max(option.theirs for option in one.options))
        for id, one in inside.items()
    }
    for pair in combinations(inside, min(2, len(inside))):
        least_ours = sum((now[id][0] for id in pair), ZERO) * settled.scale_ours + above[0]
        least_theirs = sum((now[id][1] for id in pair), ZERO) * settled.scale_theirs + above[1]
        most_ours, most_theirs = (sum(most[id][side] for id in pair) for side in (0, 1))
        if most_ours <= least_ours or (most_ours - least_ours) * (most_theirs - least_theirs) <= best:
            continue  # not even the best option of each would do
        space = replace(
            settled,
            dimensions=tuple(inside[id] for id in pair),
            reservation_ours=floor(least_ours) + 1,
            reservation_theirs=floor(least_theirs) + 1,
        )
        point = nash(space, frontier(space))
        product = ZERO if point is None else (point.ours - least_ours) * (point.theirs - least_theirs)
        if point is not None and product > best:
            best, found = product, space.terms(point.choice)
    return None if found is None else {id: term for id, term in found.items() if term.low != package[id].low}


def _inside(dimension: Dimension, now: Term) -> Dimension:
    """The options inside the limits of both sides, as far as these are known."""
    known = (preference(dimension.issue, side) for side in SIDES)
    sides = [side for side in known if side.walkaway is not None]
    return replace(
        dimension,
        options=tuple(
            option
            for option in dimension.options
            if option.value == now.low or not any(side.value_beyond_walkaway(option.value) for side in sides)
        ),
    )


def _stakes(space: Space) -> tuple[int, int]:
    """From the worst outcome to the best, in units."""
    spans = [
        (max(found) - min(found))
        for one in space.dimensions
        for found in ([option.ours for option in one.options], [option.theirs for option in one.options])
    ]
    return sum(spans[::2]), sum(spans[1::2])


def outcomes(space: Space, found: Frontier) -> tuple[Outcome, ...]:
    """The points of a frontier with their terms and utilities."""
    return tuple(outcome(space, point) for point in found.points)


def outcome(space: Space, point: Point) -> Outcome:
    """A point with its terms and utilities."""
    return Outcome(*space.utilities(point.ours, point.theirs), space.terms(point.choice))


def utilities(valued: Valued, package: Package) -> tuple[Fraction, Fraction]:
    """What a package is worth to us and to them, over the issues that it settles and that can be valued."""
    ours, theirs = (
        sum(
            (
                part
                for id, term in package.items()
                if id in worths and (part := worths[id].of(term)) is not None
            ),
            ZERO,
        )
        for worths in (valued.worths.ours, valued.worths.theirs)
    )
    return ours, theirs


def _settled(space: Space, package: Package) -> Space:
    return replace(space, dimensions=tuple(one for one in space.dimensions if one.issue.id in package))


def _at_least(space: Space, ours: Fraction, theirs: Fraction) -> Space:
    return replace(
        space,
        reservation_ours=least_units(ours, space.scale_ours),
        reservation_theirs=least_units(theirs, space.scale_theirs),
    )
