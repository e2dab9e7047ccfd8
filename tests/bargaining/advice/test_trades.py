"""Trades: both sides gain, nothing better is overlooked, the worked examples make sense."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from engine.bargaining.advice.ground import Ground
from engine.bargaining.advice.trades import best_trades, trades
from tests.bargaining.advice.grounds import ground, grounds
from tests.documents.cases import sample_deal


def worth(ground: Ground, dimension: int, place: int) -> tuple[int, int]:
    option = ground.space.dimensions[dimension].options[place]
    return option.ours, option.theirs


def brute_force(ground: Ground) -> dict[tuple[str, str], int]:
    """For each pair of issues with a trade that both gain by: the largest product of gains."""
    found: dict[tuple[str, str], int] = {}
    for give in range(len(ground.ours)):
        for get in range(len(ground.ours)):
            here, there, asked = ground.ours[give], ground.theirs[get], ground.ours[get]
            if give == get or here is None or there is None or asked is None:
                continue
            goal = ground.target[get]
            most = worth(ground, get, asked)[0]
            least = most if goal is None else min(most, worth(ground, get, goal)[0])
            limit = ground.theirs[give]
            for to in ground.reach[give]:
                for back in range(len(ground.space.dimensions[get].options)):
                    given_ours = worth(ground, give, to)[0] - worth(ground, give, here)[0]
                    given_theirs = worth(ground, give, to)[1] - worth(ground, give, here)[1]
                    got_ours = worth(ground, get, back)[0] - worth(ground, get, there)[0]
                    got_theirs = worth(ground, get, back)[1] - worth(ground, get, there)[1]
                    beyond = limit is not None and worth(ground, give, to)[1] > worth(ground, give, limit)[1]
                    fits = given_ours <= 0 < given_theirs and got_theirs <= 0 < got_ours and not beyond
                    inside = least <= worth(ground, get, back)[0] <= most
                    gains = given_ours + got_ours, given_theirs + got_theirs
                    if fits and inside and min(gains) > 0:
                        key = (ground.space.dimensions[give].issue.id, ground.space.dimensions[get].issue.id)
                        found[key] = max(found.get(key, 0), gains[0] * gains[1])
    return found


@given(grounds())
def test_the_best_trade_of_each_pair_and_no_other(ground: Ground) -> None:
    found = trades(ground).found
    assert all(one.ours > 0 and one.theirs > 0 for one in found)
    assert [one.joint for one in found] == sorted((one.joint for one in found), reverse=True)
    assert {(one.give.issue.id, one.get.issue.id): one.ours * one.theirs for one in found} == brute_force(
        ground
    )


def told(ground: Ground) -> list[tuple[str, str, str, str]]:
    return [
        (one.give.issue.id, str(one.give.after.low), one.get.issue.id, str(one.get.after.low))
        for one in trades(ground).found
    ]


def before_any_offer(name: str, *, planned: bool = True) -> Ground:
    deal = sample_deal(name)
    assert deal.strategy
    strategy = deal.strategy if planned else deal.strategy.model_copy(update={"concessions": ()})
    return ground(deal.model_copy(update={"bargaining": None, "strategy": strategy}))


def test_payments_spread_and_training_instead_of_a_discount() -> None:
    found = told(before_any_offer("software"))
    assert found[:2] == [
        ("payment", "six quarterly payments over two fiscal years", "price", "300000"),
        ("training", "on site free of charge", "price", "294000"),
    ]


def test_without_planned_concessions_a_trade_stops_short_of_our_walk_away() -> None:
    found = told(before_any_offer("software", planned=False))
    assert found[0] == ("payment", "six quarterly payments over two fiscal years", "price", "300000")
    assert {"eight quarterly payments", "on site free of charge"}.isdisjoint(one[1] for one in found)


def test_a_trial_instead_of_a_lower_fee() -> None:
    assert ("trial", "three months with measured targets", "fee", "8800") in told(before_any_offer("agency"))[
        :2
    ]


def test_what_is_not_known_is_asked_for_and_not_guessed() -> None:
    found = trades(
        ground(
            """
            issues:
              - {id: fee, name: Fee, kind: money, ours: {opening: 9, target: 8, walkaway: 7},
                 theirs: {prefers: lower}}
              - {id: days, name: Days, kind: duration, ours: {opening: 9, target: 8, walkaway: 7},
                 theirs: {prefers: lower}}
            """
        )
    )
    assert found.found == ()
    assert list(found.needed) == ["their position on Fee", "their position on Days"]


def test_one_open_issue_has_nothing_to_be_traded_for() -> None:
    assert trades(ground(sample_deal("stalled-price"))).needed == ("a second issue that is open",)


def test_a_trade_an_issue_for_the_price_where_it_can_be_and_none_for_next_to_nothing() -> None:
    found = best_trades(before_any_offer("software"))
    assert [(one.give.issue.id, one.get.issue.id) for one in found] == [
        ("payment", "price"),
        ("training", "price"),
        ("go-live", "price"),
        ("reference", "support"),
    ]
    assert [one.give.issue.id for one in best_trades(ground(sample_deal("procurement")))] == ["payment"]


def test_a_position_that_is_no_option_gives_nothing() -> None:
    found = before_any_offer("agency")
    assert trades(replace(found, ours=(None,) * len(found.ours))).found == ()
