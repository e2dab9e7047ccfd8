"""What an answer would be worth: which range, once known, would change the recommendation most.

The package that is best on average over all draws is held against the ones that are best where an input is low, middle
or high: the expected value of perfect information on that input (Howard, Information value theory, 1966), estimated
from the same draws, sorted by that input into bins, without any nested simulation (Strong and Oakley, 2013). A package
counts by the geometric mean of both gains, the root of what Nash (1950) maximises; by nothing where a side would lose.

Bins differ by chance as well: what bins made by lot seem to be worth is taken off, and an input that is worth no more
than the luckiest of those counts as worth nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from .draws import Input, lot
from .outcomes import Case, Parts, gains
from .plan import Plan
from .search import Best

MOST_PACKAGES = 24
"""So many of the outcomes that are best in some draw are compared."""
NOTICEABLE = 0.01
"""A package is noticeably better than another from this share of its worth on."""
_BY_LOT = 6


@dataclass(frozen=True, slots=True)
class Information:
    """What it would be worth to know one input."""

    input: Input
    worth: float
    """By how much the best package would be better on average, as a share of what it is worth now."""
    share: float
    """Of what it would be worth to know all inputs, 0 to 1."""
    changes: int
    """In how many draws the answer would point to a package that is noticeably better."""


def information(
    plan: Plan,
    draws: Sequence[Sequence[float]],
    cases: Sequence[Case[float]],
    best: Sequence[Best | None],
    seed: int,
    packages: int = MOST_PACKAGES,
) -> tuple[Information, ...]:
    """What each input would be worth, the most worth first.

    `draws` tells where the inputs lie in each of the `cases`, `best` which outcome has the largest product of gains.
    So many `packages` are compared: those that are best most often.
    """
    inputs = plan.inputs
    frequent = Counter(one.choice for one in best if one is not None).most_common(packages)
    compared = [plan.outcomes.parts(choice) for choice, _ in frequent]
    sorting = _Sorting([[joint(case, one) for case in cases] for one in compared]) if compared else None
    everything = sorting.everything if sorting else 0.0
    if sorting is None or everything <= 0:
        return tuple(Information(one, 0.0, 0.0, 0) for one in inputs)
    lots = [sorting.worth(lot(f"lot {number}", len(cases), seed)) for number in range(_BY_LOT)]
    found = []
    for place, one in enumerate(inputs):
        order = sorted(range(len(cases)), key=[drawn[place] for drawn in draws].__getitem__)
        raw = sorting.worth(order)
        worth = min(raw - sum(lots) / _BY_LOT, everything) if raw > max(lots) else 0.0
        found.append(
            Information(
                one,
                worth / sorting.best if sorting.best else 1.0,
                worth / everything,
                sorting.changes(order) if worth else 0,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.share, one.input.path)))


def joint(case: Case[float], package: Parts[float]) -> float:
    """What a package is worth to both sides: the geometric mean of their gains, 0 where a side would lose."""
    ours, theirs = gains(case, package)
    return sqrt(ours * theirs) if ours > 0 and theirs > 0 else 0.0


class _Sorting:
    """What every package is worth in every draw, and how the best one fares when draws are sorted into bins."""

    def __init__(self, columns: Sequence[Sequence[float]]) -> None:
        totals = [sum(column) for column in columns]
        self._columns = columns
        self._usual = totals.index(max(totals))
        self.best = max(totals)
        """Of the package that is best on average."""
        self.everything = sum(map(max, zip(*columns, strict=True))) - self.best
        """What is gained when every draw has its own best package."""

    def worth(self, order: Sequence[int]) -> float:
        """What is gained when every bin of the draws in that order has its own best package."""
        return sum(max(sums) for _, sums in self._bins(order)) - self.best

    def changes(self, order: Sequence[int]) -> int:
        """How many draws lie in bins in which another package is noticeably better."""
        return sum(
            size for size, sums in self._bins(order) if max(sums) > sums[self._usual] * (1 + NOTICEABLE)
        )

    def _bins(self, order: Sequence[int]) -> Sequence[tuple[int, Sequence[float]]]:
        """The size of each bin, and the sum of every package in it."""
        count = 10 if len(order) >= 500 else 5
        edges = [number * len(order) // count for number in range(count + 1)]
        bins = [order[start:end] for start, end in pairwise(edges)]
        return [(len(bin), [sum(map(column.__getitem__, bin)) for column in self._columns]) for bin in bins]
