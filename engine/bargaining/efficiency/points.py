"""Where a package lies: what it is worth to both sides, and what both would prefer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from ...deal.issues import Issue
from ...deal.term import Term
from ..offers import Package
from .building import Valued
from .frontier import BUDGET, Frontier, Point, frontier
from .solutions import nash
from .space import Space, least_units


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
        return self.better[0].ours - self.ours if self.better else Fraction(0)

    @property
    def most_for_them(self) -> Fraction:
        """What they could gain in utility at no loss to us."""
        return self.better[-1].theirs - self.theirs if self.better else Fraction(0)


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


def improvement(valued: Valued, package: Package) -> Mapping[str, Term] | None:
    """The change on two issues at most that gains most for both, as new terms; None when none gains for both.

    Most is the largest product of both gains, so that it is fair as well as large (Nash, 1950).
    """
    settled = _settled(valued.space, package)
    best, found = (Fraction(0), Fraction(0)), None
    for pair in combinations(settled.dimensions, min(2, len(settled.dimensions))):
        ids = [dimension.issue.id for dimension in pair]
        ours, theirs = utilities(valued, {id: package[id] for id in ids})
        space = _at_least(replace(settled, dimensions=pair), ours, theirs)
        point = nash(space, frontier(space))
        if point is None:
            continue
        gains = (point.ours - ours * space.scale_ours, point.theirs - theirs * space.scale_theirs)
        product = (gains[0] * gains[1], gains[0] + gains[1])
        if gains[0] > 0 and gains[1] > 0 and product > best:
            best, found = (
                product,
                {id: term for id, term in space.terms(point.choice).items() if term.low != package[id].low},
            )
    return found


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
            Fraction(0),
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
