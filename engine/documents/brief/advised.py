"""Annex: trades, packages, the next counteroffer, the steps to our target, and what our concessions cost and buy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ...advising import Adviser
from ...bargaining.advice.concessions import ConcessionPlan, concessions
from ...bargaining.advice.counteroffer import Counteroffer, counteroffer
from ...bargaining.advice.ground import Planned, units
from ...bargaining.advice.money import needed_for_money
from ...bargaining.advice.packages import Packages
from ...bargaining.advice.trades import Trade, trades
from ..worded import sentence
from .bargains import bargain_rows, instead
from .context_advice import Advised, GainRow, PackageRow, StepRow
from .desk import Desk

_MOST_TRADES: Final = 5
LETTERS: Final = "ABC"
_WHY: Final = {"accept": "accept", "their turn": "turn", "at target": "target", "no room": "room"}


def advised(desk: Desk) -> Advised:
    """The analysis as far as the plan allows it; what is missing is said at the end."""
    if desk.ground is None:
        return Advised()
    ground, says = desk.ground, desk.adviser
    assert says is not None
    plan, offer = concessions(ground), counteroffer(ground)
    return Advised(
        trades=tuple(_gain(says, one) for one in desk.trades[:_MOST_TRADES]),
        packages=tuple(_packages(desk, says)),
        package_notes=tuple(_package_notes(desk, says)),
        counteroffer=tuple(_counteroffer(desk, says, offer)),
        steps=tuple(_steps(desk, says, plan)),
        step_notes=tuple(_step_notes(desk, says, plan)),
        bargains=bargain_rows(desk),
        instead=instead(desk),
        basis=tuple(_basis(desk)),
    )


def _gain(says: Adviser, trade: Trade) -> GainRow:
    return GainRow(
        says.trade(trade),
        says.ours(trade.ours) or says.share_ours(trade.ours),
        says.theirs(trade.theirs) or says.share_theirs(trade.theirs),
    )


def _packages(desk: Desk, says: Adviser) -> Iterator[PackageRow]:
    found = desk.packages.found
    start = units(says.ground.space, says.ground.ours)
    for letter, one in zip(LETTERS, found, strict=False):
        gain = one.theirs - start[1] if start else None
        more = "" if gain is None else says.theirs(gain) or says.share_theirs(gain)
        yield PackageRow(
            letter,
            desk.texts("advice.package.kindest", issue=one.favours.label),
            says.terms(one.choice, _differing(desk.packages)),
            more or desk.texts("advice.nothing"),
        )


def _differing(found: Packages) -> list[int]:
    choices = [one.choice for one in found.found]
    return [place for place in range(len(choices[0])) if len({choice[place] for choice in choices}) > 1]


def _package_notes(desk: Desk, says: Adviser) -> Iterator[str]:
    found, texts = desk.packages, desk.texts
    if not found.found:
        return
    worth = [one.ours for one in found.found]
    apart = says.ours(max(worth) - min(worth))
    yield texts("advice.package.note", tolerance=apart) if apart else texts("advice.package.note_unpriced")
    shown = _differing(found)
    alike = [place for place in range(len(found.found[0].choice)) if place not in shown]
    if alike:
        yield texts("advice.package.same", terms=says.terms(found.found[0].choice, alike))
    if None not in says.ground.ours:
        yield texts("advice.package.from_offer" if says.ground.offered else "advice.package.from_opening")
    if found.reopened and says.ground.offered:
        yield texts("advice.package.reopened")
    least = says.ground.space.reservation_theirs
    if least is not None and all(one.theirs < least for one in found.found):
        yield texts("advice.package.refused")


def _counteroffer(desk: Desk, says: Adviser, offer: Counteroffer) -> Iterator[str]:
    texts = desk.texts
    if offer.why in _WHY:
        yield texts(f"advice.counter.{_WHY[offer.why]}")
    if not offer:
        return
    terms = says.steps(offer.gives)
    day = desk.deal.deal.close_date
    asks = " ".join(sentence(one.concession.ask_in_return or "") for one in offer.planned)
    if asks:
        yield texts("advice.counter.pay", ask=asks, terms=terms)
    elif offer.ask is not None:
        term = says.term(offer.ask.issue, offer.ask.after)
        yield texts("advice.counter.ask", term=term, issue=offer.ask.issue.label, terms=terms)
    elif day is not None:
        yield texts("advice.counter.sign", day=desk.words.day(day), terms=terms)
    else:
        yield texts("advice.counter.find", terms=terms)
    ours = says.ours(-sum(one.ours for one in offer.gives))
    theirs = says.theirs(sum(one.theirs for one in offer.gives))
    if ours and theirs:
        yield texts("advice.counter.rest", ours=ours, theirs=theirs)
    else:
        yield texts("advice.counter.rest_unpriced")


def _steps(desk: Desk, says: Adviser, plan: ConcessionPlan) -> Iterator[StepRow]:
    """The steps that have something to give: planned concessions, then what of the package best for them moves."""
    goal = units(says.ground.space, says.ground.target)
    if goal is None:
        return
    before = tuple(place for place in says.ground.ours if place is not None)
    number = 0
    for one in plan.package:
        gives, asks = _given(one.gives), _asked(desk, one.gives)
        for given in one.gives:
            before = _after(before, given)
        if one.choice:
            moved = [
                place for place, (old, new) in enumerate(zip(before, one.choice, strict=True)) if old != new
            ]
            gives, asks, before = (
                (says.terms(one.choice, moved),),
                (desk.texts("advice.step.unasked"),),
                one.choice,
            )
        if gives:
            number += 1
            left = max(0, says.ground.space.sums(before)[0] - goal[0])
            text = says.ours(left) or says.share_ours(left)
            yield StepRow(number, gives, asks, text if left else desk.texts("advice.step.arrived"))


def _after(choice: tuple[int, ...], given: Planned) -> tuple[int, ...]:
    if given.dimension is None or given.after is None:
        return choice
    return (*choice[: given.dimension], given.after, *choice[given.dimension + 1 :])


def _given(planned: Sequence[Planned]) -> tuple[str, ...]:
    return tuple(sentence(one.concession.give) for one in planned)


def _asked(desk: Desk, planned: Sequence[Planned]) -> tuple[str, ...]:
    return tuple(
        sentence(one.concession.ask_in_return or desk.texts("advice.step.unasked")) for one in planned
    )


def _step_notes(desk: Desk, says: Adviser, plan: ConcessionPlan) -> Iterator[str]:
    if plan.price:
        issue = plan.price.issue
        yield desk.texts(
            "advice.step.price",
            issue=issue.label,
            start=says.term(issue, plan.price.start),
            values=desk.words.listed([desk.words.bare(issue, one.after) for one in plan.price.steps]),
        )
    if plan.held_back:
        yield desk.texts("advice.step.held_back", gives=" ".join(_given(plan.held_back)))


def _basis(desk: Desk) -> Iterator[str]:
    """What was assumed, and what would have to be known for more."""
    ground, texts = desk.ground, desk.texts
    if ground is None:
        return
    yield from map(texts.said, desk.valued.space.assumptions)
    needed = [*ground.needed]
    if not ground.closed:
        needed += (*trades(ground).needed, *(() if desk.packages.found else desk.packages.needed))
    if needed:
        yield texts("advice.basis.needed", what=_each_once(desk, needed))
    money = (*needed_for_money(desk.valued.space, "us"), *needed_for_money(desk.valued.space, "them"))
    if money:
        yield texts("advice.basis.share")
        yield texts("advice.basis.money", what=_each_once(desk, money))


def _each_once(desk: Desk, needed: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(map(desk.texts.said, needed)))
