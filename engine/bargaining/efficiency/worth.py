"""What one side makes of the values that an issue can take.

Utilities are additive (Raiffa, The Art and Science of Negotiation, 1982): the weight of an issue times the value of
the term. A number or date has the value 1 at the best end of the side's own range and 0 at its limit, in a straight
line that goes on beyond both; `scores` on it are points of a line with bends, level beyond its ends. An option has
its score as a share of the largest (the convention of the GENIUS domains); without scores opening, target and limit
rank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...deal.base import Side
from ...deal.issues import Issue, Position
from ...deal.term import NUMERIC_KINDS, Scalar, Term
from ...texts import tell
from ..preferences import direction, measure, position, scored_points
from .exact import exact, middle
from .weights import SIDES as SIDES
from .weights import exact_weights

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: the value is 0 at `zero` and grows by `slope` a unit."""

    zero: Fraction
    slope: Fraction

    def at(self, amount: Fraction) -> Fraction:
        """The value of a number."""
        return (amount - self.zero) * self.slope


@dataclass(frozen=True, slots=True)
class Bends:
    """Straight lines from point to point, level beyond the first and the last."""

    points: tuple[tuple[Fraction, Fraction], ...]

    def at(self, amount: Fraction) -> Fraction:
        """The value of a number."""
        place = bisect_left(self.points, amount, key=lambda point: point[0])
        if place == len(self.points):
            return self.points[-1][1]
        right, high = self.points[place]
        if place == 0 or right == amount:
            return high
        left, low = self.points[place - 1]
        return low + (high - low) * (amount - left) / (right - left)


@dataclass(frozen=True, slots=True)
class Worth:
    """What an issue is worth to a side: `weight` times the value of the term."""

    issue: Issue
    side: Side
    weight: Fraction
    curve: Line | Bends | None
    """The value of a number or date; None for options."""
    scores: Mapping[str, Fraction]
    """The value of each option; what is not among them has none."""

    def value(self, scalar: Scalar) -> Fraction | None:
        """The value of a term, 1 for the best and 0 for what is worth nothing; None when it does not fit the issue."""
        if self.curve is None:
            return self.scores.get(scalar, ZERO) if isinstance(scalar, str) else None
        amount = exact(scalar)
        return None if amount is None else self.curve.at(amount)

    def of(self, term: Term) -> Fraction | None:
        """What the term adds to the side's utility; a range counts by its middle."""
        if self.curve is None or term.exact:
            value = self.value(term.low)
        else:
            value = self.curve.at(middle(term))
        return None if value is None else self.weight * value

    @property
    def worst(self) -> Fraction:
        """The least that any value on record adds to the side's utility."""
        if self.curve is None:
            options = self.issue.options or tuple(self.scores)
            return self.weight * min(self.scores.get(option, ZERO) for option in options)
        around = hull(self.issue)
        assert around is not None  # a curve is drawn over what is on record
        between = [amount for amount, _ in self.curve.points] if isinstance(self.curve, Bends) else []
        return self.weight * min(self.curve.at(amount) for amount in (*around, *between))


@dataclass(frozen=True, slots=True)
class Worths:
    """What both sides make of the negotiable issues that can be valued for both."""

    issues: tuple[Issue, ...]
    ours: Mapping[str, Worth]
    theirs: Mapping[str, Worth]
    left_out: tuple[tuple[Issue, str], ...]
    """Negotiable issues that cannot be valued, and why."""
    assumptions: tuple[str, ...]

    def of(self, side: Side) -> Mapping[str, Worth]:
        """One side's, by issue id."""
        return self.ours if side == "us" else self.theirs

    def utility(self, package: Mapping[str, Term], side: Side) -> Fraction | None:
        """What a package is worth to a side, over the issues that can be valued; None when one of them is missing."""
        return utility(package, self.of(side))


def utility(package: Mapping[str, Term], worths: Mapping[str, Worth]) -> Fraction | None:
    """What a package is worth over these issues; None when one that weighs is missing."""
    total = ZERO
    for id, worth in worths.items():
        if worth.weight:
            part = worth.of(package[id]) if id in package else None
            if part is None:
                return None
            total += part
    return total


def worths_of(issues: Sequence[Issue], side: Side) -> Mapping[str, Worth] | None:
    """What one side makes of all negotiable issues, by itself; None when one that weighs cannot be valued."""
    open_issues = tuple(issue for issue in issues if issue.negotiable is not False)
    weights = exact_weights(open_issues)[side].weights
    found = {issue.id: _worth(issue, side, weights[issue.id], _Notes([])) for issue in open_issues}
    if any(worth is None and weights[id] for id, worth in found.items()):
        return None
    return {id: worth for id, worth in found.items() if worth is not None}


def worths(issues: Sequence[Issue]) -> Worths:
    """What both sides make of the issues of a deal, as far as the plan tells."""
    open_issues = tuple(issue for issue in issues if issue.negotiable is not False)
    weights = exact_weights(open_issues)
    notes = _Notes([weights[side].assumption for side in SIDES if weights[side].assumption])
    valued: dict[Side, dict[str, Worth]] = {"us": {}, "them": {}}
    kept, left_out = [], []
    for issue in open_issues:
        found = [_worth(issue, side, weights[side].weights[issue.id], notes) for side in SIDES]
        ours, theirs = found
        if ours is None or theirs is None:
            left_out.append((issue, _why_not(issue, ours, theirs)))
            continue
        kept.append(issue)
        valued["us"][issue.id], valued["them"][issue.id] = ours, theirs
    return Worths(tuple(kept), valued["us"], valued["them"], tuple(left_out), tuple(notes.texts(kept)))


@dataclass(slots=True)
class _Notes:
    general: list[str]
    by_issue: dict[str, list[str]] = field(default_factory=dict)

    def add(self, issue: Issue, text: str) -> None:
        self.by_issue.setdefault(issue.id, []).append(text)

    def texts(self, kept: Sequence[Issue]) -> Iterator[str]:
        yield from self.general
        for issue in kept:
            yield from self.by_issue.get(issue.id, ())
        if any(not term.exact for issue in kept for side in SIDES for term in _figures(issue, side)):
            yield tell("notes.ranges")


def _why_not(issue: Issue, ours: Worth | None, theirs: Worth | None) -> str:
    if issue.kind == "text":
        return tell("notes.free_text")
    missing = [side for side, found in zip(SIDES, (ours, theirs), strict=True) if found is None]
    if len(missing) == 2:
        return tell("notes.no_wishes.both")
    return tell(f"notes.no_wishes.{missing[0]}")


def terms(issue: Issue, side: Side) -> tuple[Term, ...]:
    """The positions of a side: opening, target, limit, as far as stated."""
    stand = position(issue, side)
    if stand is None:
        return ()
    return tuple(term for term in (stand.opening, stand.target, stand.walkaway) if term is not None)


def _figures(issue: Issue, side: Side) -> tuple[Term, ...]:
    stand = position(issue, side)
    return (*terms(issue, side), *((stand.weight,) if stand and stand.weight else ()))


def hull(issue: Issue) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest number in the positions and scores of both sides; ranges by their outer ends."""
    found = [
        amount
        for side in SIDES
        for term in terms(issue, side)
        for end in (term.low, term.high)
        if (amount := measure(end)) is not None
    ]
    found += [amount for side in SIDES for amount, _ in scored_points(issue, position(issue, side))]
    return (Fraction(min(found)), Fraction(max(found))) if found else None


def _worth(issue: Issue, side: Side, weight: Fraction, notes: _Notes) -> Worth | None:
    stand = position(issue, side)
    if issue.kind in NUMERIC_KINDS or issue.kind == "date":
        curve = _curve(issue, side, stand, notes)
        return None if curve is None else Worth(issue, side, weight, curve, {})
    if issue.kind == "text" or stand is None:
        return None
    scores = _option_values(stand)
    if not scores:
        return None
    unscored = [option for option in issue.options or () if option not in scores]
    if unscored:
        notes.add(
            issue,
            tell(f"notes.no_score.{side}", issue=issue.label, options=", ".join(unscored)),
        )
    return Worth(issue, side, weight, None, scores)


def _option_values(stand: Position) -> Mapping[str, Fraction]:
    if stand.scores:
        most = max(stand.scores.values())
        return {
            option: Fraction(score) / Fraction(most) if most > 0 else ZERO
            for option, score in stand.scores.items()
        }
    ranked = [(ZERO, stand.walkaway), (Fraction(1, 2), stand.target), (ONE, stand.opening)]
    return {str(term.low): value for value, term in ranked if term is not None}


def _curve(issue: Issue, side: Side, stand: Position | None, notes: _Notes) -> Line | Bends | None:
    scored = scored_points(issue, stand)
    if scored:
        most = Fraction(max(score for _, score in scored))
        return Bends(
            tuple(
                (Fraction(amount), Fraction(score) / most if most > 0 else ZERO) for amount, score in scored
            )
        )
    sign, around = direction(issue, side), hull(issue)
    if sign is None or around is None:
        return None
    best, limit = _own_range(stand)
    worst_of_all, best_of_all = around if sign > 0 else around[::-1]
    if best is None:
        notes.add(issue, tell(f"notes.no_position.{side}", issue=issue.label))
        best, limit = best_of_all, worst_of_all
    elif limit is None:
        notes.add(issue, tell(f"notes.no_worst.{side}", issue=issue.label))
    if limit is None or (best - limit) * sign <= 0:
        limit = worst_of_all
    if best == limit:
        # One single value on record, or the side stands at the end that it likes least: the direction alone counts.
        limit = best - sign * max(around[1] - around[0], ONE)
    return Line(limit, 1 / (best - limit))


def _own_range(stand: Position | None) -> tuple[Fraction | None, Fraction | None]:
    if stand is None:
        return None, None
    best = stand.opening or stand.target
    return (middle(best) if best else None), (middle(stand.walkaway) if stand.walkaway else None)
