"""What our concessions cost and buy, and what they are given instead of."""

from __future__ import annotations

from decimal import Decimal

from ...bargaining.advice.concessions import Bargain
from ...bargaining.advice.money import main_money
from ..worded import sentence
from .context_advice import BargainRow
from .desk import Desk


def bargain_rows(desk: Desk) -> tuple[BargainRow, ...]:
    """The planned concessions in their order, made ones too."""
    return tuple(_row(desk, one) for one in desk.bargains)


def _row(desk: Desk, one: Bargain) -> BargainRow:
    concession, texts = one.planned.concession, desk.texts
    return BargainRow(
        give=sentence(concession.give),
        state=texts("advice.bargain.made", round=one.planned.round)
        if one.planned.round is not None
        else texts("advice.bargain.open"),
        cost=cost_of(desk, one) or texts("advice.nothing"),
        value=value_of(desk, one) or texts("advice.nothing"),
    )


def cost_of(desk: Desk, one: Bargain) -> str:
    """What a concession costs us: as the plan says, else by the analysis; empty when it cannot be told."""
    stated = one.planned.concession.cost_to_us
    if stated is not None:
        return desk.words.amount(stated)
    return desk.adviser.ours(-one.ours) if desk.adviser and one.ours is not None else ""


def value_of(desk: Desk, one: Bargain) -> str:
    """What a concession is worth to them, as `cost_of`; what the analysis says is called a guess."""
    stated = one.planned.concession.value_to_them
    if stated is not None:
        return desk.words.amount(stated)
    return (
        desk.adviser.guess(desk.adviser.theirs(one.theirs)) if desk.adviser and one.theirs is not None else ""
    )


def instead(desk: Desk) -> str:
    """What is or can be given instead of moving on the price, with its cost and its worth to them in sum."""
    ground = desk.ground
    place = main_money(ground.space) if ground else None
    if ground is None or place is None:
        return ""
    others = [one.planned.concession for one in desk.bargains if one.planned.dimension != place]
    if ground.closed:
        others = [
            one.planned.concession
            for one in desk.bargains
            if one.planned.dimension != place and one.planned.round is not None
        ]
    costs = [one.cost_to_us for one in others if one.cost_to_us is not None]
    values = [one.value_to_them for one in others if one.value_to_them is not None]
    if not others or len(costs) < len(others) or len(values) < len(others):
        return ""
    key = "higher" if desk.deal.deal.our_role == "buyer" else "lower"
    return desk.texts(
        f"advice.bargain.{key}",
        issue=ground.space.dimensions[place].issue.label,
        gives=" ".join(sentence(one.give) for one in others),
        cost=desk.words.amount(sum(costs, Decimal(0))),
        value=desk.words.amount(sum(values, Decimal(0))),
    )
