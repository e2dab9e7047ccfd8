"""What worth is in money: the rate of exchange that a side's own range on the main money issue implies.

A side that gives the issue a weight and a range from its opening to its limit says what one unit of money is worth to
it (Keeney and Raiffa, Decisions with Multiple Objectives, 1976: the even swap). Everything else can be priced by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ...deal.base import Side
from ...deal.issues import Issue
from ...texts import tell
from ..efficiency.space import Dimension, Space
from ..preferences import position, weights


@dataclass(frozen=True, slots=True)
class Rate:
    """What money is worth to a side. Theirs is always our guess."""

    issue: Issue
    """The main money issue; amounts are in its unit."""
    side: Side
    units: Fraction
    """Units of worth of the space for one unit of the issue; positive."""

    def money(self, units: int) -> Fraction:
        """Units of worth as an amount in the unit of the issue."""
        return Fraction(units) / self.units


def main_money(space: Space) -> int | None:
    """The place of the money issue that weighs most for us, the first of equals; None without one."""
    places = [place for place, one in enumerate(space.dimensions) if one.issue.kind == "money"]
    weigh = weights([one.issue for one in space.dimensions], "us")
    return max(
        places, key=lambda place: weigh.get(space.dimensions[place].issue.id, Decimal(0)), default=None
    )


def rate(space: Space, side: Side) -> Rate | None:
    """The rate of a side; None when its range or its weights are not known (`needed_for_money` tells which)."""
    place = main_money(space)
    if place is None or needed_for_money(space, side):
        return None
    dimension = space.dimensions[place]
    slope = _slope(dimension, side)
    return Rate(dimension.issue, side, slope) if slope else None


def needed_for_money(space: Space, side: Side) -> tuple[str, ...]:
    """What the plan would have to say, so that worth can be told in money."""
    place = main_money(space)
    if place is None:
        return (tell("notes.needed.money"),)
    issue = space.dimensions[place].issue
    stand = position(issue, side)
    missing: list[str] = []
    if stand is None or stand.opening is None:
        missing.append(tell(f"notes.needed.opening.{side}", issue=issue.label))
    if stand is None or stand.walkaway is None:
        missing.append(tell(f"notes.needed.walkaway.{side}", issue=issue.label))
    if not _weighed([one.issue for one in space.dimensions], side):
        missing.append(tell(f"notes.needed.weights.{side}"))
    return tuple(missing)


def _weighed(issues: Sequence[Issue], side: Side) -> bool:
    stands = (position(issue, side) for issue in issues)
    return any(stand is not None and (stand.weight or stand.rank) for stand in stands)


def _slope(dimension: Dimension, side: Side) -> Fraction:
    """Units of worth for one unit of money, from one end of the options to the other."""
    first, last = dimension.options[0], dimension.options[-1]
    if not isinstance(first.value, Decimal) or not isinstance(last.value, Decimal) or first == last:
        return Fraction(0)
    rise = last.ours - first.ours if side == "us" else last.theirs - first.theirs
    return abs(rise / (Fraction(last.value) - Fraction(first.value)))
