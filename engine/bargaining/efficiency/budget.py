"""Fewer points for a staircase, each left out close to one that stays (epsilon-dominance).

Laumanns, Thiele, Deb and Zitzler, Combining convergence and diversity in evolutionary multiobjective optimization
(2002), call a set of points epsilon-efficient when each efficient outcome is beaten up to epsilon by one of the set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .staircase import Packing, Staircase


@dataclass(frozen=True, slots=True)
class Thinned:
    """A staircase with fewer points: each left out is at most so much better, in units, than one that stays."""

    staircase: Staircase
    loss_ours: int = 0
    loss_theirs: int = 0


def thin(packing: Packing, staircase: Staircase, cells: int) -> Thinned:
    """About `cells` points of the staircase, at most twice as many and its ends; all of them if there are no more."""
    if len(staircase) <= max(cells, 2):
        return Thinned(staircase)
    falling = [-ours for ours in packing.ours(staircase)]
    return _thinned(staircase, falling, packing.theirs(staircase), 2 * cells)


def thin_to(packing: Packing, staircase: Staircase, most: int) -> Thinned:
    """At most `most` points of the staircase (3 or more), with the smallest loss that a few trials find."""
    if len(staircase) <= most:
        return Thinned(staircase)
    falling, theirs = [-ours for ours in packing.ours(staircase)], packing.theirs(staircase)
    low, high = most // 2, 4 * most
    best = _thinned(staircase, falling, theirs, max(most - 2, 1))
    while high - low > max(most // 50, 1):
        cells = (low + high) // 2
        found = _thinned(staircase, falling, theirs, cells)
        if len(found.staircase) <= most:
            best, low = found, cells
        else:
            high = cells
    return best


def _thinned(staircase: Staircase, falling: Sequence[int], theirs: Sequence[int], cells: int) -> Thinned:
    """The first and the last point, and as few between as keep each loss below 1/`cells` of the span of its side."""
    may_ours = (falling[-1] - falling[0]) // cells
    may_theirs = (theirs[-1] - theirs[0]) // cells
    last, covered = len(staircase) - 1, bisect_right(theirs, theirs[0] + may_theirs) - 1
    kept, loss_ours, loss_theirs = [staircase[0]], 0, theirs[covered] - theirs[0]
    while covered < last:
        start = covered + 1
        stays = bisect_right(falling, falling[start] + may_ours, start) - 1
        covered = bisect_right(theirs, theirs[stays] + may_theirs, stays) - 1
        kept.append(staircase[stays])
        loss_ours = max(loss_ours, falling[stays] - falling[start])
        loss_theirs = max(loss_theirs, theirs[covered] - theirs[stays])
    if kept[-1] != staircase[last]:
        kept.append(staircase[last])
    return Thinned(kept, loss_ours, loss_theirs)
