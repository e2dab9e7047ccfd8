"""What an answer would be worth, and which question follows."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bargaining.efficiency.building import value
from engine.bargaining.robustness.aims import Product
from engine.bargaining.robustness.draws import draw
from engine.bargaining.robustness.information import Information, information, joint
from engine.bargaining.robustness.outcomes import Case, Parts
from engine.bargaining.robustness.plan import Plan, plan_of
from engine.bargaining.robustness.question import decisive
from engine.bargaining.robustness.robustness import robustness
from engine.bargaining.robustness.search import best, line
from engine.deal.model import Deal
from engine.deal.reading import read_deal
from engine.resources import folder
from tests.making import deal_of

DEAL = """
deal: {{id: d, title: D, stage: {stage}}}
them: {{name: Them{them}}}
issues:
  - id: price
    kind: money
    ours: {{opening: 120, walkaway: 80, weight: 60}}
    theirs: {{opening: 60, target: {target}, walkaway: {limit}, weight: {weight}}}
  - id: start
    kind: choice
    options: [soon, later]
    ours: {{opening: soon, walkaway: later, weight: 40}}
    theirs: {{opening: later, walkaway: soon, weight: {start}}}
"""


def deal(
    stage: str = "bargaining",
    them: str = "",
    target: str = "70",
    limit: str = "110",
    weight: str = "60",
    start: str = "40",
) -> Deal:
    return deal_of(
        DEAL.format(stage=stage, them=them, target=target, limit=limit, weight=weight, start=start)
    )


def answers(one: Deal, draws: int = 500, seed: int = 0) -> dict[str, Information]:
    found = robustness(one, value(one), draws=draws, seed=seed)
    assert found is not None
    return {info.input.path: info for info in found.information}


def test_the_range_that_decides_is_worth_most() -> None:
    found = answers(deal(limit="[81, 119]", start="[39, 41]"))
    assert next(iter(found)) == "issues[price].theirs.walkaway"
    limit, start = found.values()
    assert limit.share > 0.9
    assert limit.worth > 0.02
    assert limit.changes > 150
    assert start == Information(start.input, 0.0, 0.0, 0)


def test_a_range_that_nothing_rests_on_is_worth_nothing() -> None:
    found = answers(deal(target="[65, 75]", limit="[81, 119]"))
    target = found["issues[price].theirs.target"]
    assert (target.worth, target.share, target.changes) == (0.0, 0.0, 0)
    assert list(found)[-1] == "issues[price].theirs.target"


def test_a_range_that_cannot_change_the_package_is_worth_nothing() -> None:
    found = answers(deal(weight="[58, 62]"))
    assert {(one.worth, one.share, one.changes) for one in found.values()} == {(0.0, 0.0, 0)}


def test_without_any_agreement_no_answer_is_worth_anything() -> None:
    found = answers(deal(limit="[70, 75]", weight="[50, 70]", them=", reservation: [150, 160]"))
    assert {one.worth for one in found.values()} == {0.0}


RANGE = st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda ends: str(sorted(ends)))


@settings(max_examples=15)
@given(
    RANGE, RANGE, st.tuples(st.integers(70, 130), st.integers(70, 130)).map(lambda ends: str(sorted(ends)))
)
def test_no_answer_is_worth_less_than_nothing_or_more_than_all(weight: str, start: str, limit: str) -> None:
    for info in answers(deal(weight=weight, start=start, limit=limit), draws=40).values():
        assert info.worth >= 0
        assert 0 <= info.share <= 1
        assert 0 <= info.changes <= 40


def opened(one: Deal) -> Plan:
    plan = plan_of(one, value(one))
    assert plan is not None
    return plan


def test_a_single_range_is_worth_what_trying_every_package_in_every_bin_says() -> None:
    plan = opened(deal(limit="[81, 119]"))
    count = 500
    units = draw(plan.inputs, count, 0)
    cases = [plan.case(one) for one in units]
    found = [best(plan.outcomes, case, line(plan.outcomes, case), Product()) for case in cases]
    (info,) = information(plan, units, cases, found, 0)
    choices = {one.choice for one in found if one is not None}
    assert len(choices) <= 24
    worth = {choice: [joint(case, plan.outcomes.parts(choice)) for case in cases] for choice in choices}
    usual = max(map(sum, worth.values()))
    order = sorted(range(count), key=lambda place: units[place])
    bins = [order[start : start + 50] for start in range(0, count, 50)]
    binned = sum(max(sum(each[place] for place in one) for each in worth.values()) for one in bins)
    everything = sum(max(each[place] for each in worth.values()) for place in range(count))
    assert info.worth <= (binned - usual) / usual
    assert info.worth == pytest.approx((binned - usual) / usual, rel=0.2)
    assert info.share == pytest.approx((binned - usual) / (everything - usual), rel=0.2)


@pytest.mark.parametrize(
    ("least_ours", "least_theirs", "worth"),
    [(0.0, 0.0, sqrt(12)), (3.0, 0.0, 0.0), (4.0, 1.0, 0.0), (1.0, 3.0, sqrt(2))],
)
def test_a_package_counts_by_the_mean_of_both_gains(
    least_ours: float, least_theirs: float, worth: float
) -> None:
    case = Case((1.0,), (2.0,), least_ours, least_theirs)
    assert joint(case, Parts((3.0,), (2.0,))) == pytest.approx(worth)


def test_the_question_is_about_the_answer_that_is_worth_most() -> None:
    found = decisive(deal(limit="[81, 119]", start="[30, 50]"))
    assert found is not None
    assert found.input.path == "issues[price].theirs.walkaway"
    assert found.input.location == ("issues", 0, "theirs", "walkaway")


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(deal_of(), id="no issues"),
        pytest.param(deal(), id="no range"),
        pytest.param(deal(weight="[58, 62]"), id="no range that changes anything"),
        pytest.param(deal(target="[65, 75]"), id="no range that anything rests on"),
        pytest.param(deal(limit="[81, 119]", stage="commitment"), id="agreed"),
        pytest.param(
            deal_of(
                """
                issues:
                  - id: price
                    kind: money
                    ours: {opening: 120, walkaway: 80}
                    theirs: {opening: 60, walkaway: [81, 119]}
                """
            ),
            id="nothing to trade",
        ),
        pytest.param(
            deal_of("issues: [{id: a, kind: text, theirs: {weight: [1, 2]}}]"),
            id="nothing that can be valued",
        ),
        pytest.param(
            deal_of(
                """
                issues:
                  - id: price
                    kind: money
                    ours: {opening: 120, walkaway: 80}
                    theirs: {opening: 60, walkaway: [81, 119]}
                  - {id: term, kind: duration, ours: {opening: 9, walkaway: 1}, theirs: {opening: 1, walkaway: 9}}
                bargaining: {offers: [{round: 1, by: us, terms: {price: 90}, status: accepted}]}
                """
            ),
            id="an offer is accepted",
        ),
    ],
)
def test_where_no_answer_is_worth_asking_for_there_is_no_question(one: Deal) -> None:
    assert decisive(one) is None


@pytest.mark.parametrize("name", ["procurement", "stalled-price"])
def test_few_draws_find_the_same_question_as_an_analysis(name: str) -> None:
    one = read_deal(folder("samples") / "deals" / f"{name}.yaml")
    found = decisive(one)
    assert found is not None
    assert found.input.path == next(iter(answers(one)))
