"""Where advice starts from: limits, authority, positions, and what money is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.bargaining.advice.money import main_money, needed_for_money, rate
from engine.bargaining.efficiency.building import space_of
from tests.bargaining.advice.grounds import ground
from tests.documents.cases import sample_deal
from tests.making import deal_of

DEAL = """
us: {name: Us, people: [{name: Ada, attends: true}, {name: Gus, attends: false}]}
issues:
  - {id: fee, name: Fee, kind: money, ours: {opening: 120, target: 100, walkaway: 80, prefers: higher, weight: 60},
     theirs: {opening: 60, walkaway: 110, prefers: lower, weight: 30}}
  - {id: trial, name: Trial, kind: choice, options: [none, short, long, free],
     ours: {opening: none, target: short, walkaway: long, weight: 40, scores: {none: 9, short: 6, long: 3, free: 0}},
     theirs: {opening: free, weight: 70, scores: {none: 0, short: 5, long: 7, free: 9}}}
strategy:
  authority: [{who: Ada, issue: fee, down_to: 95}, {who: Gus, issue: fee, down_to: 85}]
  concessions: [{id: try, give: A trial, issue: trial, to: short, order: 2}, {id: later, give: Time}]
"""


def values(text: str, id: str) -> list[str]:
    (dimension,) = (one for one in ground(text).space.dimensions if one.issue.id == id)
    return [str(one.value) for one in dimension.options]


def test_options_lie_inside_our_walk_away_and_the_authority_of_those_at_the_table() -> None:
    assert min(map(float, values(DEAL, "fee"))) == 95
    assert values(DEAL, "trial") == ["none", "short", "long"]


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (("who: Ada, issue", "who: Bo, issue"), 95),
        (("{who: Ada, issue: fee, down_to: 95}, ", ""), 85),
        (
            (
                "authority: [{who: Ada, issue: fee, down_to: 95}, {who: Gus, issue: fee, down_to: 85}]",
                "process: Talk",
            ),
            80,
        ),
    ],
)
def test_whose_limits_count(change: tuple[str, str], least: float) -> None:
    assert min(map(float, values(DEAL.replace(*change), "fee"))) == least


def test_what_we_have_offered_stays_an_option() -> None:
    offered = f"{DEAL}\nbargaining: {{offers: [{{round: 1, by: us, terms: {{fee: 90, trial: none}}}}]}}"
    assert values(offered, "fee")[0] == "90"
    assert ground(offered).waiting


def test_positions_are_the_last_offers_else_the_openings_and_inside_our_limits() -> None:
    found = ground(DEAL)
    fee, trial = found.space.dimensions
    assert found.ours[0] is not None
    assert str(fee.options[found.ours[0]].value) == "120"
    assert found.theirs == (0, 2)
    assert found.their_offer is None
    assert trial.options[2].value == "long"
    assert found.reach[1] == {0, 1}
    log = """
bargaining:
  offers:
    - {round: 1, by: us, terms: {fee: 110, trial: short}}
    - {round: 1, by: them, terms: {fee: 95, trial: none}}
"""
    after = ground(DEAL + log)
    assert after.offered
    assert not after.waiting
    assert after.their_offer == after.space.sums((0, 0))[0]


def test_the_last_step_is_our_last_concession() -> None:
    log = """
bargaining:
  offers:
    - {round: 1, by: us, terms: {fee: 120, trial: none}}
    - {round: 1, by: them, terms: {fee: 60}}
    - {round: 2, by: us, terms: {fee: 110, trial: none}, concessions: [later]}
    - {round: 3, by: us, terms: {fee: 110, trial: none}}
"""
    found = ground(DEAL + log)
    assert found.last_step == 15 * found.space.scale_ours
    assert found.last_price_step == 10
    assert [one.round for one in found.planned] == [None, 2]


def test_a_deal_of_unknowns_says_what_is_needed() -> None:
    found = ground(
        "issues: [{id: a, name: Name, kind: text}, {id: b, kind: choice, options: [x], theirs: {scores: {x: 1}}}]"
    )
    assert list(found.needed) == [
        "Name: it is free text; only listed options can be weighed",
        "b: our wishes are not known",
    ]


def test_the_rate_is_the_weight_over_the_range() -> None:
    space = space_of(deal_of(DEAL))
    ours, theirs = rate(space, "us"), rate(space, "them")
    assert ours is not None
    assert theirs is not None
    assert ours.units == Fraction(60, 40) * space.scale_ours
    assert theirs.money(3 * space.scale_theirs) == 5


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        (("walkaway: 80, ", ""), ("our walk-away on Fee",)),
        (("walkaway: 80, ", "walkaway: 85, "), ()),
        (
            (
                "kind: money, ours: {opening: 120, target: 100, walkaway: 80, prefers: higher, weight: 60}",
                "kind: number, ours: {opening: 9, weight: 1}",
            ),
            ("an issue of kind money",),
        ),
    ],
)
def test_no_rate_without_a_range_of_money(change: tuple[str, str], needed: tuple[str, ...]) -> None:
    space = space_of(deal_of(DEAL.replace(*change)))
    assert needed_for_money(space, "us") == needed
    assert (rate(space, "us") is None) == bool(needed)


def test_no_rate_without_weights_or_where_all_money_is_worth_the_same() -> None:
    equal = DEAL.replace(", weight: 30", "").replace("weight: 70, ", "")
    assert list(needed_for_money(space_of(deal_of(equal)), "them")) == [
        "their weights or ranking of the issues"
    ]
    nothing = space_of(deal_of(DEAL.replace("weight: 60", "weight: 0")))
    assert rate(nothing, "us") is None


def test_the_main_money_issue_is_the_one_that_weighs_most() -> None:
    space = space_of(sample_deal("agency"))
    place = main_money(space)
    assert place is not None
    assert space.dimensions[place].issue.id == "fee"


def test_without_a_walk_away_our_target_is_the_limit() -> None:
    unknown = DEAL.replace("walkaway: 80, ", "").replace("authority:", "process: Talk\n  # authority:")
    assert min(map(float, values(unknown, "fee"))) == 100


def test_no_rate_from_a_single_value() -> None:
    one = """
    issues:
      - {id: a, kind: money, ours: {opening: 9, walkaway: 9, rank: 1, prefers: higher}, theirs: {opening: 9}}
    """
    assert rate(space_of(deal_of(one)), "us") is None
