"""Points of the frontier that theories of fair division single out.

Nash (The bargaining problem, 1950) maximises the product of both gains over the reservations; Kalai (Proportional
solutions to bargaining situations, 1977), the egalitarian one, the smaller gain; Kalai and Smorodinsky (Other solutions
to Nash's bargaining problem, 1975) the smaller gain as a share of the largest that the side could have among the
outcomes that both accept; welfare the sum of both utilities. A reservation that is not known counts as the worth of
the side's worst outcome. Ties go to the larger sum, then to what is better for us, then to the first outcome in issue
order.

They are exact even where the frontier lists only some points, unless the deal is so large that it has no exact halves.
"""

from __future__ import annotations

from collections.abc import Callable

from .frontier import Frontier, Point, points
from .search import Halves
from .space import Space

_Worth = Callable[[int, int], int]


def nash(space: Space, frontier: Frontier) -> Point | None:
    """The point with the largest product of gains; None when no outcome is acceptable to both."""
    if frontier.halves is not None:
        return _point(frontier.halves, frontier.halves.largest_product())
    return _best(space, frontier, lambda ours, theirs: ours * theirs)


def kalai(space: Space, frontier: Frontier) -> Point | None:
    """The point whose smaller gain is largest (egalitarian)."""
    if frontier.halves is not None:
        return _point(frontier.halves, frontier.halves.most_even(1, 1))
    return _best(space, frontier, min)


def kalai_smorodinsky(space: Space, frontier: Frontier) -> Point | None:
    """The point whose smaller gain, as a share of the largest possible, is largest."""
    if frontier.halves is not None:
        return _point(frontier.halves, _evenest_share(frontier.halves))
    if not frontier.points:
        return None
    low_ours, low_theirs = _lowest(space)
    most_ours, most_theirs = frontier.points[0].ours - low_ours, frontier.points[-1].theirs - low_theirs
    if not most_ours or not most_theirs:
        # A side that can gain nothing has no say, and there is only one point.
        return frontier.points[0]
    by_ours, by_theirs = most_theirs * space.scale_ours, most_ours * space.scale_theirs
    return _best(space, frontier, lambda ours, theirs: min(ours * by_ours, theirs * by_theirs))


def welfare(space: Space, frontier: Frontier) -> Point | None:
    """The point with the largest sum of utilities."""
    if frontier.halves is not None:
        return _point(frontier.halves, frontier.halves.largest_sum())
    return _best(space, frontier, lambda ours, theirs: ours + theirs)


def _lowest(space: Space) -> tuple[int, int]:
    """From where both sides' gains count, in units."""
    worst_ours, worst_theirs = space.worst
    return (
        worst_ours if space.reservation_ours is None else space.reservation_ours,
        worst_theirs if space.reservation_theirs is None else space.reservation_theirs,
    )


def _best(space: Space, frontier: Frontier, worth: _Worth) -> Point | None:
    low_ours, low_theirs = _lowest(space)

    def order(point: Point) -> tuple[int, int, int]:
        # Both gains in one unit: 1/scale of one side times 1/scale of the other.
        ours = (point.ours - low_ours) * space.scale_theirs
        theirs = (point.theirs - low_theirs) * space.scale_ours
        return worth(ours, theirs), ours + theirs, ours

    return max(frontier.points, key=order, default=None)


def _point(halves: Halves, packed: int | None) -> Point | None:
    return None if packed is None else points(halves.packing, [packed])[0]


def _evenest_share(halves: Halves) -> int | None:
    ours, theirs = halves.best_for_us(), halves.best_for_them()
    if ours is None or theirs is None:
        return None
    most_ours, most_theirs = halves.gains(ours)[0], halves.gains(theirs)[1]
    if not most_ours or not most_theirs:
        return theirs if most_theirs else ours
    return halves.most_even(most_theirs, most_ours)
