"""The chart of offers: where both sides stood on the main money issue, round by round."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal

from ...bargaining.offers import standings
from ...bargaining.preferences import weights
from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.term import Term
from .charts_model import Axis, Look, Plot, Point, Series
from .desk import Desk

_HEIGHT: Final = 6
_STEPS: Final = 5
_ROOM: Final = 0.75
"""Steps above and below the figures, for the texts of the points."""

_OURS: Final = Look(line=2, colour="1F4E79", mark="square")
_THEIRS: Final = Look(line=2, colour="7A848D", dash="sysDash", mark="circle", filled=False)
_LIMIT: Final = Look(line=1, colour="1F2933", dash="sysDot")
_SIDES: Final[tuple[tuple[Side, str, Look, Literal["t", "b"]], ...]] = (
    ("us", "brief.we", _OURS, "t"),
    ("them", "brief.they", _THEIRS, "b"),
)

Offered = Mapping[Side, Mapping[int, Term]]
"""The last term that each side had on the table in each round."""


def offers_plot(desk: Desk) -> Plot:
    """Offers of both sides with our walk-away; empty unless two offers name the issue that weighs most in money."""
    issue = _main_money_issue(desk)
    if issue is None:
        return Plot()
    offered = _offered(desk, issue)
    walkaway = issue.ours.walkaway if issue.ours else None
    rounds = sorted({number for of_side in offered.values() for number in of_side})
    values = [_middle(term) for of_side in offered.values() for term in of_side.values()]
    series = [
        Series(
            desk.texts("brief.chart.offered", who=desk.texts(who), issue=issue.label),
            look,
            tuple(
                Point(number, _middle(term), desk.words.bare(issue, term), place)
                for number, term in sorted(offered[side].items())
            ),
        )
        for side, who, look, place in _SIDES
        if offered[side]
    ]
    # Only rounds that took place are numbered.
    numbers = f'[<{rounds[0]}]"";[>{rounds[-1]}]"";0'
    across = Axis(
        rounds[0] - 1, rounds[-1] + 1, 1, desk.texts("brief.chart.round"), hidden=False, format=numbers
    )
    if walkaway is not None:
        limit = _middle(walkaway)
        values.append(limit)
        series.append(
            Series(
                desk.texts("brief.chart.limit", term=desk.words.bare(issue, walkaway)),
                _LIMIT,
                (Point(across.low, limit), Point(across.high, limit)),
            )
        )
    return Plot(
        series=tuple(series),
        across=across,
        up=_scale(values, desk.words.unit(issue)),
        alt=_told(desk, issue, offered),
        height=_HEIGHT,
    )


def _main_money_issue(desk: Desk) -> Issue | None:
    """The money issue that weighs most for us among those that two offers on the table name."""
    weigh = weights(desk.deal.issues or (), "us")
    money = [
        issue
        for issue in desk.deal.issues or ()
        if issue.kind == "money" and issue.id in weigh and sum(map(len, _offered(desk, issue).values())) > 1
    ]
    return max(money, key=lambda issue: weigh[issue.id], default=None)


def _offered(desk: Desk, issue: Issue) -> Offered:
    found: dict[Side, dict[int, Term]] = {"us": {}, "them": {}}
    for one in standings(desk.offers):
        term = one.package.get(issue.id)
        if term is not None and one.counts and one.offer.status != "draft":
            found[one.offer.by][one.offer.round] = term
    return found


def _middle(term: Term) -> float:
    value = term.middle
    assert isinstance(value, Decimal)
    return float(value)


def _scale(values: list[float], unit: str) -> Axis:
    """An axis around the values with some room, in steps of 1, 2 or 5 and their multiples of ten."""
    low, high = min(values), max(values)
    rough = ((high - low) or abs(high) or 1.0) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough)
    first = round(math.floor(low / step - _ROOM) * step, 9)
    first = max(first, 0.0) if low >= 0 else first
    last = round(math.ceil(high / step + _ROOM) * step, 9)
    return Axis(first, last, step, unit, hidden=False, format="#,##0" if step >= 1 else "#,##0.00")


def _told(desk: Desk, issue: Issue, offered: Offered) -> str:
    rounds = sorted({number for of_side in offered.values() for number in of_side})
    told = []
    for number in rounds:
        for side in offered:
            term = offered[side].get(number)
            if term is not None:
                key = "brief.chart.our_offer" if side == "us" else "brief.chart.their_offer"
                told.append(desk.texts(key, round=number, term=desk.words.term(issue, term)))
    return desk.texts("brief.chart.offers", issue=issue.label, offers="; ".join(told))
