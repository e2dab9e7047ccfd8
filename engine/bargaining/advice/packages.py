"""Packages of equal worth to us that differ: offered together they show flexibility and tell what they prefer.

Multiple equivalent simultaneous offers (Leonardelli, Gu, McRuer, Medvec and Galinsky, 2019). Each is as good for them
as its own emphasis allows: on the issue that it favours they get the best that is inside our limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from ...deal.issues import Issue
from ...texts import tell
from ..efficiency.frontier import frontier
from .counteroffer import between, next_levels
from .ground import Ground, option, restricted, stakes, units, unpacked

COUNT = 3
DIFFERENT = 2
"""On how many issues two packages differ at least."""

TOLERANCES = (Fraction(1, 100), Fraction(2, 100), Fraction(5, 100))
"""How far apart packages of equal worth may be, as a share of what is at stake for us; the first that will do."""

_NEAR = Fraction(1, 10)
"""How much of what is at stake for them a package may be worse for them than the best, for the sake of difference."""

_STARTS = 10
_MOST_ISSUES = 8


@dataclass(frozen=True, slots=True)
class Package:
    """An outcome; `favours` is the issue on which it is kindest to them, compared with the others."""

    choice: tuple[int, ...]
    ours: int
    theirs: int
    favours: Issue


@dataclass(frozen=True, slots=True)
class Packages:
    """Packages, best for them first, each worth from `level` to `level + tolerance` to us, in units of the space.

    Fewer than two are none; `needed` then tells what is missing.
    """

    found: tuple[Package, ...] = ()
    level: int = 0
    tolerance: int = 0
    reopened: bool = False
    """Whether they take back, for something better, what our last offer gave or what both sides agree on."""
    needed: tuple[str, ...] = ()


def packages(ground: Ground) -> Packages:
    """Three packages of equal worth to us: at our next step once we have made an offer, else at our target."""
    level = _level(ground)
    if ground.closed or level is None:
        return Packages(needed=() if ground.closed else ground.needed)
    stake, _ = stakes(ground.space)
    best = Packages(level=level, needed=(tell("notes.needed.more"),))
    for reopened, kept in enumerate(_regions(ground)):
        for share in TOLERANCES:
            tolerance = int(stake * share)
            pool = sorted(_pool(ground, kept, level, tolerance), key=lambda one: _order(ground, one))
            found = _chosen(ground, pool)
            if len(found) > max(1, len(best.found)):
                best = Packages(found, level, tolerance, bool(reopened))
            if len(found) == COUNT:
                return best
    return best


def _regions(ground: Ground) -> Iterator[list[list[int]]]:
    """From our last offer towards theirs; then everything short of our walk-aways."""
    short = [sorted(places) for places in ground.short]
    if ground.offered and None not in ground.ours:
        yield [
            [one for one in between(ground, dimension, place) if one in ground.short[dimension]] or [place]
            for dimension, place in enumerate(ground.ours)
            if place is not None
        ]
    yield short


def _level(ground: Ground) -> int | None:
    goal, now = units(ground.space, ground.target), units(ground.space, ground.ours)
    if goal is None:
        return None
    least = ground.space.reservation_ours
    end = goal[0] if least is None else max(goal[0], least)
    if not ground.offered or now is None:
        return end
    return next(iter(next_levels(ground, now[0], goal[0])), min(end, now[0]))


def _pool(
    ground: Ground, region: Sequence[Sequence[int]], level: int, tolerance: int
) -> set[tuple[int, ...]]:
    """Efficient outcomes of that worth, and those that are efficient once one issue is settled in any of a few ways."""
    found = set(_efficient(ground, region, level, tolerance))
    for dimension in _weightiest(ground, region):
        for place in _spread(
            sorted(region[dimension], key=lambda place: -option(ground.space, dimension, place).theirs)
        ):
            kept = [*region[:dimension], [place], *region[dimension + 1 :]]
            found.update(_efficient(ground, kept, level, tolerance))
    return found


def _weightiest(ground: Ground, region: Sequence[Sequence[int]]) -> list[int]:
    """The open issues on which most is at stake for them; a few are enough to tell packages apart."""
    stake = {}
    for dimension, places in enumerate(region):
        worth = [option(ground.space, dimension, place).theirs for place in places]
        stake[dimension] = max(worth) - min(worth)
    return sorted((one for one in stake if stake[one]), key=lambda one: -stake[one])[:_MOST_ISSUES]


def _spread(places: Sequence[int]) -> Sequence[int]:
    """At most four of them, the first and the last among them."""
    last = len(places) - 1
    return [places[index] for index in sorted({round(last * part / 3) for part in range(4)})]


def _efficient(
    ground: Ground, kept: Sequence[Sequence[int]], level: int, tolerance: int
) -> Iterator[tuple[int, ...]]:
    for point in frontier(restricted(ground.space, kept, ours=level)).points:
        if point.ours <= level + tolerance:
            yield unpacked(kept, point.choice)


def _order(ground: Ground, choice: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
    ours, theirs = ground.space.sums(choice)
    return -theirs, -ours, choice


def _chosen(ground: Ground, pool: Sequence[tuple[int, ...]]) -> tuple[Package, ...]:
    """Packages that are far from each other: if there are enough, of those that are nearly the best for them."""
    if not pool:
        return ()
    least = ground.space.sums(pool[0])[1] - stakes(ground.space)[1] * _NEAR
    near = [one for one in pool if ground.space.sums(one)[1] >= least]
    best: tuple[Package, ...] = ()
    for rivals in (near, pool):
        for first in rivals[:_STARTS]:
            found = _grown(ground, first, rivals)
            if len(found) == COUNT:
                return found
            best = max(best, found, key=len)
    return best


def _grown(ground: Ground, first: tuple[int, ...], rivals: Sequence[tuple[int, ...]]) -> tuple[Package, ...]:
    """From the first one on, each time the one that is farthest in their eyes from all chosen before."""
    found = _favouring(ground, [first])
    while len(found) < COUNT:
        chosen = [one.choice for one in found]
        others = [one for one in rivals if all(_apart(one, before) >= DIFFERENT for before in chosen)]
        others.sort(key=lambda one: -min(_distance(ground, one, before) for before in chosen))
        grown = next(filter(None, (_favouring(ground, [*chosen, one]) for one in others)), ())
        if not grown:
            break
        found = grown
    return tuple(sorted(found, key=lambda one: _order(ground, one.choice)))


def _distance(ground: Ground, one: tuple[int, ...], two: tuple[int, ...]) -> int:
    """How much of their worth two packages put elsewhere."""
    return sum(
        abs(option(ground.space, place, first).theirs - option(ground.space, place, second).theirs)
        for place, (first, second) in enumerate(zip(one, two, strict=True))
    )


def _apart(one: tuple[int, ...], two: tuple[int, ...]) -> int:
    return sum(first != second for first, second in zip(one, two, strict=True))


def _favouring(ground: Ground, chosen: Sequence[tuple[int, ...]]) -> tuple[Package, ...]:
    """Each package with an issue of its own on which it is kinder to them than the others; none if one has none."""
    if len(chosen) == 1:
        return (Package(chosen[0], *ground.space.sums(chosen[0]), ground.space.dimensions[0].issue),)
    kind = [
        {place: share for place in range(len(one)) if (share := _kindness(ground, chosen, one, place)) > 0}
        for one in chosen
    ]
    # As many issues of each as there are packages are enough for the best assignment.
    candidates = [sorted(one, key=lambda place: -one[place])[:COUNT] for one in kind]
    named = [places for places in product(*candidates) if len(set(places)) == len(places)]
    if not named:
        return ()
    best = max(named, key=lambda places: sum(one[place] for one, place in zip(kind, places, strict=True)))
    return tuple(
        Package(choice, *ground.space.sums(choice), ground.space.dimensions[place].issue)
        for choice, place in zip(chosen, best, strict=True)
    )


def _kindness(ground: Ground, chosen: Sequence[tuple[int, ...]], one: tuple[int, ...], place: int) -> int:
    """What the package gives them on an issue above the other packages, times their number."""
    mine = option(ground.space, place, one[place]).theirs
    return sum(mine - option(ground.space, place, other[place]).theirs for other in chosen)
