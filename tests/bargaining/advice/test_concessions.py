"""The way to our target in steps, and what each planned concession costs and buys."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from engine.bargaining.advice.concessions import ConcessionPlan, bargains, concessions
from engine.bargaining.advice.ground import Ground
from tests.bargaining.advice.grounds import ground, grounds
from tests.bargaining.advice.test_counteroffer import so_far
from tests.documents.cases import sample_deal


def planned_in(plan: ConcessionPlan) -> list[list[str]]:
    return [[one.concession.id for one in step.gives] for step in plan.package]


@given(grounds())
def test_package_steps_shrink_and_end_at_the_target(ground: Ground) -> None:
    steps = concessions(ground).package
    now, goal = (
        ground.space.sums([place for place in places if place is not None])[0]
        for places in (ground.ours, ground.target)
    )
    end = max(goal, ground.space.reservation_ours or goal)
    assert all(one.size > two.size for one, two in pairwise(steps))
    assert sum(step.size for step in steps) == max(0, now - end)
    assert not steps or steps[-1].level == end
    for before, step in pairwise(steps):
        if step.choice and before.choice:
            assert ground.space.sums(step.choice)[1] > ground.space.sums(before.choice)[1]
            assert ground.space.sums(step.choice)[0] >= step.level


def test_the_agency_gives_its_cheap_concessions_first_and_comes_to_its_own_price_steps() -> None:
    plan = concessions(ground(so_far("agency", 0)))
    assert planned_in(plan) == [
        ["start-april", "reference-named", "payment-21", "dashboard", "trial-3"],
        ["term-12"],
        ["fee-9100", "fee-8900"],
    ]
    assert plan.held_back == ()
    assert plan.price is not None
    assert [(str(one.after.low), str(one.size)) for one in plan.price.steps] == [
        ("9100", "400"),
        ("8900", "200"),
        ("8800", "100"),
    ]
    assert [one.planned and one.planned.concession.id for one in plan.price.steps] == [
        "fee-9100",
        "fee-8900",
        None,
    ]


def test_what_would_take_us_below_our_target_is_held_back() -> None:
    plan = concessions(
        ground(
            """
            issues:
              - {id: fee, name: Fee, kind: money, ours: {opening: 100, target: 90, walkaway: 50, prefers: higher},
                 theirs: {opening: 40, walkaway: 95, prefers: lower}}
            strategy:
              concessions:
                - {id: talk, give: A call, order: 0}
                - {id: much, give: A lot, issue: fee, to: 60, order: 2}
                - {id: some, give: A bit, issue: fee, to: 95, order: 1}
            """
        )
    )
    assert [one for step in planned_in(plan) for one in step] == ["talk", "some"]
    assert [one.concession.id for one in plan.held_back] == ["much"]


def test_price_steps_become_smaller_than_the_last_one() -> None:
    plan = concessions(ground(sample_deal("stalled-price")))
    assert plan.price is not None
    assert str(plan.price.start.low) == "940000"
    assert [str(one.size) for one in plan.price.steps] == ["22000", "12000", "6000"]


@pytest.mark.parametrize(
    "text",
    [
        "issues: [{id: a, kind: choice, options: [x, y], ours: {opening: x, target: x}, theirs: {opening: y}}]",
        "issues: [{id: a, kind: money, ours: {opening: 9, target: 9, walkaway: 8}, theirs: {opening: 5}}]",
        "issues: [{id: a, kind: money, ours: {opening: 9, walkaway: 8}, theirs: {opening: 5}}]",
    ],
)
def test_no_price_steps_without_a_distance_in_money(text: str) -> None:
    assert concessions(ground(text)).price is None


def test_nothing_left_to_give_once_all_is_accepted() -> None:
    assert concessions(ground(sample_deal("software"))) == ConcessionPlan()


def test_what_planned_concessions_cost_and_buy() -> None:
    found = {one.planned.concession.id: one for one in bargains(ground(sample_deal("software")))}
    six = found["pay-six"]
    assert (six.cost, six.value) == (Fraction(5000, 3), Fraction(51975, 2))
    assert six.planned.round == 3
    assert all(one.ours is not None and one.ours <= 0 and one.theirs is not None for one in found.values())


def test_a_concession_without_figures_is_not_valued() -> None:
    found = bargains(
        ground(
            """
            issues:
              - {id: fee, name: Fee, kind: money, ours: {opening: 100, target: 90, prefers: higher},
                 theirs: {opening: 40}}
              - {id: day, name: Day, kind: date, ours: {target: 2026-03-02, prefers: lower}, theirs: {prefers: higher}}
            strategy:
              concessions:
                - {id: talk, give: A call}
                - {id: some, give: A bit, issue: fee}
                - {id: late, give: Later, issue: day, to: 2026-03-02}
                - {id: less, give: Less, issue: fee, to: 95}
            """
        )
    )
    assert [(one.ours is None, one.cost) for one in found] == [(True, None)] * 3 + [(False, None)]
