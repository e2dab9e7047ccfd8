"""Concessions: what each planned one costs and buys, and the steps from where we stand to our target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ...deal.issues import Issue
from ...deal.term import Term
from .counteroffer import towards_them
from .ground import Ground, Planned, option, units
from .money import Rate, main_money
from .shrinking import next_steps, round_values


@dataclass(frozen=True, slots=True)
class Bargain:
    """A planned concession: what it costs us and what it buys.

    `ours` and `theirs` are what it moves in units of the space (a cost is negative), `cost` and `value` the same by the
    rates of exchange in the unit of the main money issue; None when it cannot be told.
    """

    planned: Planned
    ours: int | None = None
    theirs: int | None = None
    cost: Fraction | None = None
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A step on the main money issue; `planned` is the concession that the plan has for it, with what it asks."""

    after: Term
    size: Decimal
    planned: Planned | None = None


@dataclass(frozen=True, slots=True)
class PriceSteps:
    """Shrinking steps on the main money issue, from where we stand to our target."""

    issue: Issue
    start: Term
    steps: tuple[PriceStep, ...]


@dataclass(frozen=True, slots=True)
class PackageStep:
    """A step of the whole package: worth at least `level` to us after it, `size` less than before.

    `gives` are the planned concessions that fit into it, in their order. Where no more are planned, `choice` is the
    package of this level that is best for them; empty when none gives them more than the one before.
    """

    level: int
    size: int
    gives: tuple[Planned, ...] = ()
    choice: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcessionPlan:
    """How to come to our target: on the price and on the package; `held_back` would take us below it."""

    price: PriceSteps | None = None
    package: tuple[PackageStep, ...] = ()
    held_back: tuple[Planned, ...] = ()
    needed: tuple[str, ...] = ()


def bargains(ground: Ground) -> tuple[Bargain, ...]:
    """The planned concessions in their order, made ones too."""
    return tuple(_bargain(ground, one) for one in ground.planned)


def concessions(ground: Ground) -> ConcessionPlan:
    """The steps still to come; none once an offer is accepted."""
    if ground.closed:
        return ConcessionPlan()
    now, goal = units(ground.space, ground.ours), units(ground.space, ground.target)
    if now is None or goal is None:
        return ConcessionPlan(_price(ground), needed=ground.needed)
    levels = tuple(_levels(ground, now[0], goal[0]))
    steps, held_back = _assigned(ground, levels)
    return ConcessionPlan(_price(ground), steps, held_back)


def _bargain(ground: Ground, planned: Planned) -> Bargain:
    place, after = planned.dimension, planned.after
    if place is None or after is None:
        return Bargain(planned)
    before = planned.before if planned.before is not None else ground.ours[place]
    if before is None:
        return Bargain(planned)
    one, two = option(ground.space, place, before), option(ground.space, place, after)
    ours, theirs = two.ours - one.ours, two.theirs - one.theirs
    return Bargain(planned, ours, theirs, _money(ground.rate_ours, -ours), _money(ground.rate_theirs, theirs))


def _money(rate: Rate | None, units: int) -> Fraction | None:
    return None if rate is None else rate.money(units)


def _price(ground: Ground) -> PriceSteps | None:
    place = main_money(ground.space)
    here, goal = (None, None) if place is None else (ground.ours[place], ground.target[place])
    if place is None or here is None or goal is None:
        return None
    start, end = (option(ground.space, place, one) for one in (here, goal))
    if not isinstance(start.value, Decimal) or not isinstance(end.value, Decimal) or start.ours <= end.ours:
        return None
    values = round_values(start.value, end.value, ground.last_price_step)
    planned = [one for one in ground.planned if one.dimension == place and one.round is None]
    return PriceSteps(
        ground.space.dimensions[place].issue,
        Term.of(start.value),
        tuple(
            PriceStep(Term.of(value), abs(value - before), planned[number] if number < len(planned) else None)
            for number, (before, value) in enumerate(zip((start.value, *values), values, strict=False))
        ),
    )


def _levels(ground: Ground, now: int, goal: int) -> Iterator[tuple[int, int]]:
    """Our worth after each step, and the size of the step; it never goes below what we accept."""
    end = max(goal, ground.space.reservation_ours or goal)
    for size in next_steps(now - end, ground.last_step):
        now -= size
        yield now, size


def _assigned(
    ground: Ground, levels: tuple[tuple[int, int], ...]
) -> tuple[tuple[PackageStep, ...], tuple[Planned, ...]]:
    """Each planned concession in the first step whose level is kept with it, in the order of the plan.

    When no more are planned, the package best for them takes over.
    """
    here = tuple(place for place in ground.ours if place is not None)
    left = [one for one in ground.planned if one.round is None]
    found = []
    for level, size in levels:
        gives, choice = [], None
        while left and ground.space.sums(after := _with(ground, here, left[0]))[0] >= level:
            here = after
            gives.append(left.pop(0))
        if not gives and not left:
            choice = towards_them(ground, here, level)
            here = choice or here
        found.append(PackageStep(level, size, tuple(gives), choice or ()))
    return tuple(found), tuple(left)


def _with(ground: Ground, here: tuple[int, ...], planned: Planned) -> tuple[int, ...]:
    """The package with the concession made; unchanged where it gives nothing that can be valued."""
    place, after = planned.dimension, planned.after
    if place is None or after is None:
        return here
    worse = option(ground.space, place, after).ours < option(ground.space, place, here[place]).ours
    return (*here[:place], after, *here[place + 1 :]) if worse else here
