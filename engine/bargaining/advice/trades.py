"""Trades: we move on what costs us little and is worth much to them, they move where it is the other way round.

Logrolling (Raiffa, The Art and Science of Negotiation, 1982; Tey, Schaerer, Madan and Swaab, 2021): a trade starts from
our stand on the issue on which we give and from theirs on the issue on which we get, and counts only if each side gains
more than it gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...deal.issues import Issue
from ...deal.term import Term
from ...texts import tell
from .ground import Ground, option, stakes
from .money import main_money

_LITTLE = 100
"""A gain below that part of what is at stake for a side is not worth a talk."""

_MOST_STEPS = 101
"""Steps of an issue that are tried; only grids finer than that have more."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change on one issue. `ours` and `theirs` are gains or, negative, costs, in units of the space."""

    issue: Issue
    before: Term
    after: Term
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Trade:
    """We give one step and get the other; both gains are positive, in units of the space."""

    give: Step
    get: Step
    joint: Fraction
    """Both gains added: in money where both rates are known, else as shares of what each side has at stake."""

    @property
    def ours(self) -> int:
        """What we gain by it, all in all."""
        return self.give.ours + self.get.ours

    @property
    def theirs(self) -> int:
        """What they gain by it, all in all."""
        return self.give.theirs + self.get.theirs


@dataclass(frozen=True, slots=True)
class Trades:
    """Trades by joint gain, the largest first, and what the plan would have to say for more."""

    found: tuple[Trade, ...]
    needed: tuple[str, ...] = ()


def trades(ground: Ground) -> Trades:
    """The best trade of each pair of issues: the one with the largest product of both gains."""
    joint = _joint(ground)
    dimensions = range(len(ground.space.dimensions))
    gives = [_thinned(list(_gives(ground, one))) for one in dimensions]
    gets = [_thinned(list(_gets(ground, one))) for one in dimensions]
    pairs = [
        found
        for give in dimensions
        for get in dimensions
        if give != get and (found := _best(gives[give], gets[get], joint)) is not None
    ]
    pairs.sort(key=lambda one: -one.joint)
    return Trades(tuple(pairs), tuple(_needed(ground)))


def best_trades(ground: Ground) -> tuple[Trade, ...]:
    """A trade for each issue on which we may give: for the main money issue if it can be, else the best one.

    Those that bring a side next to nothing are left out.
    """
    place = main_money(ground.space)
    money = None if place is None else ground.space.dimensions[place].issue.id
    ours, theirs = stakes(ground.space)
    found: dict[str, Trade] = {}
    for one in sorted(trades(ground).found, key=lambda one: one.get.issue.id != money):
        if one.ours * _LITTLE >= ours and one.theirs * _LITTLE >= theirs:
            found.setdefault(one.give.issue.id, one)
    return tuple(sorted(found.values(), key=lambda one: -one.joint))


def _thinned(steps: list[Step]) -> list[Step]:
    """So many steps, spread evenly: between the values of a fine grid, a trade hardly differs."""
    if len(steps) <= _MOST_STEPS:
        return steps
    last = len(steps) - 1
    return [steps[last * place // (_MOST_STEPS - 1)] for place in range(_MOST_STEPS)]


def _best(gives: Sequence[Step], gets: Sequence[Step], joint: tuple[Fraction, Fraction]) -> Trade | None:
    best: tuple[tuple[int, int, int], Step, Step] | None = None
    for one in gives:
        for two in gets:
            ours, theirs = one.ours + two.ours, one.theirs + two.theirs
            if ours <= 0 or theirs <= 0:
                continue
            order = (ours * theirs, ours, one.ours)
            if best is None or order > best[0]:
                best = order, one, two
    if best is None:
        return None
    _, one, two = best
    gain = (one.ours + two.ours) * joint[0] + (one.theirs + two.theirs) * joint[1]
    return Trade(one, two, gain)


def _gives(ground: Ground, dimension: int) -> Iterator[Step]:
    """What we may move to from our stand: worse for us, better for them, never beyond what they ask for."""
    start, asked = ground.ours[dimension], ground.theirs[dimension]
    if start is None:
        return
    most = None if asked is None else option(ground.space, dimension, asked).theirs
    for place in sorted(ground.reach[dimension]):
        made = step(ground, dimension, start, place)
        wanted = most is None or option(ground.space, dimension, place).theirs <= most
        if made.ours <= 0 < made.theirs and wanted:
            yield made


def _gets(ground: Ground, dimension: int) -> Iterator[Step]:
    """What they may move to from their stand: better for us, our target at least, not beyond what we ask for."""
    start, asked = ground.theirs[dimension], ground.ours[dimension]
    if start is None or asked is None:
        return
    most, goal = option(ground.space, dimension, asked).ours, ground.target[dimension]
    least = most if goal is None else min(most, option(ground.space, dimension, goal).ours)
    for place, one in enumerate(ground.space.dimensions[dimension].options):
        made = step(ground, dimension, start, place)
        if made.ours > 0 >= made.theirs and least <= one.ours <= most:
            yield made


def step(ground: Ground, dimension: int, before: int, after: int) -> Step:
    """The change from one option to another."""
    one, two = (option(ground.space, dimension, place) for place in (before, after))
    return Step(
        ground.space.dimensions[dimension].issue,
        Term.of(one.value),
        Term.of(two.value),
        two.ours - one.ours,
        two.theirs - one.theirs,
    )


def _joint(ground: Ground) -> tuple[Fraction, Fraction]:
    """What a unit of each side counts in the sum of gains."""
    if ground.rate_ours and ground.rate_theirs:
        return 1 / ground.rate_ours.units, 1 / ground.rate_theirs.units
    ours, theirs = stakes(ground.space)
    return Fraction(1, ours or 1), Fraction(1, theirs or 1)


def _needed(ground: Ground) -> Iterator[str]:
    for dimension, place in zip(ground.space.dimensions, ground.theirs, strict=True):
        if place is None:
            yield tell("notes.needed.position", issue=dimension.issue.label)
    if sum(any(_gives(ground, one)) or any(_gets(ground, one)) for one in range(len(ground.theirs))) < 2:
        yield tell("notes.needed.second")
