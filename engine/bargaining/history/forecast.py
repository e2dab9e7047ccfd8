"""Whether the positions meet if the sides go on at their pace, in how many rounds, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..offers import Standing
from ..preferences import ZERO
from ..progress import Round
from .tail import ONE, ratio_of, to_come

LEAST_ROUNDS = 3
FARTHEST = 100
"""Rounds; whatever would take longer does not meet."""


class Forecast(NamedTuple):
    """Where the weighted gap goes from here, if nothing changes. An estimate from the full rounds so far."""

    gap: Decimal
    """After the last full round; 1 is the distance between the openings."""
    measured: int
    """Full rounds that it is estimated from: three or more."""
    shrinks: bool
    """Whether the gap closed by less from round to round. If not, the pace of the last round is taken to hold."""
    meets: bool | None
    """Whether the positions meet; None where the pace so far leaves it open."""
    rounds: int | None
    """Further rounds until they meet at the likely pace; None when they do not."""
    left: Decimal
    """What stays open of the gap at the likely pace; 0 when they meet."""
    meets_on: date | None
    """The day of that, at the pace of the dated rounds; None when it can not be told."""


def forecast(found: Sequence[Round], log: Sequence[Standing]) -> Forecast | None:
    """The forecast; None with fewer than three full rounds whose gap can be measured."""
    complete = [(one, gap) for one in found if one.complete and (gap := one.gap) is not None]
    if len(complete) < LEAST_ROUNDS:
        return None
    sizes = [before - after for (_, before), (_, after) in pairwise(complete)]
    gap, last = complete[-1][1], sizes[-1]
    if gap == 0:
        return _made(complete, log, False, True, 0, ZERO)
    if last <= 0:
        return _made(complete, log, False, False, None, gap)
    ratio = ratio_of(sizes)
    if ratio is None:
        rounds = _rounds(gap, last, ONE)
        return _made(complete, log, False, True if rounds else None, rounds, ZERO if rounds else gap)
    rounds = _rounds(gap, last, ratio.likely)
    meets = True if _rounds(gap, last, ratio.low) else None if _rounds(gap, last, ratio.high) else False
    left = ZERO if rounds else max(gap - to_come(last, ratio.likely), ZERO)
    return _made(complete, log, True, meets, rounds, left)


def _made(
    complete: Sequence[tuple[Round, Decimal]],
    log: Sequence[Standing],
    shrinks: bool,
    meets: bool | None,
    rounds: int | None,
    left: Decimal,
) -> Forecast:
    day = _day(complete, log, rounds)
    return Forecast(complete[-1][1], len(complete), shrinks, meets, rounds, left, day)


def _rounds(gap: Decimal, last: Decimal, ratio: Decimal) -> int | None:
    """Rounds until steps that go on from `last` by `ratio` have closed the gap; None if they never do."""
    step, left = last, gap
    for count in range(1, FARTHEST + 1):
        step *= ratio
        left -= step
        if left <= 0:
            return count
    return None


def _day(
    complete: Sequence[tuple[Round, Decimal]], log: Sequence[Standing], rounds: int | None
) -> date | None:
    days = {one.place: one.offer.at for one in log}
    first, last = days.get(complete[0][0].place), days.get(complete[-1][0].place)
    if first is None or last is None or rounds is None or last < first:
        return None
    try:
        return last + timedelta(days=round(rounds * (last - first).days / (len(complete) - 1)))
    except OverflowError:
        return None
