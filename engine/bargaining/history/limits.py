"""The limit that a side's shrinking steps point to, as an estimate with a band.

Negotiators let their steps shrink as they come near their limit, and are read that way (Raiffa, The Art and Science of
Negotiation, 1982, on the pattern of concessions). The pattern can be put on: in seven studies recipients of shrinking
concessions overrated how near the limit was and asked for less, unless they kept their own target in view (Tey,
Schaerer, Madan and Swaab, 2021). So the band begins at what is on the table and reaches well beyond the likely end, and
nothing is estimated from fewer than three offers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.term import NUMERIC_KINDS, Scalar, Term
from ..offers import Standing
from ..preferences import ZERO, Preference, Preferences, measure, other, position
from .tail import ratio_of, to_come


class ImpliedLimit(NamedTuple):
    """Where a side's steps on an issue would end if they went on shrinking as they did. An estimate."""

    issue: Issue
    by: Side
    offers: int
    """Offers of that side which it is estimated from: three or more."""
    steps: int
    """Steps between them; offers that held are none."""
    ratio: Decimal
    """A step as a multiple of the one before."""
    last: Term
    """Where the side stands now."""
    likely: Term
    range: Term
    """From the nearest to the farthest end that the ratios seen allow, lower value first; rounded to a tenth of the
    last step."""
    short: bool | None
    """Whether even the farthest end falls short of the other side's walk-away; None when the band leaves it open or the
    walk-away is not known."""
    reaches_target: bool | None
    """Whether even the nearest end reaches the other side's target; None as above."""
    beyond_own: bool | None
    """Whether the likely end is beyond the side's own walk-away, as far as that is on record."""

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


def implied_limits(log: Sequence[Standing], preferences: Preferences) -> tuple[ImpliedLimit, ...]:
    """The limits that the steps of both sides point to, where three offers or more and shrinking steps tell."""
    found = []
    for side in _SIDES:
        for issue in preferences.issues.values():
            if issue.negotiable is False or not (issue.kind in NUMERIC_KINDS or issue.kind == "date"):
                continue
            offered = tuple(_positions(log, issue.id, side))
            asked = tuple(_positions(log, issue.id, other(side)))
            if not _met(preferences.of(issue.id, side), offered, asked):
                found.append(_limit(preferences, issue, side, offered, asked))
    return tuple(one for one in found if one is not None)


_SIDES: tuple[Side, ...] = ("us", "them")


def _positions(log: Sequence[Standing], id: str, side: Side) -> Iterator[Term]:
    """What a side offered on an issue, offer by offer. Offers that change the scope and drafts do not count."""
    for one in log:
        if one.offer.by != side or not one.counts or one.offer.status == "draft":
            continue
        if one.offer.scope not in ("reduced", "extended") and id in one.package:
            yield one.package[id]


def _met(prefers: Preference, offered: Sequence[Term], asked: Sequence[Term]) -> bool:
    """Whether the side stands where the other side asks it to be, or beyond."""
    return bool(offered and asked) and prefers.better(offered[-1], asked[-1]) is False


def _limit(
    preferences: Preferences, issue: Issue, side: Side, offered: Sequence[Term], asked: Sequence[Term]
) -> ImpliedLimit | None:
    sign = preferences.of(issue.id, side).sign
    values = [measure(term.middle) for term in offered]
    known = [value for value in values if value is not None]
    if sign is None or len(known) < len(values):
        return None
    known = _since_last_retreat(known, sign)
    sizes = [abs(after - before) for before, after in pairwise(known) if after != before]
    ratio = ratio_of(sizes)
    if ratio is None:  # fewer than two steps, so fewer than three offers, or none that shrink
        return None
    unit = _unit(known, sizes[-1], issue)
    asks = [value for term in asked if (value := measure(term.middle)) is not None]
    most = max(asks, key=lambda value: -sign * value, default=None)
    near, likely, far = (
        _end(known, to_come(sizes[-1], one), -sign, unit, most)
        for one in (ratio.low, ratio.likely, ratio.high)
    )
    nearest, farthest = _term(issue, near, near), _term(issue, far, far)
    own, opposite = preferences.of(issue.id, side), preferences.of(issue.id, other(side))
    stand = position(issue, other(side))
    return ImpliedLimit(
        issue=issue,
        by=side,
        offers=len(known),
        steps=len(sizes),
        ratio=ratio.likely,
        last=offered[-1],
        likely=_term(issue, likely, likely),
        range=_term(issue, min(near, far), max(near, far)),
        short=_short(opposite, stand.walkaway if stand else None, nearest, farthest),
        reaches_target=_reaches(opposite, stand.target if stand else None, nearest, farthest),
        beyond_own=own.beyond_walkaway(_term(issue, likely, likely)),
    )


def _since_last_retreat(values: Sequence[Decimal], sign: int) -> list[Decimal]:
    """The values from the last one on that was better for the side than the one before it."""
    start = max((n for n in range(1, len(values)) if (values[n] - values[n - 1]) * sign > 0), default=0)
    return list(values[start:])


def _unit(values: Sequence[Decimal], step: Decimal, issue: Issue) -> Decimal:
    """What ends are rounded to: about a tenth of the last step, and nothing finer than what was offered."""
    finest = min(int(value.normalize().as_tuple().exponent) for value in values)
    whole = issue.kind in ("date", "duration")
    return Decimal(1).scaleb(max(step.adjusted() - 1, 0 if whole else min(finest, 0)))


def _end(values: Sequence[Decimal], rest: Decimal, way: int, unit: Decimal, most: Decimal | None) -> Decimal:
    """Where the steps end: not back from the last one, not below 0 where nothing was, not beyond the most asked for."""
    last = values[-1]
    end = round((last + way * rest) / unit) * unit
    if (end - last) * way < 0:
        return last
    if min(values) >= 0:
        end = max(end, ZERO)
    return most if most is not None and (end - most) * way > 0 else end


def _term(issue: Issue, low: Decimal, high: Decimal) -> Term:
    return Term(_scalar(issue, low), _scalar(issue, high), "estimated")


def _scalar(issue: Issue, value: Decimal) -> Scalar:
    if issue.kind == "date":
        return date.fromordinal(min(max(int(value), 1), date.max.toordinal()))
    return value if value != value.to_integral_value() else Decimal(int(value))


def _short(prefers: Preference, walkaway: Term | None, worst: Term, best: Term) -> bool | None:
    """Whether all of a band, given by its worst and best end for the side, is beyond the side's walk-away."""
    if walkaway is None:
        return None
    if prefers.better(walkaway, best):
        return True
    return False if prefers.better(walkaway, worst) is False else None


def _reaches(prefers: Preference, target: Term | None, worst: Term, best: Term) -> bool | None:
    """Whether all of a band is at least as good for the side as its target."""
    if target is None:
        return None
    if prefers.better(target, worst) is False:
        return True
    return False if prefers.better(target, best) else None
