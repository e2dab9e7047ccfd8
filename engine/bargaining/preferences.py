"""What a side prefers on an issue: which of two terms is better, how far apart they are, what the issue weighs.

Terms are only ever compared here, never by `<`: which number is better depends on the side, and a range may leave it
open. An answer of None means that the plan does not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ..deal.base import Side
from ..deal.issues import Issue, Position
from ..deal.term import NUMERIC_KINDS, Scalar, Term

ZERO = Decimal(0)


def other(side: Side) -> Side:
    """The opposite side."""
    return "them" if side == "us" else "us"


def position(issue: Issue, side: Side) -> Position | None:
    """Where a side stands on the issue."""
    return issue.ours if side == "us" else issue.theirs


def direction(issue: Issue, side: Side) -> int | None:
    """1 if the side prefers higher (later) values, -1 for lower; None when the plan does not tell.

    Taken from `prefers`, else from the order of the side's own opening, target and walk-away. Failing that, on money
    the sides want opposite things; and where their openings differ, each pulls towards its own.
    """
    own = _own_direction(issue, side)
    if own is not None:
        return own
    opposite = _own_direction(issue, other(side)) if issue.monetary or issue.kind == "money" else None
    if opposite is not None:
        return -opposite
    here, there = (_opening(issue, one) for one in (side, other(side)))
    return None if here is None or there is None or here == there else 1 if here > there else -1


def _own_direction(issue: Issue, side: Side) -> int | None:
    stand = position(issue, side)
    if stand is None:
        return None
    if stand.prefers is not None:
        return 1 if stand.prefers == "higher" else -1
    values = [measure(term.middle) for term in (stand.opening, stand.target, stand.walkaway) if term is not None]
    if len(values) < 2 or values[0] is None or values[-1] is None or values[0] == values[-1]:
        return None
    return 1 if values[0] > values[-1] else -1


def _opening(issue: Issue, side: Side) -> Decimal | None:
    stand = position(issue, side)
    return measure(stand.opening.middle) if stand and stand.opening else None


def measure(value: Scalar) -> Decimal | None:
    """A number or date as a number (dates in days); None for text."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value.toordinal()) if isinstance(value, date) else None


def worth(issue: Issue, value: Scalar, side: Side) -> Decimal | None:
    """A figure that grows with how good the value is for the side; only differences of it mean something.

    For a choice it is the side's score of the option; without scores, opening, target and walk-away rank 2, 1, 0.
    """
    if issue.kind in NUMERIC_KINDS or issue.kind == "date":
        sign, amount = direction(issue, side), measure(value)
        return None if sign is None or amount is None else amount * sign
    stand = position(issue, side)
    if stand is None:
        return None
    if stand.scores is not None:
        return stand.scores.get(str(value))
    for rank, term in ((2, stand.opening), (1, stand.target), (0, stand.walkaway)):
        if term is not None and term.low == value:
            return Decimal(rank)
    return None


def better(issue: Issue, one: Term, two: Term, side: Side = "us") -> bool | None:
    """Whether `one` is better than `two` for the side; None if unknown, as when ranges overlap."""
    if one.exact and two.exact and one.low == two.low:
        return False
    ones = [worth(issue, end, side) for end in (one.low, one.high)]
    twos = [worth(issue, end, side) for end in (two.low, two.high)]
    if None in ones or None in twos:
        return None
    low_one, high_one = sorted(end for end in ones if end is not None)
    low_two, high_two = sorted(end for end in twos if end is not None)
    if low_one > high_two:
        return True
    return False if high_one <= low_two else None


def beyond_walkaway(issue: Issue, term: Term, side: Side = "us") -> bool | None:
    """Whether the term is worse for the side than its own walk-away."""
    stand = position(issue, side)
    if stand is None or stand.walkaway is None:
        return None
    return better(issue, stand.walkaway, term, side)


def gain(issue: Issue, before: Term, after: Term, side: Side = "us") -> Decimal | None:
    """What the side gains (negative: gives) from `before` to `after`, as a share of its range on the issue."""
    if before == after:
        return ZERO
    old, new = worth(issue, before.middle, side), worth(issue, after.middle, side)
    span = scale(issue, side)
    if old is None or new is None or not span:
        return None
    return (new - old) / span


def distance(issue: Issue, one: Term, two: Term, side: Side = "us") -> Decimal | None:
    """How far apart two terms are, as a share of the side's range on the issue; never negative."""
    difference = gain(issue, one, two, side)
    return None if difference is None else abs(difference)


def scale(issue: Issue, side: Side) -> Decimal | None:
    """The side's range on the issue: opening to walk-away, else between both openings, in units of `worth`."""
    stand, opposite = position(issue, side), position(issue, other(side))
    best = stand.opening if stand else None
    for end in (stand.walkaway if stand else None, opposite.opening if opposite else None):
        if best is not None and end is not None:
            high, low = worth(issue, best.middle, side), worth(issue, end.middle, side)
            if high is not None and low is not None and high != low:
                return abs(high - low)
    return None


def weights(issues: Sequence[Issue], side: Side) -> dict[str, Decimal]:
    """The weight of each negotiable issue for the side; they add up to 1.

    Stated weights count; where there are none, ranks give rank-order centroid weights (Barron and Barrett, 1996);
    without ranks all issues weigh the same.
    """
    open_issues = [issue for issue in issues if issue.negotiable is not False]
    if not open_issues:
        return {}
    stands = {issue.id: position(issue, side) for issue in open_issues}
    stated = {id: stand.weight.middle for id, stand in stands.items() if stand and stand.weight is not None}
    if stated:
        numbers = {id: value if isinstance(value := stated.get(id, ZERO), Decimal) else ZERO for id in stands}
        total = sum(numbers.values())
        if total > 0:
            return {id: value / total for id, value in numbers.items()}
    ranks = {id: stand.rank for id, stand in stands.items() if stand and stand.rank is not None}
    if ranks:
        ordered = sorted(stands, key=lambda id: ranks.get(id, len(stands) + 1))
        return _rank_order_centroid(ordered)
    return dict.fromkeys(stands, Decimal(1) / len(stands))


def _rank_order_centroid(ordered: Sequence[str]) -> dict[str, Decimal]:
    count = len(ordered)
    tail, found = ZERO, {}
    for rank in range(count, 0, -1):
        tail += Decimal(1) / rank
        found[ordered[rank - 1]] = tail / count
    return found
