"""What a side prefers on an issue: which of two terms is better, how far apart they are, what the issue weighs.

Terms are only ever compared here, never by `<`: which number is better depends on the side, and a range may leave it
open. An answer of None means that the plan does not tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

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


def measure(value: Scalar) -> Decimal | None:
    """A number or date as a number (dates in days); None for text."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value.toordinal()) if isinstance(value, date) else None


def direction(issue: Issue, side: Side) -> int | None:
    """1 if the side prefers higher (later) values, -1 for lower; None when the plan does not tell.

    Taken from `prefers`, else from the order of the side's own opening, target and walk-away, else from its scores.
    Failing that, on money the sides want opposite things; and where their openings differ, each pulls towards its own.
    """
    own = _own_direction(issue, side)
    if own is not None or scored_points(issue, position(issue, side)):
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
    return _direction_of_positions(stand) or _direction_of_scores(issue, stand)


def _direction_of_positions(stand: Position) -> int | None:
    values = [
        measure(term.middle) for term in (stand.opening, stand.target, stand.walkaway) if term is not None
    ]
    if len(values) < 2 or values[0] is None or values[-1] is None or values[0] == values[-1]:
        return None
    return 1 if values[0] > values[-1] else -1


def scored_points(issue: Issue, stand: Position | None) -> list[tuple[Decimal, Decimal]]:
    """The scores that a side gives to numbers or dates (in days), ascending; none for options."""
    if stand is None or not stand.scores or not (issue.kind in NUMERIC_KINDS or issue.kind == "date"):
        return []
    dated = issue.kind == "date"
    return sorted(
        (Decimal(date.fromisoformat(key).toordinal()) if dated else Decimal(key), score)
        for key, score in stand.scores.items()
    )


def _direction_of_scores(issue: Issue, stand: Position) -> int | None:
    """The direction in which the scores never fall; None when they have a peak in between, or are level."""
    scores = [score for _, score in scored_points(issue, stand)]
    if not scores or scores[0] == scores[-1]:
        return None
    sign = 1 if scores[-1] > scores[0] else -1
    return sign if all((after - before) * sign >= 0 for before, after in pairwise(scores)) else None


def _opening(issue: Issue, side: Side) -> Decimal | None:
    stand = position(issue, side)
    return measure(stand.opening.middle) if stand and stand.opening else None


@dataclass(frozen=True, slots=True)
class Preference:
    """What one side prefers on one issue."""

    issue: Issue
    side: Side
    sign: int | None
    """The direction of a number or date; None for choices and texts, or when it is not known."""
    scores: Mapping[str, Decimal]
    """The worth of each option; empty for numbers and dates."""
    walkaway: Term | None
    span: Decimal | None
    """The side's range in units of worth: opening to walk-away, else between both openings; None if unknown."""

    def worth(self, value: Scalar) -> Decimal | None:
        """A figure that grows with how good the value is for the side; only differences of it mean something."""
        return _worth(value, self.sign, self.scores)

    def better(self, one: Term, two: Term) -> bool | None:
        """Whether `one` is better than `two`; None if unknown, as when ranges overlap."""
        if one.exact and two.exact:
            return self._better_value(one.low, two.low)
        low_one, high_one = self._ends(one)
        low_two, high_two = self._ends(two)
        if low_one is None or high_one is None or low_two is None or high_two is None:
            return None
        if low_one > high_two:
            return True
        return False if high_one <= low_two else None

    def _better_value(self, first: Scalar, second: Scalar) -> bool | None:
        if self.sign is not None:
            return first > second if self.sign > 0 else first < second  # type: ignore[operator]  # of one kind
        one, two = self.worth(first), self.worth(second)
        if one is None or two is None:
            return False if first == second else None
        return one > two

    def _ends(self, term: Term) -> tuple[Decimal | None, Decimal | None]:
        """The worth of the worse and the better end."""
        low, high = self.worth(term.low), self.worth(term.high)
        return (high, low) if low is not None and high is not None and low > high else (low, high)

    def beyond_walkaway(self, term: Term) -> bool | None:
        """Whether the term is worse for the side than its own walk-away."""
        return None if self.walkaway is None else self.better(self.walkaway, term)

    def value_beyond_walkaway(self, value: Scalar) -> bool | None:
        """The same of a single value."""
        if self.walkaway is None or not self.walkaway.exact:
            return self.beyond_walkaway(Term.of(value))
        return self._better_value(self.walkaway.low, value)

    def gain(self, before: Term, after: Term) -> Decimal | None:
        """What the side gains (negative: gives) from `before` to `after`, as a share of its range on the issue."""
        old, new = before.middle, after.middle
        if self.sign and self.span and isinstance(old, Decimal) and isinstance(new, Decimal):
            return (new - old if self.sign > 0 else old - new) / self.span
        old_worth, new_worth = self.worth(old), self.worth(new)
        if old_worth is None or new_worth is None or not self.span:
            return ZERO if before == after else None
        return (new_worth - old_worth) / self.span

    def distance(self, one: Term, two: Term) -> Decimal | None:
        """How far apart two terms are, as a share of the side's range on the issue; never negative."""
        difference = self.gain(one, two)
        return None if difference is None else abs(difference)


_REMEMBERED = 512
_memory: dict[tuple[int, Side], Preference] = {}
"""Recent preferences by the identity of their issue. Each holds its issue, so that no other can have that identity."""


def preference(issue: Issue, side: Side) -> Preference:
    """What the side prefers on the issue, as far as the plan tells; recent ones are remembered.

    The worth of an option is the side's score; without scores, opening, target and walk-away rank 2, 1, 0.
    """
    found = _memory.get((id(issue), side))
    if found is None:
        if len(_memory) >= _REMEMBERED:
            _memory.clear()
        found = _memory[id(issue), side] = _work_out(issue, side)
    return found


def _work_out(issue: Issue, side: Side) -> Preference:
    stand = position(issue, side)
    ordered = issue.kind in NUMERIC_KINDS or issue.kind == "date"
    sign = direction(issue, side) if ordered else None
    scores = {} if ordered or stand is None else _scores(stand)
    walkaway = stand.walkaway if stand else None
    return Preference(issue, side, sign, scores, walkaway, _span(issue, side, sign, scores))


def _worth(value: Scalar, sign: int | None, scores: Mapping[str, Decimal]) -> Decimal | None:
    if sign is None:
        return scores.get(value) if isinstance(value, str) else None
    amount = value if isinstance(value, Decimal) else measure(value)
    return amount if sign > 0 or amount is None else amount.copy_negate()


def _scores(stand: Position) -> Mapping[str, Decimal]:
    if stand.scores is not None:
        return stand.scores
    ranked = ((0, stand.walkaway), (1, stand.target), (2, stand.opening))
    return {str(term.low): Decimal(rank) for rank, term in ranked if term is not None}


def _span(issue: Issue, side: Side, sign: int | None, scores: Mapping[str, Decimal]) -> Decimal | None:
    stand, opposite = position(issue, side), position(issue, other(side))
    if stand is None or stand.opening is None:
        return None
    high = _worth(stand.opening.middle, sign, scores)
    for end in (stand.walkaway, opposite.opening if opposite else None):
        low = _worth(end.middle, sign, scores) if end is not None else None
        if high is not None and low is not None and high != low:
            return abs(high - low)
    return None


class Preferences:
    """The preferences of both sides on all issues of a deal."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = {issue.id: issue for issue in issues}
        self._known: dict[tuple[str, Side], Preference] = {}
        self._weights: dict[Side, Mapping[str, Decimal]] = {}

    def of(self, id: str, side: Side) -> Preference:
        """What the side prefers on the issue of that id."""
        found = self._known.get((id, side))
        if found is None:
            found = self._known[id, side] = preference(self.issues[id], side)
        return found

    def weights(self, side: Side) -> Mapping[str, Decimal]:
        """The weight of each negotiable issue for the side; see `weights`."""
        if side not in self._weights:
            self._weights[side] = weights(tuple(self.issues.values()), side)
        return self._weights[side]


def weights(issues: Sequence[Issue], side: Side) -> Mapping[str, Decimal]:
    """The weight of each negotiable issue for the side; they add up to 1.

    Stated weights count; where there are none, ranks give rank-order centroid weights (Barron and Barrett, 1996);
    without ranks all issues weigh the same.
    """
    stands = {issue.id: position(issue, side) for issue in issues if issue.negotiable is not False}
    if not stands:
        return {}
    stated = {id: _stated_weight(stand) for id, stand in stands.items()}
    total = sum(stated.values())
    if total > 0:
        return {id: weight / total for id, weight in stated.items()}
    ranks = {id: stand.rank for id, stand in stands.items() if stand and stand.rank is not None}
    if ranks:
        return _rank_order_centroid(sorted(stands, key=lambda id: ranks.get(id, len(stands) + 1)))
    return dict.fromkeys(stands, Decimal(1) / len(stands))


def _stated_weight(stand: Position | None) -> Decimal:
    middle = stand.weight.middle if stand and stand.weight else ZERO
    return middle if isinstance(middle, Decimal) else ZERO


def _rank_order_centroid(ordered: Sequence[str]) -> Mapping[str, Decimal]:
    count = len(ordered)
    tail, found = ZERO, {}
    for rank in range(count, 0, -1):
        tail += Decimal(1) / rank
        found[ordered[rank - 1]] = tail / count
    return found
