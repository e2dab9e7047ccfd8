"""What we may give, in which order, and for what: `If you ..., then we ...`."""

from __future__ import annotations

from decimal import Decimal

from ...assessment import Advice
from ...deal.plan import AuthorityLimit, Concession
from ..worded import sentence, shorten
from .context import Pair, TradeRow
from .desk import Desk
from .positions import NOTHING, limits_of

_LAST = 10_000
_SHORT = 8


def trade_rows(desk: Desk, most: int, words: int, *, inside: bool) -> tuple[TradeRow, ...]:
    """The concessions not made yet, in the order planned; none once an offer is accepted.

    Without `inside` a row has neither cost, value nor approval.
    """
    if desk.case.facts.derived.accepted:
        return ()
    planned = (desk.deal.strategy.concessions if desk.deal.strategy else None) or ()
    used = {
        id
        for offer in desk.offers
        if offer.by == "us" and offer.status != "withdrawn"
        for id in offer.concessions or ()
    }
    left = sorted(
        (one for one in planned if one.id not in used),
        key=lambda one: _LAST if one.order is None else one.order,
    )
    return tuple(
        TradeRow(
            number=number,
            text=_text(desk, one, words),
            cost=_amount(desk, one.cost_to_us) if inside else "",
            value=_amount(desk, one.value_to_them) if inside else "",
            approval=_approval(desk, one) if inside else "",
        )
        for number, one in enumerate(left[:most], start=1)
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


def _text(desk: Desk, concession: Concession, words: int) -> str:
    if concession.ask_in_return:
        return shorten(sentence(concession.ask_in_return), words)
    return desk.texts("brief.trades.unpaid", give=shorten(sentence(concession.give), words))


def _amount(desk: Desk, value: Decimal | None) -> str:
    return NOTHING if value is None else desk.words.amount(value)


def _approval(desk: Desk, concession: Concession) -> str:
    """Who of ours may agree to the concession alone: the first whose limit covers where it ends."""
    limits = limits_of(desk, concession.issue) if concession.issue else ()
    end = concession.to.middle if concession.to else None
    if not limits or not isinstance(end, Decimal):
        return NOTHING
    who = next((limit.who for limit in limits if _covers(limit, end)), None)
    return shorten(who, _SHORT) if who else desk.texts("brief.trades.beyond")


def _covers(limit: AuthorityLimit, value: Decimal) -> bool:
    above = limit.down_to is None or value >= limit.down_to
    return above and (limit.up_to is None or value <= limit.up_to)
