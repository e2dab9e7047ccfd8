"""The best of the efficient outcomes when they are too many to list: each is a sum of two parts that are few.

The issues are in two groups with a staircase each. Whatever is sought, the second part that fits a first part best
moves in one direction along its staircase while the first part moves along its own, so that both are walked once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .hull import Hull
from .staircase import Packing, Staircase

Candidate = tuple[int, int, int]
"""What is maximised, the sum of both gains, our gain."""


@dataclass(frozen=True)
class Halves:
    """The efficient outcomes as sums of two staircases."""

    packing: Packing
    first: Staircase
    second: Staircase
    exact: bool = True
    """Whether both staircases are complete."""

    def best_for_us(self) -> int | None:
        """The outcome acceptable to both that is best for us; None when there is none."""
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        return self._outcome(
            (gain := ours[i] + more_ours[start], gain + theirs[i] + more_theirs[start], gain)
            for i, start, _ in self._windows()
        )

    def best_for_them(self) -> int | None:
        """The outcome acceptable to both that is best for them."""
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        return self._outcome(
            (
                theirs[i] + more_theirs[end - 1],
                ours[i] + more_ours[end - 1] + theirs[i] + more_theirs[end - 1],
                ours[i] + more_ours[end - 1],
            )
            for i, _, end in self._windows()
        )

    def largest_sum(self) -> int | None:
        """The acceptable outcome with the largest sum of gains."""
        return self._outcome(self._sums())

    def most_even(self, by_ours: int, by_theirs: int) -> int | None:
        """The acceptable outcome whose smaller gain is largest, each gain times its factor."""
        return self._outcome(self._even(by_ours, by_theirs))

    def largest_product(self) -> int | None:
        """The acceptable outcome with the largest product of gains."""
        return self._outcome(self._products())

    def gains(self, packed: int) -> tuple[int, int]:
        """What both sides gain by an outcome over the reservations, in one unit."""
        ours, theirs = self._gains([packed], self.packing.least())
        return ours[0], theirs[0]

    def _gains(self, staircase: Staircase, least: tuple[int, int]) -> tuple[list[int], list[int]]:
        space = self.packing.space
        return (
            [(ours - least[0]) * space.scale_theirs for ours in self.packing.ours(staircase)],
            [(theirs - least[1]) * space.scale_ours for theirs in self.packing.theirs(staircase)],
        )

    @cached_property
    def _firsts(self) -> tuple[list[int], list[int]]:
        """What the first parts gain us and them over the reservations: ours falls, theirs rises."""
        return self._gains(self.first, self.packing.least())

    @cached_property
    def _seconds(self) -> tuple[list[int], list[int]]:
        """What the second parts add."""
        return self._gains(self.second, (0, 0))

    def _windows(self) -> Iterator[tuple[int, int, int]]:
        """Each first part, with the range of second parts that both sides accept with it; empty ranges are skipped."""
        more_ours, more_theirs = self._seconds
        start = end = len(more_ours)
        for i, (ours, theirs) in enumerate(zip(*self._firsts, strict=True)):
            while end and more_ours[end - 1] < -ours:
                end -= 1
            while start and more_theirs[start - 1] >= -theirs:
                start -= 1
            if start < end:
                yield i, start, end

    def _sums(self) -> Iterator[Candidate]:
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        sums = [one + two for one, two in zip(more_ours, more_theirs, strict=True)]
        best: deque[int] = deque()
        entered = len(sums)
        for i, start, end in self._windows():
            while entered > start:
                entered -= 1
                while best and sums[best[-1]] <= sums[entered]:
                    best.pop()
                best.append(entered)
            while best[0] >= end:
                best.popleft()
            total = ours[i] + theirs[i] + sums[best[0]]
            yield total, total, ours[i] + more_ours[best[0]]

    def _even(self, by_ours: int, by_theirs: int) -> Iterator[Candidate]:
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        crossing = len(more_ours)
        for i, start, end in self._windows():
            one, two = ours[i], theirs[i]
            while crossing and by_ours * (one + more_ours[crossing - 1]) <= by_theirs * (
                two + more_theirs[crossing - 1]
            ):
                crossing -= 1
            # Their gain decides before the crossing and rises towards it, ours after it and falls.
            before, after = min(crossing, end) - 1, max(crossing, start)
            if before >= start:
                gain = two + more_theirs[before]
                yield by_theirs * gain, one + more_ours[before] + gain, one + more_ours[before]
            if after < end:
                gain = one + more_ours[after]
                yield by_ours * gain, gain + two + more_theirs[after], gain

    def _products(self) -> Iterator[Candidate]:
        """Those that may be the best: along the hull of the second parts a product falls on both sides of its peak."""
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        if not more_ours:
            return
        hull = Hull.over(more_ours, more_theirs)
        above, best = hull.heights, -1
        peak = hull.peaks()
        for i, start, end in self._windows():
            one, two = ours[i], theirs[i]
            top = peak(one, two)
            for steps in (range(max(top, start), end), range(min(top, end) - 1, start - 1, -1)):
                for j in steps:
                    gain = one + more_ours[j]
                    if gain * (two + above[j]) < best:
                        break
                    value = gain * (two + more_theirs[j])
                    if value >= best:
                        best = value
                        yield value, gain + two + more_theirs[j], gain

    def _outcome(self, candidates: Iterator[Candidate]) -> int | None:
        """The first outcome in issue order that has the worth of the best candidate."""
        best = max(candidates, default=None)
        if best is None:
            return None
        _, total, gain = best
        (ours, theirs), (more_ours, more_theirs) = self._firsts, self._seconds
        place = {more: j for j, more in enumerate(more_ours)}
        return max(
            self.first[i] + self.second[j]
            for i, one in enumerate(ours)
            if (j := place.get(gain - one)) is not None and theirs[i] + more_theirs[j] == total - gain
        )
