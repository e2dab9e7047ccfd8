"""What is still to come of steps that shrink: the tail of a geometric row, with a band for what its ratio may be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..preferences import ZERO

ONE = Decimal(1)


class Ratio(NamedTuple):
    """The size of a step as a multiple of the one before it, estimated from a row of steps."""

    likely: Decimal
    low: Decimal
    high: Decimal


def ratio_of(sizes: Sequence[Decimal]) -> Ratio | None:
    """The ratio of a row of two or more positive steps; None if there are fewer, or one grew or was none.

    The likely ratio is all later steps over all earlier ones, so that large steps weigh more. The band reaches from the
    smallest ratio seen to the largest, and further by one part in (number of ratios + 1) of the way to 0 and to 1:
    with a single ratio half of the way, with more of them ever less.
    """
    if len(sizes) < 2 or min(sizes) <= 0:
        return None
    ratios = [after / before for before, after in pairwise(sizes)]
    if max(ratios) >= 1:
        return None
    doubt = ONE / (len(ratios) + 1)
    lowest, highest = min(ratios), max(ratios)
    return Ratio(
        likely=sum(sizes[1:], ZERO) / sum(sizes[:-1], ZERO),
        low=lowest * (ONE - doubt),
        high=highest + (ONE - highest) * doubt,
    )


def to_come(last: Decimal, ratio: Decimal) -> Decimal:
    """The sum of all steps after the last one if each is `ratio` (below 1) times the one before."""
    return last * ratio / (ONE - ratio)
