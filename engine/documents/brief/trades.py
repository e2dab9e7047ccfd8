"""What we may give, in which order, and for what: `If you ..., then we ...`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...assessment import Advice
from ...bargaining.advice.trades import Trade
from ...deal.plan import AuthorityLimit, Concession
from ...deal.term import Term
from ..worded import sentence, shorten
from .bargains import cost_of, value_of
from .context import Pair, TradeRow
from .desk import Desk
from .positions import NOTHING, limits_of

_LAST = 10_000
_SHORT = 8


def trade_rows(desk: Desk, most: int, words: int, *, inside: bool) -> tuple[TradeRow, ...]:
    """The concessions not made yet, in the order planned, then trades that the analysis finds on other issues.

    None once an offer is accepted. Without `inside` there are planned ones only, with neither cost, value nor approval:
    what the analysis finds would show how far we may go.
    """
    if desk.case.facts.derived.accepted:
        return ()
    planned = [_planned(desk, one, words, inside=inside) for one in _left(desk)]
    found = [_found(desk, one, words) for one in _unplanned(desk)] if inside else []
    return tuple(replace(row, number=number) for number, row in enumerate([*planned, *found][:most], start=1))


def _left(desk: Desk) -> list[Concession]:
    planned = (desk.deal.strategy.concessions if desk.deal.strategy else None) or ()
    used = {
        id
        for offer in desk.offers
        if offer.by == "us" and offer.status != "withdrawn"
        for id in offer.concessions or ()
    }
    return sorted(
        (one for one in planned if one.id not in used),
        key=lambda one: _LAST if one.order is None else one.order,
    )


def _unplanned(desk: Desk) -> list[Trade]:
    issues = {one.issue for one in _left(desk)}
    return [one for one in desk.trades if one.give.issue.id not in issues]


def _planned(desk: Desk, concession: Concession, words: int, *, inside: bool) -> TradeRow:
    if not inside:
        return TradeRow(0, _text(desk, concession, words, inside=False))
    priced = next((one for one in desk.bargains if one.planned.concession is concession), None)
    return TradeRow(
        number=0,
        text=_text(desk, concession, words, inside=True),
        cost=shorten(cost_of(desk, priced) if priced else "", _SHORT) or NOTHING,
        value=shorten(value_of(desk, priced) if priced else "", _SHORT) or NOTHING,
        approval=_approval(desk, concession.issue, concession.to),
    )


def _found(desk: Desk, trade: Trade, words: int) -> TradeRow:
    assert desk.adviser is not None
    says = desk.adviser
    return TradeRow(
        number=0,
        text=shorten(says.trade(trade), words),
        cost=shorten(says.ours(-trade.give.ours), _SHORT) or NOTHING,
        value=shorten(says.guess(says.theirs(trade.give.theirs)), _SHORT) or NOTHING,
        approval=_approval(desk, trade.give.issue.id, trade.give.after),
    )


def ways_out(desk: Desk) -> tuple[Advice, ...]:
    """Advice for talks that are stuck, with a first sentence to say; the rep opens with the first of them."""
    return tuple(one for one in desk.case.assessment.advice if one.say and one.tactic)


def tactic_rows(desk: Desk, most: int, words: int) -> tuple[Pair, ...]:
    """What they may try and our first sentence; then another way out where talks are stuck."""
    expected = (desk.deal.strategy.tactics if desk.deal.strategy else None) or ()
    rows = [
        Pair(
            shorten(one.tactic, words),
            shorten(one.counter or "", words) or desk.gaps.words(f"strategy.tactics[{one.key}].counter"),
        )
        for one in expected
    ]
    stuck = [
        Pair(desk.texts("brief.tactics.stuck", tactic=shorten(one.title, words)), desk.words.quoted(one.say))
        for one in ways_out(desk)[1:2]
    ]
    return tuple([*stuck, *rows][:most])


def _text(desk: Desk, concession: Concession, words: int, *, inside: bool) -> str:
    """What is asked for it comes first; where nothing is planned, our own copy says what it could buy."""
    if concession.ask_in_return:
        return shorten(sentence(concession.ask_in_return), words)
    trade = next((one for one in desk.trades if one.give.issue.id == concession.issue), None)
    if inside and trade and desk.adviser:
        return desk.texts(
            "brief.trades.could_buy",
            give=shorten(sentence(concession.give), words),
            get=shorten(desk.adviser.term(trade.get.issue, trade.get.after), _SHORT),
            issue=shorten(trade.get.issue.label, _SHORT),
        )
    return desk.texts("brief.trades.unpaid", give=shorten(sentence(concession.give), words))


def _approval(desk: Desk, issue: str | None, to: Term | None) -> str:
    """Who of ours may agree to it alone: the first whose limit covers where it ends."""
    limits = limits_of(desk, issue) if issue else ()
    end = to.middle if to else None
    if not limits or not isinstance(end, Decimal):
        return NOTHING
    who = next((limit.who for limit in limits if _covers(limit, end)), None)
    return shorten(who, _SHORT) if who else desk.texts("brief.trades.beyond")


def _covers(limit: AuthorityLimit, value: Decimal) -> bool:
    above = limit.down_to is None or value >= limit.down_to
    return above and (limit.up_to is None or value <= limit.up_to)
