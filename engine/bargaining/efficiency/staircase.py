"""Efficient sums of outcomes, merged issue by issue with dominance pruning, exact.

An outcome is one whole number: its worth to us in the highest bits, to them below, and in the lowest its place in the
order of all outcomes, counted from the last. Adding two such numbers adds all three, so that merging issues is adding
numbers, and among outcomes of equal worth the first in issue order is the largest number.

A staircase is a descending list of such numbers in which each is better for them than all before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .space import Space

Staircase = list[int]


@dataclass(frozen=True, slots=True)
class Packing:
    """How the outcomes of a space are packed into whole numbers."""

    space: Space
    base_ours: int
    """What the least valuable options add up to: packed worths count from there."""
    base_theirs: int
    strides: tuple[int, ...]
    place_bits: int
    ours_shift: int

    @classmethod
    def of(cls, space: Space) -> Packing:
        """Room for the largest sums that can occur."""
        span, strides, stride = 0, [], 1
        for dimension in reversed(space.dimensions):
            strides.append(stride)
            stride *= len(dimension.options)
            theirs = [option.theirs for option in dimension.options]
            span += max(theirs) - min(theirs)
        base_ours, base_theirs = space.worst
        place_bits = stride.bit_length()
        ours_shift = place_bits + span.bit_length()
        return cls(space, base_ours, base_theirs, tuple(reversed(strides)), place_bits, ours_shift)

    def staircases(self) -> list[Staircase]:
        """The efficient options of each dimension."""
        found = []
        for dimension, stride in zip(self.space.dimensions, self.strides, strict=True):
            least_ours = min(option.ours for option in dimension.options)
            least_theirs = min(option.theirs for option in dimension.options)
            last = len(dimension.options) - 1
            found.append(
                self.prune(
                    [
                        (option.ours - least_ours << self.ours_shift)
                        + (option.theirs - least_theirs << self.place_bits)
                        + (last - index) * stride
                        for index, option in enumerate(dimension.options)
                    ]
                )
            )
        return found

    def merge(self, one: Staircase, two: Staircase) -> Staircase:
        """The efficient sums of two staircases."""
        few, many = (one, two) if len(one) < len(two) else (two, one)
        return self.prune([first + second for first in few for second in many])

    def prune(self, packed: list[int]) -> Staircase:
        """The staircase of any outcomes; the list is used up."""
        packed.sort(reverse=True)
        shift, mask, best, kept = self.place_bits, self.theirs_mask, -1, []
        for one in packed:
            theirs = one >> shift & mask
            if theirs > best:
                best = theirs
                kept.append(one)
        return kept

    @property
    def theirs_mask(self) -> int:
        """The bits of their worth, once the place is shifted out."""
        return (1 << self.ours_shift - self.place_bits) - 1

    def ours(self, staircase: Iterable[int]) -> list[int]:
        """What outcomes are worth to us, counted from the base."""
        shift = self.ours_shift
        return [one >> shift for one in staircase]

    def theirs(self, staircase: Iterable[int]) -> list[int]:
        """What outcomes are worth to them, counted from the base."""
        shift, mask = self.place_bits, self.theirs_mask
        return [one >> shift & mask for one in staircase]

    def least(self) -> tuple[int, int]:
        """The reservations, counted from the base; at most 0 where there is none."""
        ours, theirs = self.space.reservation_ours, self.space.reservation_theirs
        return (
            0 if ours is None else ours - self.base_ours,
            0 if theirs is None else theirs - self.base_theirs,
        )

    def cut(self, staircase: Staircase, rest: Sequence[Staircase]) -> Staircase:
        """The outcomes that can still reach both reservations with the best that the `rest` can add."""
        least_ours, least_theirs = self.least()
        if least_ours > 0:
            reach = least_ours - sum(one[0] >> self.ours_shift for one in rest)
            # Descending, so that the search is for the first that is too small.
            end = bisect_left(staircase, 1 - reach, key=lambda one: -(one >> self.ours_shift))
            staircase = staircase[:end]
        if least_theirs > 0:
            shift, mask = self.place_bits, self.theirs_mask
            reach = least_theirs - sum(one[-1] >> shift & mask for one in rest)
            staircase = staircase[bisect_left(staircase, reach, key=lambda one: one >> shift & mask) :]
        return staircase

    def choice(self, packed: int) -> tuple[int, ...]:
        """The option of each dimension in a whole outcome."""
        place = packed & (1 << self.place_bits) - 1
        found = []
        for dimension, stride in zip(self.space.dimensions, self.strides, strict=True):
            from_last, place = divmod(place, stride)
            found.append(len(dimension.options) - 1 - from_last)
        return tuple(found)
