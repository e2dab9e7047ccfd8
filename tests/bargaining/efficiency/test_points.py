"""A package is held against everything that it could be, on the issues that it settles."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from engine.analysis import Analysis, analyze
from engine.bargaining.efficiency.building import Valued, value
from engine.bargaining.efficiency.points import Place, improvement, place
from engine.bargaining.offers import Package
from engine.deal.term import Term
from tests.making import deal_of

DEAL = """
    deal: {{id: d, title: D, currency: EUR}}
    issues:
      - {{id: price, kind: money, step: 5, ours: {{opening: 30, walkaway: 10, weight: 60}},
         theirs: {{opening: 10, walkaway: 30, weight: 40}}}}
      - {{id: days, kind: duration, step: 15, ours: {{opening: 0, walkaway: 60, weight: 25}},
         theirs: {{opening: 60, walkaway: 0, weight: 50}}}}
      - {{id: support, kind: choice, options: [basic, full], ours: {{scores: {{basic: 10, full: 0}}, weight: 15}},
         theirs: {{scores: {{basic: 0, full: 10}}, weight: 10}}}}
      - {{id: data, kind: text, ours: {{opening: all}}, theirs: {{opening: none}}}}
    {rest}
"""


def package(**values: int | str) -> Package:
    return {id: Term.of(one) for id, one in values.items()}


@pytest.fixture(scope="module")
def valued() -> Valued:
    return value(deal_of(DEAL.format(rest="")))


def placed(valued: Valued, terms: Package) -> Place:
    found = place(valued, terms)
    assert found is not None
    return found


def worth(price: int, days: int, support: str) -> tuple[Fraction, Fraction]:
    basic = support == "basic"
    ours = Fraction(60 * (price - 10), 20) + Fraction(25 * (60 - days), 60) + 15 * basic
    return ours, Fraction(40 * (30 - price), 20) + Fraction(50 * days, 60) + 10 * (not basic)


OUTCOMES = list(product(range(10, 31, 5), range(0, 61, 15), ("basic", "full")))


@pytest.mark.parametrize("terms", OUTCOMES, ids=str)
def test_it_is_efficient_unless_something_is_better(valued: Valued, terms: tuple[int, int, str]) -> None:
    price, days, support = terms
    found = placed(valued, package(price=price, days=days, support=support))
    ours, theirs = worth(*terms)
    assert (found.ours, found.theirs) == (ours, theirs)
    better = {
        pair
        for other in OUTCOMES
        if (pair := worth(*other)) != (ours, theirs) and pair[0] >= ours and pair[1] >= theirs
    }
    undominated = {
        one
        for one in better
        if not any(two != one and two[0] >= one[0] and two[1] >= one[1] for two in better)
    }
    assert [(one.ours, one.theirs) for one in found.better] == sorted(undominated, reverse=True)
    assert found.efficient is not bool(better)
    assert found.most_for_us == max((one[0] - ours for one in better), default=0)
    assert found.most_for_them == max((one[1] - theirs for one in better), default=0)
    assert found.open == ()


def test_a_package_off_the_grid_has_its_place_too(valued: Valued) -> None:
    found = placed(valued, package(price=22, days=7, support="basic"))
    assert found.ours == 36 + Fraction(25 * 53, 60) + 15
    range_of = placed(valued, {"price": Term(Term.of(20).low, Term.of(24).low)})
    assert (range_of.ours, range_of.theirs) == (36, 16)


def test_what_a_package_leaves_open_is_named_and_left_alone(valued: Valued) -> None:
    found = placed(valued, package(price=20, support="basic", data="all"))
    assert [issue.id for issue in found.open] == ["days"]
    assert set(found.terms) == {"price", "support"}
    assert all(set(one.terms) == {"price", "support"} for one in found.better)


def test_without_anything_to_value_there_is_no_place(valued: Valued) -> None:
    assert place(valued, package(data="all")) is None
    assert place(valued, {}) is None


def test_an_improvement_changes_two_issues_at_most_and_gains_for_both(valued: Valued) -> None:
    now = package(price=20, days=0, support="full")
    found = improvement(valued, now)
    assert found is not None
    assert {id: term.low for id, term in found.items()} == {"price": 30, "days": 45}
    before, after = placed(valued, now), placed(valued, {**now, **found})
    assert after.ours > before.ours
    assert after.theirs > before.theirs


def test_there_is_no_improvement_of_what_wastes_nothing(valued: Valued) -> None:
    assert improvement(valued, package(price=30, days=60, support="basic")) is None
    assert improvement(valued, {}) is None


def test_an_issue_on_which_the_limits_leave_no_room_is_left_as_it_is() -> None:
    apart = value(
        deal_of("""
        issues:
          - {id: price, kind: money, step: 10, ours: {opening: 40, walkaway: 30}, theirs: {opening: 10, walkaway: 20}}
        """)
    )
    assert improvement(apart, package(price=25)) is None


def analysis(rest: str) -> Analysis:
    return analyze(deal_of(DEAL.format(rest=rest)))


def test_final_terms_are_those_of_the_accepted_offer() -> None:
    accepted = "bargaining: {offers: [{round: 1, by: us, status: accepted, terms: {price: 20, days: 30}}]}"
    recorded = "commitment: {terms: {price: 25}}"
    assert analysis("").final is None
    assert analysis(recorded).final_terms == package(price=25)
    assert analysis(f"{accepted}\n    {recorded}").final_terms == package(price=20, days=30)


def test_each_offer_is_placed_with_its_whole_package() -> None:
    log = """bargaining:
      offers:
        - {id: a, round: 1, by: us, terms: {price: 30, days: 0, support: basic}}
        - {id: b, round: 1, by: them, terms: {data: none}}
        - {id: c, round: 2, by: us, terms: {price: 25}}"""
    first, second, third = analysis(log).offers
    assert first.place is not None
    assert third.place is not None
    assert second.place is None
    assert (first.place.ours, third.place.ours) == (100, 85)


def test_a_zone_is_unknown_as_long_as_a_reservation_is() -> None:
    assert analysis("").zone_exists is True
    assert (
        analyze(deal_of("issues: [{id: p, kind: money, ours: {opening: 2, walkaway: 1}}]")).zone_exists
        is None
    )
    assert (
        analysis("us: {name: Us, reservation: 90}\n    them: {name: T, reservation: 90}").zone_exists is False
    )


def test_nothing_is_drawn_without_draws() -> None:
    assert analyze(deal_of(DEAL.format(rest="")), draws=0).robustness is None
