"""What a package may aim at, each with its best value along a line of packages.

All three are functions of both sides' gains. Along the line, we lose and they gain step by step, at a price that rises:
such a line bends outwards, so the first place where an aim stops growing is its best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

from .outcomes import Step

NOWHERE = -inf


class Peak(NamedTuple):
    """The best value along a line of packages."""

    value: float
    passed: int
    """How many steps lie before it."""
    within: bool
    """Whether it lies within the next step, where no package may be."""


class Aim(Protocol):
    """A function of both sides' gains that a package should make large."""

    def value(self, ours: float, theirs: float) -> float:
        """The value of a package with those gains; minus infinity for one that is out of the question."""

    def peak(self, ours: float, theirs: float, steps: Sequence[Step]) -> Peak:
        """The best value along the line that begins at those gains."""


@dataclass(frozen=True, slots=True)
class SmallerGain:
    """The smaller of both gains, each in units of its own (egalitarian: Kalai, 1977)."""

    unit_ours: float = 1.0
    unit_theirs: float = 1.0

    def value(self, ours: float, theirs: float) -> float:
        """The smaller gain; negative when a side would lose."""
        return min(ours / self.unit_ours, theirs / self.unit_theirs)

    def peak(self, ours: float, theirs: float, steps: Sequence[Step]) -> Peak:
        """Where both gains are equal, or at the end where they come closest."""
        unit_ours, unit_theirs = self.unit_ours, self.unit_theirs
        high, low = ours / unit_ours, theirs / unit_theirs
        for passed, (_, _, _, loss, gain) in enumerate(steps):
            if high <= low:
                return Peak(high, passed, False)
            next_high, next_low = high - loss / unit_ours, low + gain / unit_theirs
            if next_high < next_low:
                share = (high - low) / (next_low - low + high - next_high)
                return Peak(high - share * (high - next_high), passed, True)
            high, low = next_high, next_low
        return Peak(min(high, low), len(steps), False)


@dataclass(frozen=True, slots=True)
class Product:
    """The product of both gains (Nash, 1950)."""

    def value(self, ours: float, theirs: float) -> float:
        """The product; minus infinity when a side would lose."""
        return ours * theirs if ours >= 0 and theirs >= 0 else NOWHERE

    def peak(self, ours: float, theirs: float, steps: Sequence[Step]) -> Peak:
        """Where the product stops growing."""
        for passed, (_, _, _, loss, gain) in enumerate(steps):
            if ours < 0:
                break
            after = theirs + gain
            if after < 0:
                ours, theirs = ours - loss, after
                continue
            least = max(0.0, -theirs / gain)
            most = min(1.0, ours / loss) if loss > 0 else 1.0
            if most < least:
                break
            best = (gain * ours - loss * theirs) / (2 * loss * gain) if loss > 0 else 1.0
            if best < 1.0 or most < 1.0:
                share = min(max(best, least), most)
                value = (ours - share * loss) * (theirs + share * gain)
                return Peak(value, passed, share > 0.0)
            ours, theirs = ours - loss, after
        else:
            return Peak(self.value(ours, theirs), len(steps), False)
        return Peak(NOWHERE, 0, False)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of both gains."""

    def value(self, ours: float, theirs: float) -> float:
        """The sum; minus infinity when a side would lose."""
        return ours + theirs if ours >= 0 and theirs >= 0 else NOWHERE

    def peak(self, ours: float, theirs: float, steps: Sequence[Step]) -> Peak:
        """Where they gain less by a step than we lose, as far as both accept it."""
        for passed, (_, _, _, loss, gain) in enumerate(steps):
            if ours < 0:
                return Peak(NOWHERE, 0, False)
            if theirs >= 0 and gain <= loss:
                return Peak(ours + theirs, passed, False)
            reach = ours / loss if loss > 0 else 1.0
            share = 1.0 if gain > loss else min(1.0, -theirs / gain)
            if reach < share:
                if gain <= loss or theirs + reach * gain < 0:
                    return Peak(NOWHERE, 0, False)
                share = reach
            if share < 1.0:
                return Peak(ours + theirs + share * (gain - loss), passed, True)
            ours, theirs = ours - loss, theirs + gain
        return Peak(self.value(ours, theirs), len(steps), False)
