"""What is open in a plan, and what a draw makes of it: the same as the plan with those values in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bargaining.efficiency.building import value
from engine.bargaining.efficiency.worth import SIDES, Worth
from engine.bargaining.robustness.outcomes import gains
from engine.bargaining.robustness.plan import Plan, plan_of
from engine.deal.model import Deal
from engine.deal.reading import read_deal
from engine.deal.term import Term
from engine.resources import folder
from tests.bargaining.robustness.settling import settled
from tests.making import deal_of

OURS_TOO = """
us: {name: Us, walkaway: {value: [80, 90]}}
them: {name: Them, reservation: [10, 30]}
issues:
  - id: price
    kind: money
    ours: {opening: [120, 128], walkaway: [80, 100], weight: [40, 80]}
    theirs: {opening: 60, walkaway: 110, weight: 50}
  - id: start
    kind: date
    ours: {opening: 2026-05-01, walkaway: [2026-06-01, 2026-06-09], weight: 20, prefers: lower}
    theirs: {opening: 2026-07-01, walkaway: [2026-05-04, 2026-05-08], weight: [20, 40]}
  - id: level
    kind: choice
    options: [low, high]
    ours: {opening: low, walkaway: high, weight: 20}
    theirs: {scores: {low: 1, high: 3}, weight: 30}
"""
LINES_WITH_BENDS = """
them: {name: Them, batna: {value: [90, 100]}}
issues:
  - id: price
    kind: money
    ours: {scores: {"60": 0, "80": 70, "100": 100}, walkaway: [60, 80], weight: [1, 3]}
    theirs: {scores: {"60": 100, "100": 0}, weight: 2}
  - id: term
    kind: duration
    ours: {opening: 24, target: [12, 20], walkaway: 4, weight: 2}
    theirs: {target: [6, 10], walkaway: [12, 16], weight: [2, 6]}
"""
LIMIT_BEYOND_THE_OPENING = """
issues:
  - id: price
    kind: money
    ours: {opening: 100, walkaway: 80, weight: 1}
    theirs: {opening: [84, 92], walkaway: [86, 98], prefers: lower, weight: 1}
"""
CONTRACT_BASIS = """
deal: {id: d, title: D, contract_value: {amount: 100, basis: ACV}}
them: {name: Them, batna: {value: [84, 92], basis: ACV}}
issues:
  - id: price
    kind: money
    ours: {opening: 120, target: 100, weight: 60}
    theirs: {opening: 60, prefers: lower, weight: [40, 60]}
  - id: term
    kind: duration
    ours: {opening: 24, prefers: higher, weight: 40}
    theirs: {opening: 6, prefers: lower, weight: [20, 30]}
"""
TEXTS = {
    "ours too": OURS_TOO,
    "lines with bends": LINES_WITH_BENDS,
    "limit beyond the opening": LIMIT_BEYOND_THE_OPENING,
    "alternative": CONTRACT_BASIS,
}
SAMPLES = ["agency", "software", "procurement", "reference", "stalled-price", "mistakes"]
UNITS = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])


@cache
def opened(name: str) -> tuple[Deal, Plan]:
    path = folder("samples") / "deals" / f"{name}.yaml"
    deal = deal_of(TEXTS[name]) if name in TEXTS else read_deal(path)
    plan = plan_of(deal, value(deal))
    assert plan is not None
    return deal, plan


@pytest.mark.parametrize("name", [*TEXTS, *SAMPLES])
@settings(max_examples=25)
@given(st.data())
def test_a_draw_is_the_plan_with_those_values_in_it(name: str, data: st.DataObject) -> None:
    deal, plan = opened(name)
    units = data.draw(st.tuples(*[UNITS for _ in plan.inputs]))
    choice = tuple(data.draw(st.integers(0, len(one) - 1)) for one in plan.outcomes.ours)
    known = value(settled(deal, plan, units))
    package = plan.valued.space.terms(choice)
    expected = []
    for side, stakes, limit in zip(SIDES, plan.exact, (known.ours, known.theirs), strict=True):
        worths = known.worths.of(side)
        utility = known.worths.utility(package, side)
        assert utility is not None
        # Drawn weights are shares of the same whole as those of the plan.
        scale = stakes.total / sum(worth.weight for worth in worths.values())
        if limit.source == "stated":
            expected.append(scale * utility - (limit.utility or 0))
        elif limit.utility is not None:
            expected.append(scale * (utility - limit.utility))
        else:
            expected.append(scale * (utility - worst_in(plan, worths)))
    assert gains(plan.exact_case(units), plan.outcomes.exact_parts(choice)) == tuple(expected)
    quick = gains(plan.case(units), plan.outcomes.parts(choice))
    assert quick == pytest.approx([float(one) for one in expected], rel=1e-9, abs=1e-9)


def worst_in(plan: Plan, worths: Mapping[str, Worth]) -> Fraction:
    """The worth of the worst outcome: what gains count from without a reservation."""
    found = Fraction(0)
    for dimension in plan.valued.space.dimensions:
        each = [worths[dimension.issue.id].of(Term.of(option.value)) for option in dimension.options]
        found += min(one for one in each if one is not None)
    return found


def test_inputs_are_the_ranges_that_something_rests_on() -> None:
    _, plan = opened("ours too")
    assert [one.path for one in plan.inputs] == [
        "issues[price].ours.weight",
        "issues[price].ours.opening",
        "issues[price].ours.walkaway",
        "us.walkaway.value",
        "issues[start].ours.walkaway",
        "issues[start].theirs.weight",
        "issues[start].theirs.walkaway",
        "them.reservation",
    ]
    assert plan.idle == ()
    assert plan.inputs[3].location == ("us", "walkaway", "value")
    assert plan.inputs[6].low == Fraction(date(2026, 5, 4).toordinal())


def test_a_side_without_a_limit_counts_from_the_worst_that_any_draw_may_bring() -> None:
    _, plan = opened("agency-early")
    assert [one.path for one in plan.inputs] == ["issues[fee].theirs.opening"]
    cases = [plan.exact_case([unit]) for unit in (0.0, 0.5, 1.0)]
    assert len({(case.ours, case.least_ours) for case in cases}) == 1
    assert len({case.theirs for case in cases}) == 3


def test_a_range_beside_a_figure_that_takes_precedence_is_idle() -> None:
    _, plan = opened("reference")
    assert [one.path for one in plan.idle] == [
        "issues[price].theirs.target",
        "issues[uplift].theirs.target",
        "them.walkaway.value",
        "them.batna.value",
    ]


def test_a_range_on_a_line_with_bends_is_idle() -> None:
    _, plan = opened("lines with bends")
    assert "issues[price].ours.walkaway" in [one.path for one in plan.idle]
    assert "them.batna.value" in [one.path for one in plan.idle]


@pytest.mark.parametrize(("weight", "drawn"), [("[0, 10]", True), ("[-5, 5]", False), ("[-2, 8]", False)])
def test_a_weight_that_may_be_negative_is_not_drawn(weight: str, drawn: bool) -> None:
    deal = deal_of(
        f"""
        issues:
          - {{id: a, kind: money, ours: {{opening: 9, walkaway: 5}}, theirs: {{opening: 5, weight: {weight}}}}}
          - {{id: b, kind: money, ours: {{opening: 9, walkaway: 5}}, theirs: {{opening: 5, weight: 10}}}}
        """
    )
    plan = plan_of(deal, value(deal))
    assert plan is not None
    assert bool(plan.inputs) == drawn
    assert bool(plan.idle) != drawn
    assert plan.case([0.5] * len(plan.inputs)).theirs == (1.0, 1.0)


def test_a_side_without_any_position_has_no_inputs() -> None:
    deal = deal_of("issues: [{id: a, kind: money, ours: {opening: [8, 9], walkaway: 5}}]")
    plan = plan_of(deal, value(deal))
    assert plan is not None
    assert [one.path for one in plan.inputs] == ["issues[a].ours.opening"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no issues"),
        pytest.param("issues: [{id: a, kind: text}]", id="none that can be valued"),
        pytest.param(
            """
            issues:
              - {id: a, kind: money, ours: {opening: 2, walkaway: 1, weight: 0}, theirs: {opening: 1, weight: 1}}
              - {id: b, kind: text, ours: {weight: 1}}
            """,
            id="those that can weigh nothing",
        ),
    ],
)
def test_without_anything_that_weighs_there_is_no_plan(text: str) -> None:
    deal = deal_of(text)
    assert plan_of(deal, value(deal)) is None


def test_without_an_outcome_there_is_no_plan() -> None:
    deal, plan = opened("agency-early")
    space = plan.valued.space
    without = replace(space, dimensions=tuple(replace(one, options=()) for one in space.dimensions))
    assert plan_of(deal, replace(plan.valued, space=without)) is None
