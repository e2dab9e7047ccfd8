"""Points of the frontier that theories of fair division single out.

Nash (The bargaining problem, 1950) maximises the product of both gains over the reservations; Kalai (Proportional
solutions to bargaining situations, 1977), the egalitarian one, the smaller gain; Kalai and Smorodinsky (Other solutions
to Nash's bargaining problem, 1975) the smaller gain as a share of the largest that the side could have among the
outcomes that both accept; welfare the sum of both utilities. A reservation that is not known counts as the worth of the
side's worst outcome. Ties go to the larger sum, then to what is better for us, then to the first outcome in
issue order.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .frontier import Frontier, Point
from .space import Space

Gains = tuple[Fraction, Fraction]


def nash(space: Space, frontier: Frontier) -> Point | None:
    """The point with the largest product of gains; None when no outcome is acceptable to both."""
    return _best(space, frontier, lambda ours, theirs: ours * theirs)


def kalai(space: Space, frontier: Frontier) -> Point | None:
    """The point whose smaller gain is largest (egalitarian)."""
    return _best(space, frontier, min)


def kalai_smorodinsky(space: Space, frontier: Frontier) -> Point | None:
    """The point whose smaller gain, as a share of the largest possible, is largest."""
    if not frontier.points:
        return None
    most_ours, most_theirs = (
        _gain(space, frontier.points[0])[0],
        _gain(space, frontier.points[-1])[1],
    )

    def smaller_share(ours: Fraction, theirs: Fraction) -> Fraction:
        shares = [gain / most for gain, most in ((ours, most_ours), (theirs, most_theirs)) if most]
        return min(shares, default=Fraction(0))

    return _best(space, frontier, smaller_share)


def welfare(space: Space, frontier: Frontier) -> Point | None:
    """The point with the largest sum of utilities."""
    return _best(space, frontier, lambda ours, theirs: ours + theirs)


def _gain(space: Space, point: Point) -> Gains:
    worst_ours, worst_theirs = space.worst
    low_ours = worst_ours if space.reservation_ours is None else space.reservation_ours
    low_theirs = worst_theirs if space.reservation_theirs is None else space.reservation_theirs
    return space.utilities(point.ours - low_ours, point.theirs - low_theirs)


def _best(space: Space, frontier: Frontier, worth: Callable[[Fraction, Fraction], Fraction]) -> Point | None:
    def order(point: Point) -> tuple[Fraction, Fraction, int]:
        gains = _gain(space, point)
        return worth(*gains), sum(gains, Fraction(0)), point.ours

    return max(frontier.points, key=order, default=None)
