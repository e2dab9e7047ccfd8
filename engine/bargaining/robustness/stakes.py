"""What a side has at stake in a case: drawn weights, lines from limit to opening, and reservation, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from .outcomes import Case, Number


@dataclass(frozen=True, slots=True)
class Stake(Generic[Number]):
    """One issue for one side, as the plan stands. Each `..._at` is the place of the input that it is drawn from.

    Its value is 0 at `zero` and 1 at `best`, on a straight line. `worst` takes the place of a drawn limit that lies
    beyond the drawn best. `floor` is what the issue adds to the reservation.
    """

    weight: Number
    weight_at: int | None
    zero: Number
    zero_at: int | None
    best: Number
    best_at: int | None
    worst: Number
    floor: Number
    floor_at: int | None
    """The input for the value of the issue at which the floor lies."""

    def line(self, values: Sequence[Number]) -> tuple[Number, Number]:
        """The value of a draw as a function of that of the plan: what it is at 0, and how much it grows."""
        zero = self.zero if self.zero_at is None else values[self.zero_at]
        best = self.best if self.best_at is None else values[self.best_at]
        width = self.best - self.zero
        if (best - zero) * width <= 0:
            zero = self.worst
        if (best - zero) * width <= 0:
            # Nothing is known of the line in this draw; or its ends are too close for floating point.
            one = type(width)(1)
            return one - one, one
        return (self.zero - zero) / (best - zero), width / (best - zero)

    def floor_in(self, values: Sequence[Number]) -> Number:
        """The floor, on the line of the plan."""
        if self.floor_at is None or self.best == self.zero:
            return self.floor
        return self.weight * (values[self.floor_at] - self.zero) / (self.best - self.zero)


@dataclass(frozen=True, slots=True)
class Stakes(Generic[Number]):
    """All issues for one side; `stated` is the reservation where the plan states it as a utility."""

    issues: tuple[Stake[Number], ...]
    total: Number
    """Of the weights."""
    stated: Number | None = None
    stated_at: int | None = None

    def weighed(self, values: Sequence[Number]) -> tuple[tuple[Number, ...], Number]:
        """By what the worth of each issue is multiplied, and the least sum that the side accepts.

        `values` are those of all inputs. What the lines are shifted by is taken off the least sum.
        """
        stated = self.stated if self.stated_at is None else values[self.stated_at]
        least = self.total - self.total if stated is None else stated
        factors = []
        for stake, factor in zip(self.issues, self._weights(values), strict=True):
            if stake.zero_at is not None or stake.best_at is not None:
                shift, slope = stake.line(values)
                if stated is not None:
                    least -= factor * shift * stake.weight
                factor *= slope
            if stated is None:
                # The reservation is the worth of a package, which is shifted as much as any other.
                least += factor * stake.floor_in(values)
            factors.append(factor)
        return tuple(factors), least

    def _weights(self, values: Sequence[Number]) -> Sequence[Number]:
        """Drawn weights as multiples of the plan's, scaled to its total: weights are shares of a whole."""
        drawn = [one.weight if one.weight_at is None else values[one.weight_at] for one in self.issues]
        scale = self.total / sum(drawn, self.total - self.total)
        return [
            scale if one.weight_at is None else scale * weight / one.weight
            for one, weight in zip(self.issues, drawn, strict=True)
        ]


def case(ours: Stakes[Number], theirs: Stakes[Number], values: Sequence[Number]) -> Case[Number]:
    """What the values of all inputs make of the deal."""
    factors_ours, least_ours = ours.weighed(values)
    factors_theirs, least_theirs = theirs.weighed(values)
    return Case(factors_ours, factors_theirs, least_ours, least_theirs)
