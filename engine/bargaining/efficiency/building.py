"""The space of outcomes of a deal, as far as its plan tells what both sides make of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from ...deal.model import Deal
from ...deal.term import Term
from .exact import exact
from .grid import Grid, grid
from .reservation import Reservation, reservation
from .space import Dimension, LeftOut, Option, Space, least_units
from .worth import SIDES, Line, Worth, Worths, worths

STEPS = 20
"""A range is cut into about so many steps."""


@dataclass(frozen=True, slots=True)
class Valued:
    """The space of a deal with what it was made from: the worth of the issues and both reservations."""

    space: Space
    worths: Worths
    ours: Reservation
    theirs: Reservation


def space_of(deal: Deal, *, steps: int = STEPS) -> Space:
    """Every outcome of a deal, valued for both sides; see `value`."""
    return value(deal, steps=steps).space


_REMEMBERED = 8
_memory: dict[tuple[int, int], tuple[Deal, Valued]] = {}
"""Recent valuations by the identity of their deal: rules, questions and documents of one deal ask for the same one.
Each entry holds its deal, so that no other can have that identity."""


def value(deal: Deal, *, steps: int = STEPS) -> Valued:
    """Values every outcome of a deal for both sides, in exact numbers; recent valuations are remembered.

    What cannot be valued for both is left out, and said; so is what was assumed. Values beyond our hard limits are no
    options; each reservation becomes the least sum of units that is worth as much.
    """
    found = _memory.get((id(deal), steps))
    if found is None:
        if len(_memory) >= _REMEMBERED:
            _memory.clear()
        found = _memory[id(deal), steps] = (deal, _valued(deal, steps))
    return found[1]


def _valued(deal: Deal, steps: int) -> Valued:
    found = worths(deal.issues or ())
    offered = dict(_offered(deal))
    grids = {
        issue.id: grid(issue, offered.get(issue.id, ()), steps, deal.deal.currency or "")
        for issue in found.issues
    }
    parts = {side: {id: _parts(worth, grids[id]) for id, worth in found.of(side).items()} for side in SIDES}
    limits = {side: reservation(deal, side, found.of(side)) for side in SIDES}
    scale = {side: _scaled(parts[side].values()) for side in SIDES}
    space = Space(
        dimensions=tuple(
            Dimension(
                issue,
                tuple(
                    Option(scalar, ours, theirs)
                    for scalar, ours, theirs in zip(
                        grids[issue.id].values,
                        parts["us"][issue.id].units,
                        parts["them"][issue.id].units,
                        strict=True,
                    )
                ),
                grids[issue.id].step,
            )
            for issue in found.issues
        ),
        scale_ours=scale["us"],
        scale_theirs=scale["them"],
        reservation_ours=least_units(limits["us"].utility, scale["us"]),
        reservation_theirs=least_units(limits["them"].utility, scale["them"]),
        left_out=tuple(LeftOut(issue, reason) for issue, reason in found.left_out),
        assumptions=(*found.assumptions, *(limits[side].note for side in SIDES if limits[side].note)),
    )
    return Valued(space, found, limits["us"], limits["them"])


@dataclass(slots=True)
class _Parts:
    """What the values of an issue add to a side's utility, as whole numbers over `scale`."""

    units: list[int]
    scale: int


def _parts(worth: Worth, values: Grid) -> _Parts:
    if isinstance(worth.curve, Line):
        amounts = _over_one(map(exact, values.values))
        slope, zero = worth.weight * worth.curve.slope, worth.curve.zero
        units = [
            slope.numerator * (amount * zero.denominator - zero.numerator * amounts.scale)
            for amount in amounts.units
        ]
        return _Parts(units, slope.denominator * zero.denominator * amounts.scale)
    found = _over_one(map(worth.value, values.values))
    weight = worth.weight
    return _Parts([weight.numerator * unit for unit in found.units], weight.denominator * found.scale)


def _over_one(values: Iterable[Fraction | None]) -> _Parts:
    """The values over one scale; a grid holds values of the issue's kind, so that all are known."""
    known = [value for value in values if value is not None]
    scale = lcm(*(value.denominator for value in known))
    return _Parts([value.numerator * (scale // value.denominator) for value in known], scale)


def _scaled(parts: Collection[_Parts]) -> int:
    """Brings all to the least scale on which all are whole, and answers it."""
    common = lcm(*(one.scale for one in parts))
    for one in parts:
        factor = common // one.scale
        one.units = [unit * factor for unit in one.units]
    divisor = gcd(common, *(unit for one in parts for unit in one.units))
    for one in parts:
        one.units, one.scale = [unit // divisor for unit in one.units], common // divisor
    return common // divisor


def _offered(deal: Deal) -> Iterator[tuple[str, list[Term]]]:
    packages: list[Mapping[str, Term]] = []
    if deal.bargaining:
        packages += [offer.terms for offer in deal.bargaining.offers or () if offer.terms]
    if deal.commitment and deal.commitment.terms:
        packages.append(deal.commitment.terms)
    for issue in deal.issues or ():
        yield issue.id, [package[issue.id] for package in packages if issue.id in package]
