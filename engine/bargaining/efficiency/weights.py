"""What each issue weighs for a side, exact and on the scale of the deal's own weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...deal.base import Side
from ...deal.issues import Issue
from ...texts import tell
from ..preferences import other, position
from .exact import middle

SIDES: tuple[Side, Side] = ("us", "them")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each issue of a side, by issue id, and what was assumed, in words."""

    weights: Mapping[str, Fraction]
    assumption: str = ""


def exact_weights(issues: Sequence[Issue]) -> Mapping[Side, Weights]:
    """The weights of both sides: stated ones as they are, else ranks as rank-order centroids, else equal ones.

    What is not stated adds up to the sum of the other side's weights, or to 1. A range counts by its middle; an issue
    without the weight that others have weighs nothing, one without the rank that others have comes last.
    Rank-order centroids: Barron and Barrett, Decision quality using ranked attribute weights (1996).
    """
    stated = {side: _stated(issues, side) for side in SIDES}
    sums = {side: sum(weights.values()) for side, weights in stated.items()}
    return {
        side: Weights(stated[side], _unweighted(issues, side))
        if sums[side]
        else _derived(issues, side, sums[other(side)] or Fraction(1))
        for side in SIDES
    }


def _derived(issues: Sequence[Issue], side: Side, total: Fraction) -> Weights:
    stands = {issue.id: position(issue, side) for issue in issues}
    ranks = {id: stand.rank for id, stand in stands.items() if stand and stand.rank is not None}
    if ranks:
        ordered = sorted(stands, key=lambda id: ranks.get(id, len(stands) + 1))
        return Weights(
            _centroids(ordered, total),
            tell(f"notes.ranking.{side}"),
        )
    equal = total / max(len(stands), 1)
    return Weights(dict.fromkeys(stands, equal), tell(f"notes.equal.{side}"))


def _stated(issues: Sequence[Issue], side: Side) -> Mapping[str, Fraction]:
    stands = {issue.id: position(issue, side) for issue in issues}
    return {
        id: middle(stand.weight) if stand and stand.weight else Fraction(0) for id, stand in stands.items()
    }


def _unweighted(issues: Sequence[Issue], side: Side) -> str:
    names = [
        issue.label for issue in issues if (stand := position(issue, side)) is None or stand.weight is None
    ]
    return tell(f"notes.no_weight.{side}", issues=", ".join(names)) if names else ""


def _centroids(ordered: Sequence[str], total: Fraction) -> Mapping[str, Fraction]:
    tail, found = Fraction(0), {}
    for rank in range(len(ordered), 0, -1):
        tail += Fraction(1, rank)
        found[ordered[rank - 1]] = total * tail / len(ordered)
    return found
