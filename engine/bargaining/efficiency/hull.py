"""The concave line over a staircase, and where a product of gains peaks on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Hull:
    """The corners of the smallest concave line over points of which the first coordinate falls and the second rises."""

    falling: Sequence[int]
    rising: Sequence[int]
    corners: tuple[int, ...]
    """The places of the points on the line where it bends, and both ends."""
    heights: Sequence[int]
    """For each point the height of the line there, rounded up."""

    @classmethod
    def over(cls, falling: Sequence[int], rising: Sequence[int]) -> Hull:
        """The hull of at least one point."""
        corners: list[int] = []
        for point in range(len(falling)):
            while len(corners) > 1 and not _bends(falling, rising, corners[-2], corners[-1], point):
                corners.pop()
            corners.append(point)
        heights = [rising[corners[0]]]
        for left, right in pairwise(corners):
            width, rise = falling[left] - falling[right], rising[right] - rising[left]
            heights += [
                rising[left] - (-rise * (falling[left] - falling[point]) // width)
                for point in range(left + 1, right + 1)
            ]
        return cls(falling, rising, tuple(corners), heights)

    def peaks(self) -> Callable[[int, int], int]:
        """A function that tells where (first + falling) * (second + rising) peaks along the line.

        The answer is the first point after the peak or on it. To be asked with `first` falling and `second` rising.
        """
        falling, rising, corners = self.falling, self.rising, self.corners
        edges = [
            (falling[left] - falling[right], rising[right] - rising[left])
            for left, right in pairwise(corners)
        ]
        negated = [-value for value in falling]
        at = len(edges)

        def peak(first: int, second: int) -> int:
            nonlocal at
            # Down to the first corner from which the product does not rise any more.
            while at:
                width, rise = edges[at - 1]
                corner = corners[at - 1]
                slope = rise * (first + falling[corner]) - width * (second + rising[corner])
                if slope > 0:
                    farthest = falling[corner] - slope // (2 * rise)
                    return min(bisect_left(negated, -farthest), corners[at])
                at -= 1
            return 0

        return peak


def _bends(falling: Sequence[int], rising: Sequence[int], left: int, middle: int, right: int) -> bool:
    """Whether the line falls off at the middle point, so that it is a corner."""
    return (rising[middle] - rising[left]) * (falling[middle] - falling[right]) > (
        rising[right] - rising[middle]
    ) * (falling[left] - falling[middle])
