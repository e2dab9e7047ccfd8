"""The ranges of a plan on which the worth of its outcomes rests, and what they do to it.

The values that an issue can take are those of the plan in every draw. A side whose limit on an issue is not known
counts from the worst of them: what it makes of the issue does not change with where the other side is thought to stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from ...deal.base import Side
from ...deal.model import Deal
from ...deal.parties import Party
from ...deal.paths import Location, name_of
from ...deal.term import Term
from ..efficiency.building import Valued
from ..efficiency.exact import ends, middle
from ..efficiency.worth import Line, Worth, hull
from ..preferences import position
from .draws import Input
from .outcomes import Case, Outcomes
from .stakes import Stake, Stakes, case

ZERO, ONE = Fraction(0), Fraction(1)
_STANDS = {"us": "ours", "them": "theirs"}
_WHOLE = {"limit of the deal": "walkaway", "alternative": "batna"}
"""What of a side its reservation is taken from, where it is a figure for the whole deal."""


@dataclass(frozen=True)
class Plan:
    """What a plan knows only as a range, and the deal as a function of it, in floating point and in exact numbers."""

    valued: Valued
    outcomes: Outcomes
    inputs: tuple[Input, ...]
    idle: tuple[Input, ...]
    """Ranges that nothing rests on, such as a target beside an opening."""
    exact: tuple[Stakes[Fraction], Stakes[Fraction]] = field(repr=False)
    quick: tuple[Stakes[float], Stakes[float]] = field(repr=False)

    def case(self, units: Sequence[float]) -> Case[float]:
        """The case in which each input lies at that place in its range, from 0 to 1."""
        values = [low + width * unit for (low, width), unit in zip(self._ranges, units, strict=True)]
        return case(*self.quick, values)

    def exact_case(self, units: Sequence[float]) -> Case[Fraction]:
        """The same in exact numbers."""
        return case(*self.exact, [one.at(unit) for one, unit in zip(self.inputs, units, strict=True)])

    @cached_property
    def _ranges(self) -> Sequence[tuple[float, float]]:
        return [(float(one.low), float(one.high - one.low)) for one in self.inputs]


def plan_of(deal: Deal, valued: Valued) -> Plan | None:
    """What is open in a deal; None when there is no outcome that can be valued, or none weighs anything for a side."""
    if not all(one.options for one in valued.space.dimensions):
        return None
    reading = _Reading(deal, valued)
    ours, theirs = reading.stakes("us"), reading.stakes("them")
    if not ours.total or not theirs.total:
        return None
    return Plan(
        valued=valued,
        outcomes=Outcomes.of(valued.space),
        inputs=tuple(reading.inputs),
        idle=tuple(reading.idle()),
        exact=(ours, theirs),
        quick=(_quick(ours), _quick(theirs)),
    )


class _Reading:
    """Finds the inputs of a deal while it puts together what rests on them."""

    def __init__(self, deal: Deal, valued: Valued) -> None:
        self._deal = deal
        self._valued = valued
        self._places = {issue.id: place for place, issue in enumerate(deal.issues or ())}
        self.inputs: list[Input] = []
        self._at: dict[Location, int] = {}

    def stakes(self, side: Side) -> Stakes[Fraction]:
        """What the side has at stake in each issue that can be valued."""
        party = self._deal.us if side == "us" else self._deal.them
        limits = self._valued.ours if side == "us" else self._valued.theirs
        worths = self._valued.worths.of(side)
        whole = _WHOLE.get(limits.source)
        main = (
            max((one for one in worths.values() if one.issue.kind == "money"), key=_weight) if whole else None
        )
        worst = self._worst(side)
        issues = []
        for id, worth in worths.items():
            stake = self._stake(worth)
            if limits.source == "unknown":
                stake = replace(stake, floor=worst[id])
            elif whole is not None and worth is main:
                stake = self._at_figure(stake, worth, party, (side, whole, "value"))
            else:
                stake = self._at_limit(stake, worth)
            issues.append(stake)
        stated_at = self._input((side, "reservation"), party.reservation)
        total = sum((one.weight for one in issues), ZERO)
        stated = limits.utility if limits.source == "stated" else None
        return Stakes(tuple(issues), total, stated, stated_at)

    def idle(self) -> Iterator[Input]:
        """The ranges on the issues and of the whole deal that none of the inputs is."""
        for location, term in self._terms():
            if location not in self._at and not term.exact:
                yield self._as_input(location, term)

    def _worst(self, side: Side) -> Mapping[str, Fraction]:
        space = self._valued.space
        return {
            one.issue.id: min(Fraction(option.ours, space.scale_ours) for option in one.options)
            if side == "us"
            else min(Fraction(option.theirs, space.scale_theirs) for option in one.options)
            for one in space.dimensions
        }

    def _stake(self, worth: Worth) -> Stake[Fraction]:
        stand = position(worth.issue, worth.side)
        at = ("issues", self._places[worth.issue.id], _STANDS[worth.side])
        weight = stand.weight if stand else None
        # A weight below nothing is a mistake, and no share of a whole.
        drawn = weight is not None and middle(weight) == worth.weight and min(ends(weight)) >= 0
        weight_at = self._input((*at, "weight"), weight) if drawn else None
        if not isinstance(worth.curve, Line):
            return Stake(worth.weight, weight_at, ZERO, None, ONE, None, ZERO, ZERO, None)
        zero, best = worth.curve.zero, worth.curve.zero + 1 / worth.curve.slope
        around = hull(worth.issue) or (zero, best)
        zero_at = best_at = None
        if stand is not None:
            first = "opening" if stand.opening else "target"
            best_at = self._matching((*at, first), stand.opening or stand.target, best)
            zero_at = self._matching((*at, "walkaway"), stand.walkaway, zero)
        return Stake(worth.weight, weight_at, zero, zero_at, best, best_at, around[best < zero], ZERO, None)

    def _at_figure(
        self, stake: Stake[Fraction], worth: Worth, party: Party, location: Location
    ) -> Stake[Fraction]:
        """The main money issue stands at the figure for the whole deal."""
        figure = party.walkaway if location[1] == "walkaway" else party.batna
        assert figure is not None
        assert figure.value is not None
        assert worth.curve is not None
        floor = worth.weight * worth.curve.at(middle(figure.value))
        line = isinstance(worth.curve, Line)
        return replace(stake, floor=floor, floor_at=self._input(location, figure.value) if line else None)

    def _at_limit(self, stake: Stake[Fraction], worth: Worth) -> Stake[Fraction]:
        stand = position(worth.issue, worth.side)
        limit = stand.walkaway if stand else None
        floor = worth.of(limit) if limit else None
        if limit is None or floor is None:
            return replace(stake, floor=worth.worst)
        if not isinstance(worth.curve, Line):
            return replace(stake, floor=floor)
        location = ("issues", self._places[worth.issue.id], _STANDS[worth.side], "walkaway")
        return replace(stake, floor=floor, floor_at=self._input(location, limit))

    def _matching(self, location: Location, term: Term | None, end: Fraction) -> int | None:
        """The input of an end of a line, if that is where the line has it from."""
        return self._input(location, term) if term is not None and middle(term) == end else None

    def _input(self, location: Location, term: Term | None) -> int | None:
        """The place of the range among the inputs; None for a single value."""
        if term is None or term.exact:
            return None
        if location not in self._at:
            self._at[location] = len(self.inputs)
            self.inputs.append(self._as_input(location, term))
        return self._at[location]

    def _as_input(self, location: Location, term: Term) -> Input:
        low, high = ends(term)
        return Input(location, name_of(location, self._deal), term, low, high)

    def _terms(self) -> Iterator[tuple[Location, Term]]:
        for place, issue in enumerate(self._deal.issues or ()):
            for side, stand in (("ours", issue.ours), ("theirs", issue.theirs)):
                for field_name in ("opening", "target", "walkaway", "weight"):
                    term = getattr(stand, field_name, None)
                    if term is not None:
                        yield ("issues", place, side, field_name), term
        for side, party in (("us", self._deal.us), ("them", self._deal.them)):
            for figure in ("walkaway", "batna"):
                value = getattr(getattr(party, figure), "value", None)
                if value is not None:
                    yield (side, figure, "value"), value
            if party.reservation is not None:
                yield (side, "reservation"), party.reservation


def _weight(worth: Worth) -> Fraction:
    return worth.weight


def _quick(stakes: Stakes[Fraction]) -> Stakes[float]:
    issues = tuple(
        Stake(
            float(one.weight),
            one.weight_at,
            float(one.zero),
            one.zero_at,
            float(one.best),
            one.best_at,
            float(one.worst),
            float(one.floor),
            one.floor_at,
        )
        for one in stakes.issues
    )
    stated = None if stakes.stated is None else float(stakes.stated)
    return Stakes(issues, float(stakes.total), stated, stakes.stated_at)
