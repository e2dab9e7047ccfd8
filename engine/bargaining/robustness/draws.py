"""Seeded draws of what a plan only knows as a range.

Each range is drawn uniformly, in a Latin hypercube (McKay, Beckman and Conover, 1979): cut into as many equal strata as
there are draws, with one draw in each. So every range is covered evenly, and its draws can be told apart by size.

The same seed gives the same draws on every platform: `random.Random(...).random()` is the one generator that Python
promises not to change. Each input is seeded by its own path, so that one input more changes no draws of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from ...deal.paths import Location
from ...deal.term import Term


@dataclass(frozen=True, slots=True)
class Input:
    """A range in the plan; `path` in the user's terms. Its ends are numbers, dates in days."""

    location: Location
    path: str
    term: Term
    low: Fraction
    high: Fraction

    def at(self, unit: float) -> Fraction:
        """The value at a place in the range, from 0 (its low end) to 1; exact."""
        return self.low + (self.high - self.low) * Fraction(unit)


def lot(name: str, count: int, seed: int) -> list[int]:
    """The numbers below `count` in an order that name and seed decide."""
    return _shuffled(_generator(name, seed), count)


def units(input: Input, count: int, seed: int) -> list[float]:
    """Where each of `count` draws lies in the range, from 0 to 1: one in every stratum, in random order."""
    random = _generator(input.path, seed)
    return [(stratum + random.random()) / count for stratum in _shuffled(random, count)]


def draw(inputs: Sequence[Input], count: int, seed: int) -> list[tuple[float, ...]]:
    """The draws: where every input lies in its range."""
    if not inputs:
        return [()] * count
    return list(zip(*(units(one, count, seed) for one in inputs), strict=True))


def _generator(name: str, seed: int) -> Random:
    # As bytes, since a name in a plan may hold what is no text in UTF-8.
    return Random(f"{seed} {name}".encode(errors="surrogatepass"))


def _shuffled(random: Random, count: int) -> list[int]:
    keys = [random.random() for _ in range(count)]
    return sorted(range(count), key=keys.__getitem__)
