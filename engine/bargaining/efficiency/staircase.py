"""Efficient sums of outcomes, merged issue by issue with dominance pruning, exact.

An outcome is one whole number: its worth to us in the highest bits, to them below, and in the lowest its place in the
order of all outcomes, counted from the last. Adding two such numbers adds all three, so that merging issues is adding
numbers, and among outcomes of equal worth the first in issue order is the largest number.

A staircase is a descending list of such numbers in which each is better for them than all before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .space import Space

Staircase = list[int]


@dataclass(frozen=True)
class Packing:
    """How the outcomes of a space are packed into whole numbers."""

    space: Space
    lowest: tuple[tuple[int, int], ...]
    """The least that the options of each dimension add for us and for them: packed worths count from there."""
    strides: tuple[int, ...]
    place_bits: int
    theirs_bits: int

    @classmethod
    def of(cls, space: Space) -> Packing:
        """Room for the largest sums that can occur."""
        spans, lowest, strides, stride = 0, [], [], 1
        for dimension in reversed(space.dimensions):
            strides.append(stride)
            stride *= len(dimension.options)
        for dimension in space.dimensions:
            theirs = [option.theirs for option in dimension.options]
            lowest.append((min(option.ours for option in dimension.options), min(theirs)))
            spans += max(theirs) - min(theirs)
        return cls(space, tuple(lowest), tuple(reversed(strides)), stride.bit_length(), spans.bit_length())

    @cached_property
    def base(self) -> tuple[int, int]:
        """What all lowest options together are worth."""
        return sum(ours for ours, _ in self.lowest), sum(theirs for _, theirs in self.lowest)

    def staircases(self) -> list[Staircase]:
        """The efficient options of each dimension."""
        ours_shift = self.place_bits + self.theirs_bits
        found = []
        for dimension, (low_ours, low_theirs), stride in zip(
            self.space.dimensions, self.lowest, self.strides, strict=True
        ):
            last = len(dimension.options) - 1
            found.append(
                self.prune(
                    (option.ours - low_ours << ours_shift)
                    + (option.theirs - low_theirs << self.place_bits)
                    + (last - index) * stride
                    for index, option in enumerate(dimension.options)
                )
            )
        return found

    def merge(self, one: Staircase, two: Staircase) -> Staircase:
        """The efficient sums of two staircases."""
        few, many = sorted((one, two), key=len)
        return self.prune([first + second for first in few for second in many])

    def prune(self, packed: Iterable[int]) -> Staircase:
        """The staircase of any outcomes."""
        shift, mask, best, kept = self.place_bits, (1 << self.theirs_bits) - 1, -1, []
        for one in sorted(packed, reverse=True):
            theirs = one >> shift & mask
            if theirs > best:
                best = theirs
                kept.append(one)
        return kept

    def ours(self, packed: int) -> int:
        """What a whole outcome is worth to us, in units."""
        return (packed >> self.place_bits + self.theirs_bits) + self.base[0]

    def theirs(self, packed: int) -> int:
        """What a whole outcome is worth to them, in units."""
        return (packed >> self.place_bits & (1 << self.theirs_bits) - 1) + self.base[1]

    def choice(self, packed: int) -> tuple[int, ...]:
        """The option of each dimension in a whole outcome."""
        place = packed & (1 << self.place_bits) - 1
        found = []
        for dimension, stride in zip(self.space.dimensions, self.strides, strict=True):
            from_last, place = divmod(place, stride)
            found.append(len(dimension.options) - 1 - from_last)
        return tuple(found)


def merged(packing: Packing, staircases: Sequence[Staircase]) -> Staircase:
    """The efficient sums of any number of staircases, small ones first."""
    found = [0]
    for one in sorted(staircases, key=len):
        found = packing.merge(found, one)
    return found
