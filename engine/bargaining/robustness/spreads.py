"""Ranges of results: what lies between the lowest and the highest twentieth of the draws, in the units of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ...deal.issues import Issue
from ...deal.model import Deal
from ...deal.paths import name_of
from ...deal.term import NUMERIC_KINDS, Scalar, Term
from ..efficiency.exact import ends
from ..efficiency.space import Dimension
from ..preferences import direction
from .draws import Input, units

T = TypeVar("T", float, int)


@dataclass(frozen=True, slots=True)
class Spread:
    """On which terms of an issue the draws end: `term` for numbers and dates, how often each option for choices."""

    issue: Issue
    term: Term | None
    options: tuple[tuple[Scalar, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneSpread:
    """Where both limits of an issue lie, and in how many draws there is room between them."""

    issue: Issue
    ours: Term
    theirs: Term
    exists: int


def between(found: Sequence[T]) -> tuple[T, T]:
    """What leaves a twentieth of the values below, and a twentieth above."""
    ordered = sorted(found)
    out = len(ordered) // 20
    return ordered[out], ordered[-1 - out]


def spread(dimension: Dimension, chosen: Sequence[int], times: int = 1) -> Spread:
    """The options of an issue that were chosen, by their place; each counts `times`."""
    options = dimension.options
    if isinstance(options[0].value, str):
        counts = Counter(chosen)
        found = tuple((options[place].value, counts[place] * times) for place in sorted(counts))
        return Spread(dimension.issue, None, found)
    low, high = between(chosen)
    return Spread(dimension.issue, Term(options[low].value, options[high].value))


def zone_spreads(deal: Deal, count: int, seed: int) -> Iterator[ZoneSpread]:
    """The zone of each negotiable issue in numbers or dates on which both limits are on record."""
    for place, issue in enumerate(deal.issues or ()):
        sign = direction(issue, "us") if issue.kind in NUMERIC_KINDS or issue.kind == "date" else None
        ours = issue.ours.walkaway if issue.ours else None
        theirs = issue.theirs.walkaway if issue.theirs else None
        if issue.negotiable is False or sign is None or ours is None or theirs is None:
            continue
        limits = [
            _values(deal, ("issues", place, side, "walkaway"), term, count, seed)
            for side, term in (("ours", ours), ("theirs", theirs))
        ]
        exists = sum((they - we) * sign >= 0 for we, they in zip(*limits, strict=True))
        yield ZoneSpread(issue, _between(ours, limits[0]), _between(theirs, limits[1]), exists)


def _values(
    deal: Deal, location: tuple[str | int, ...], term: Term, count: int, seed: int
) -> Sequence[float]:
    low, high = ends(term)
    if term.exact:
        return [float(low)] * count
    drawn = units(Input(location, name_of(location, deal), term, low, high), count, seed)
    return [float(low) + float(high - low) * unit for unit in drawn]


def _between(term: Term, values: Sequence[float]) -> Term:
    if term.exact:
        return term
    low, high = between(values)
    return Term(_scalar(low, term), _scalar(high, term), term.origin, term.as_of)


def _scalar(value: float, term: Term) -> Scalar:
    """A drawn value with the decimal places of the range's ends, one more where the range is narrow."""
    if isinstance(term.low, date):
        return date.fromordinal(round(value))
    assert isinstance(term.low, Decimal)
    assert isinstance(term.high, Decimal)
    places = max(0, *(-int(end.as_tuple().exponent) for end in (term.low, term.high)))
    narrow = (term.high - term.low).scaleb(places) < 20
    return Decimal(f"{value:.{places + narrow}f}")
