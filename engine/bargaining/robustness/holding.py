"""Whether a recommendation still holds in a draw.

A package holds where both sides accept it (it is worth at least its reservation to each) and next to nothing is
wasted: no outcome gives each side `WASTE` more, as a share of what lies between the side's worst and best outcome. A
trade holds where both sides gain by it. A point of fair division holds where both sides accept it and it comes up to
`NEARLY` of the best of the draw: for the product of both gains in their geometric mean, for the smaller gain as it is.

Draws are weighed in floating point; whether a side accepts or gains is decided in exact numbers where that is close.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...deal.base import Side
from ...deal.term import Term
from ..efficiency.worth import SIDES, Worth
from .aims import Aim, Product, SmallerGain
from .outcomes import Choice, Parts, gains
from .plan import Plan
from .search import Best, Line, best, exceeds, line

WASTE = 0.02
NEARLY = 0.95
SLACK = 0.01
"""The best outcome of a draw is found to within this share of its value."""
_CLOSE = 1e-9


class Package(NamedTuple):
    """What each issue of a package, or each change of a trade, adds to both utilities."""

    quick: Parts[float]
    exact: Parts[Fraction]


class Draw:
    """One draw: where every input lies in its range, and what follows."""

    def __init__(self, plan: Plan, units: Sequence[float]) -> None:
        self._plan = plan
        self._units = units
        self._spans = plan.outcomes.spans
        self.case = plan.case(units)
        self._line = line(plan.outcomes, self.case)

    def accepted(self, package: Package) -> tuple[bool, bool]:
        """Whether the package is worth their reservations to us and to them."""
        ours, theirs = gains(self.case, package.quick)
        if self._close(ours, theirs):
            exact = gains(self._plan.exact_case(self._units), package.exact)
            return exact[0] >= 0, exact[1] >= 0
        return ours >= 0, theirs >= 0

    def gained(self, trade: Package) -> tuple[bool, bool]:
        """Whether we, and they, are better off by a trade."""
        exact = self._plan.exact_case
        ours, theirs = gains(self.case._replace(least_ours=0.0, least_theirs=0.0), trade.quick)
        if self._close(ours, theirs):
            without = exact(self._units)._replace(least_ours=Fraction(0), least_theirs=Fraction(0))
            sure = gains(without, trade.exact)
            return sure[0] > 0, sure[1] > 0
        return ours > 0, theirs > 0

    def efficient(self, package: Package) -> bool:
        """Whether no outcome gives each side more by `WASTE`."""
        if not all(self._spans):
            return True
        ours, theirs = gains(self.case, package.quick)
        aim = SmallerGain(*(WASTE * span for span in self._spans))
        shifted = Line(self._line.ours - ours, self._line.theirs - theirs, self._line.steps)
        return not exceeds(self._plan.outcomes, self.case, shifted, aim, 1 + _CLOSE)

    def best(self, aim: Aim, *, slack: float = SLACK) -> Best | None:
        """The best outcome for the aim, to within a share of its value; None if there is none that both accept."""
        found = best(self._plan.outcomes, self.case, self._line, aim, slack=slack)
        if found is not None and self.accepted(outcome(self._plan, found.choice)) == (True, True):
            return found
        # A gain of nothing may look like a small loss in floating point. Then no aim can have more than that outcome.
        fair = None if isinstance(aim, SmallerGain) else self.best(SmallerGain(), slack=slack)
        return fair and fair._replace(value=aim.value(*self._gains(self._plan.outcomes.parts(fair.choice))))

    def nearly_best(self, package: Package, aim: Aim, most: float) -> bool:
        """Whether both accept the package and it comes up to the best value that the draw has for the aim."""
        if self.accepted(package) != (True, True):
            return False
        needed = NEARLY**2 if isinstance(aim, Product) else NEARLY
        return aim.value(*self._gains(package.quick)) >= needed * most * (1 - _CLOSE)

    def _gains(self, parts: Parts[float]) -> tuple[float, float]:
        """Both gains of something that both sides accept."""
        ours, theirs = gains(self.case, parts)
        return max(ours, 0.0), max(theirs, 0.0)

    def _close(self, ours: float, theirs: float) -> bool:
        return abs(ours) <= _CLOSE * self._spans[0] or abs(theirs) <= _CLOSE * self._spans[1]


def outcome(plan: Plan, choice: Choice) -> Package:
    """An outcome, to be weighed in draws."""
    return Package(plan.outcomes.parts(choice), plan.outcomes.exact_parts(choice))


def package(plan: Plan, terms: Mapping[str, Term]) -> Package | None:
    """A package, to be weighed in draws; None when an issue that weighs is left out, or a term cannot be valued."""
    return _weighable([[_part(worth, terms.get(id)) for id, worth in _worths(plan, side)] for side in SIDES])


def trade(plan: Plan, before: Mapping[str, Term], after: Mapping[str, Term]) -> Package | None:
    """What a trade changes, to be weighed in draws; None when it holds a term that cannot be valued."""
    return _weighable(
        [
            [_change(worth, before.get(id), after.get(id)) for id, worth in _worths(plan, side)]
            for side in SIDES
        ]
    )


def _worths(plan: Plan, side: Side) -> Iterable[tuple[str, Worth]]:
    return plan.valued.worths.of(side).items()


def _part(worth: Worth, term: Term | None) -> Fraction | None:
    if term is None:
        return None if worth.weight else Fraction(0)
    return worth.of(term)


def _change(worth: Worth, before: Term | None, after: Term | None) -> Fraction | None:
    if before is None or after is None:
        return Fraction(0)
    old, new = worth.of(before), worth.of(after)
    return None if old is None or new is None else new - old


def _weighable(parts: Sequence[Sequence[Fraction | None]]) -> Package | None:
    ours, theirs = (tuple(part for part in each if part is not None) for each in parts)
    if len(ours) < len(parts[0]) or len(theirs) < len(parts[1]):
        return None
    return Package(Parts(tuple(map(float, ours)), tuple(map(float, theirs))), Parts(ours, theirs))
