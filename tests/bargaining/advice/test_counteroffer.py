"""The next counteroffer: better for them, a step towards our target, and with something to ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from engine.bargaining.advice.counteroffer import Counteroffer, counteroffer, next_levels
from engine.bargaining.advice.ground import Ground
from engine.deal.model import Deal
from tests.bargaining.advice.grounds import ground, grounds, outcomes
from tests.documents.cases import sample_deal


def so_far(name: str, offers: int) -> Deal:
    """A sample as it stood after so many offers."""
    deal = sample_deal(name)
    assert deal.bargaining
    assert deal.bargaining.offers
    return deal.model_copy(
        update={"bargaining": deal.bargaining.model_copy(update={"offers": deal.bargaining.offers[:offers]})}
    )


def start_of(ground: Ground) -> tuple[int, ...]:
    return tuple(place for place in ground.ours if place is not None)


def allowed(ground: Ground, choice: tuple[int, ...]) -> bool:
    """Whether a package only moves from our stand towards theirs."""
    for dimension, (before, after) in enumerate(zip(start_of(ground), choice, strict=True)):
        options, asked = ground.space.dimensions[dimension].options, ground.theirs[dimension]
        most = max(options[before].theirs, options[asked].theirs) if asked is not None else None
        if before != after and not (
            after in ground.reach[dimension]
            and options[after].ours <= options[before].ours
            and options[after].theirs >= options[before].theirs
            and (most is None or options[after].theirs <= most)
        ):
            return False
    return True


@given(grounds(offered=True))
def test_it_is_the_best_for_them_at_our_next_level(ground: Ground) -> None:
    made = counteroffer(ground)
    start, goal = start_of(ground), tuple(place for place in ground.target if place is not None)
    now = ground.space.sums(start)
    levels = next_levels(ground, now[0], ground.space.sums(goal)[0])
    better = [
        choice
        for choice in outcomes(ground.space)
        if allowed(ground, choice) and ground.space.sums(choice)[1] > now[1]
    ]
    if not levels:
        assert made == Counteroffer("at target")
        return
    level = next(
        (level for level in levels if any(ground.space.sums(choice)[0] >= level for choice in better)), None
    )
    if level is None:
        assert made == Counteroffer("no room")
        return
    at_level = [choice for choice in better if ground.space.sums(choice)[0] >= level]
    assert made
    assert allowed(ground, made.choice)
    assert made.theirs == max(ground.space.sums(choice)[1] for choice in at_level) > now[1]
    assert made.ours >= level


@given(grounds(offered=True))
def test_levels_fall_in_shrinking_steps_to_the_goal_or_to_what_we_accept(ground: Ground) -> None:
    now, goal = ground.space.sums(start_of(ground))[0], 5
    levels = next_levels(ground, now, goal)
    end = max(goal, ground.space.reservation_ours or goal)
    sizes = [one - two for one, two in zip((now, *levels), levels, strict=False)]
    assert sizes == sorted(set(sizes), reverse=True)
    assert levels == () if now <= end else levels[-1] == end


@pytest.mark.parametrize(("offers", "why"), [(0, "no offer yet"), (5, "their turn"), (7, "closed")])
def test_when_there_is_nothing_to_offer(offers: int, why: str) -> None:
    deal = so_far("software", offers)
    log = list((deal.bargaining.offers if deal.bargaining else None) or ())
    if why == "their turn":
        log[-1] = log[-1].model_copy(update={"status": "sent"})
    made = counteroffer(
        ground(
            deal.model_copy(update={"bargaining": deal.bargaining.model_copy(update={"offers": tuple(log)})})
        )
    )  # type: ignore[union-attr]  # it has a log
    assert made.why == why
    assert not made


def test_training_instead_of_a_lower_price() -> None:
    made = counteroffer(ground(so_far("software", 6)))
    assert [(one.issue.id, str(one.after.low)) for one in made.gives] == [
        ("training", "on site free of charge"),
    ]
    assert [one.concession.id for one in made.planned] == ["training-free"]
    assert made.ask is None


def test_an_offer_as_good_as_our_next_one_is_to_be_accepted() -> None:
    found = ground(so_far("software", 6))
    now = found.space.sums(start_of(found))[0]
    assert counteroffer(replace(found, their_offer=now - 1)).why == "accept"


def test_what_it_asks_for_without_a_plan_is_what_brings_us_most() -> None:
    found = replace(ground(so_far("procurement", 5)), planned=())
    made = counteroffer(found)
    assert [one.issue.id for one in made.gives] == ["payment"]
    assert made.ask is not None
    assert (made.ask.issue.id, str(made.ask.before.low), str(made.ask.after.low)) == (
        "unit-price",
        "24.4",
        "23.3",
    )


def test_without_positions_it_says_what_is_needed() -> None:
    made = counteroffer(
        ground(
            """
            issues:
              - {id: fee, name: Fee, kind: money, ours: {opening: 9, walkaway: 7}, theirs: {opening: 5, prefers: lower}}
            bargaining:
              offers:
                - {round: 1, by: us, terms: {fee: 9}, status: rejected}
                - {round: 1, by: them, terms: {fee: 5}}
            """
        )
    )
    assert (made.why, made.needed) == ("not known", ("our target on Fee",))


def test_a_concession_without_an_end_is_no_price_for_a_move() -> None:
    deal = so_far("procurement", 5)
    assert deal.strategy
    assert deal.strategy.concessions
    open_ended = tuple(one.model_copy(update={"to": None}) for one in deal.strategy.concessions)
    changed = deal.model_copy(
        update={"strategy": deal.strategy.model_copy(update={"concessions": open_ended})}
    )
    made = counteroffer(ground(changed))
    assert [one.issue.id for one in made.gives] == ["payment"]
    assert made.planned == ()
    assert made.ask is not None
