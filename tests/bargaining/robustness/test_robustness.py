"""In how many draws results hold, held against trying every outcome of every draw."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from engine.bargaining.efficiency.building import value
from engine.bargaining.efficiency.frontier import frontier
from engine.bargaining.efficiency.solutions import kalai, nash
from engine.bargaining.robustness.robustness import Robustness, Terms, robustness
from engine.deal.model import Deal
from engine.deal.term import Term
from tests.bargaining.robustness.trying import tried
from tests.making import deal_of

TINY = """
us: {{name: Us, reservation: {ours}}}
them: {{name: Them, walkaway: {{value: {limit}}}}}
issues:
  - id: price
    kind: money
    step: 10
    ours: {{opening: 120, walkaway: 80, weight: 50}}
    theirs: {{opening: 70, walkaway: 110, weight: {price}}}
  - id: level
    kind: choice
    options: [low, middle, high]
    ours: {{opening: low, walkaway: high, weight: 30, scores: {{low: 10, middle: 8, high: 0}}}}
    theirs: {{opening: high, walkaway: low, weight: {level}, scores: {{low: 1, middle: 4, high: 9}}}}
  - id: reports
    kind: choice
    options: [none, some, many]
    ours: {{opening: none, walkaway: many, weight: {reports}, scores: {{none: 6, some: 5, many: 1}}}}
    theirs: {{opening: many, walkaway: none, weight: 30, scores: {{none: 0, some: 9, many: 10}}}}
"""
OPEN = {"ours": "10", "limit": "[90, 130]", "price": "[30, 80]", "level": "[10, 60]", "reports": "[5, 60]"}
TIGHT = {**OPEN, "ours": "45", "limit": "[60, 100]"}
CLOSED = {"ours": "10", "limit": "110", "price": "50", "level": "30", "reports": "20"}


def package(price: int, level: str, reports: str) -> Terms:
    return {"price": Term.of(price), "level": Term.of(level), "reports": Term.of(reports)}


PACKAGES = {
    "middle": package(90, "middle", "some"),
    "generous": package(80, "high", "some"),
    "wasteful": package(100, "low", "many"),
    "greedy": package(120, "low", "none"),
}
TRADES: dict[str, tuple[Terms, Terms]] = {
    "level for price": (
        {"price": Term.of(90), "level": Term.of("low")},
        {"price": Term.of(100), "level": Term.of("high")},
    ),
    "reports for level": (
        {"level": Term.of("high"), "reports": Term.of("none")},
        {"level": Term.of("middle"), "reports": Term.of("some")},
    ),
    "worse for us": ({"price": Term.of(100)}, {"price": Term.of(90)}),
}


def tiny(figures: dict[str, str]) -> Deal:
    return deal_of(TINY.format(**figures))


def result(deal: Deal, draws: int = 1000, seed: int = 0) -> Robustness:
    found = robustness(deal, value(deal), packages=PACKAGES, trades=TRADES, draws=draws, seed=seed)
    assert found is not None
    return found


@pytest.mark.parametrize("figures", [OPEN, TIGHT], ids=["open", "tight"])
def test_results_hold_as_often_as_trying_everything_says(figures: dict[str, str]) -> None:
    deal, draws, seed = tiny(figures), 60, 3
    found = result(deal, draws, seed)
    every = list(tried(deal, draws, seed))
    assert found.zone == sum(bool(one.rational) for one in every)
    assert (found.zone < draws) == (figures is TIGHT)
    for one in found.packages:
        terms = PACKAGES[one.name]
        ours, theirs = ([both.gains(terms)[side] >= 0 for both in every] for side in (0, 1))
        efficient = [both.efficient(terms) for both in every]
        assert (one.ours, one.theirs, one.efficient) == (sum(ours), sum(theirs), sum(efficient))
        assert one.holds == sum(map(all, zip(ours, theirs, efficient, strict=True)))
    for solution in found.solutions:
        assert solution.terms is not None
        assert solution.holds == sum(one.nearly_best(solution.terms, solution.name) for one in every)
    for trade in found.trades:
        before, after = ({**PACKAGES["middle"], **terms} for terms in TRADES[trade.name])
        changes = [
            (one.gains(after)[0] - one.gains(before)[0], one.gains(after)[1] - one.gains(before)[1])
            for one in every
        ]
        assert (trade.ours, trade.theirs) == tuple(sum(both[side] > 0 for both in changes) for side in (0, 1))
        assert trade.holds == sum(min(both) > 0 for both in changes)
    most = sorted(max(map(sum, one.rational), default=0) for one in every)
    assert found.gain == pytest.approx((float(most[3]), float(most[-4])), rel=0.01)


def test_some_draws_differ_or_the_comparison_would_say_little() -> None:
    found = result(tiny(OPEN))
    counts = [one.holds for one in found.packages] + [one.holds for one in found.trades]
    assert sum(0 < count < 1000 for count in counts) >= 3
    assert all(0 < one.holds < 1000 for one in found.solutions)


def test_without_ranges_everything_holds_always_or_never() -> None:
    deal = tiny(CLOSED)
    found = result(deal)
    assert found.inputs == ()
    assert found.zone == 1000
    assert [one.holds for one in found.solutions] == [1000, 1000]
    assert {one.holds for one in found.packages} == {0, 1000}
    assert {(one.name, one.holds) for one in found.trades if one.name == "worse for us"} == {
        ("worse for us", 0)
    }
    assert found.gain[0] == found.gain[1] > 0
    for solution in found.solutions:
        assert solution.terms is not None
        for spread in solution.spreads:
            term = solution.terms[spread.issue.id]
            assert spread.options == ((term.low, 1000),) or spread.term == term


def test_it_is_said_when_a_search_was_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    assert result(tiny(OPEN), 50).cut_short == 0
    monkeypatch.setattr("engine.bargaining.robustness.search.MOST_BRANCHES", 1)
    assert 0 < result(tiny(OPEN), 50).cut_short <= 50


def test_a_range_that_is_one_value_is_no_range() -> None:
    deal = tiny({**CLOSED, "price": "[50, 50]"})
    assert result(deal) == result(tiny(CLOSED))


def test_without_ranges_the_points_are_those_of_the_frontier() -> None:
    deal = tiny(CLOSED)
    valued = value(deal)
    points = frontier(valued.space)
    for solution, found in zip((nash, kalai), result(deal).solutions, strict=True):
        point = solution(valued.space, points)
        assert point is not None
        assert found.terms == valued.space.terms(point.choice)
        given = robustness(deal, valued, solutions={found.name: point.choice}, draws=10)
        assert given is not None
        assert [one.holds for one in given.solutions] == [10, 10]


def test_the_same_seed_gives_the_same_result() -> None:
    deal = tiny(OPEN)
    assert result(deal, 200, 5) == result(deal, 200, 5)
    assert result(deal, 200, 5) != result(deal, 200, 6)


def test_a_higher_price_is_accepted_more_often_by_us_and_less_often_by_them() -> None:
    deal = deal_of(
        """
        issues:
          - id: price
            kind: money
            ours: {opening: 120, walkaway: [70, 100], weight: 1}
            theirs: {opening: 60, walkaway: [80, 110], weight: 1}
        """
    )
    packages = {str(price): {"price": Term.of(price)} for price in range(60, 130, 10)}
    found = robustness(deal, value(deal), packages=packages, draws=300)
    assert found is not None
    ours, theirs = ([getattr(one, side) for one in found.packages] for side in ("ours", "theirs"))
    assert ours == sorted(ours)
    assert theirs == sorted(theirs, reverse=True)
    assert (ours[0], ours[-1], theirs[0], theirs[-1]) == (0, 300, 300, 0)
    assert ours[2] == pytest.approx(100, abs=1)


def test_the_further_their_limit_the_more_often_there_is_a_zone() -> None:
    text = """
    issues:
      - id: price
        kind: money
        ours: {{opening: 120, walkaway: 100, weight: 1}}
        theirs: {{opening: 60, walkaway: {limit}, weight: 1}}
    """
    zones = []
    for limit in ("[70, 90]", "[80, 110]", "[90, 110]", "[100, 120]"):
        deal = deal_of(text.format(limit=limit))
        found = robustness(deal, value(deal), draws=200)
        assert found is not None
        assert found.zone == found.zones[0].exists
        zones.append(found.zone)
    assert zones == [0, 67, 100, 200]


def test_ranges_of_results_are_in_the_units_of_the_plan() -> None:
    deal = deal_of(
        """
        issues:
          - id: price
            kind: money
            ours: {opening: 120.50, walkaway: [90, 100], weight: 1}
            theirs: {opening: 60, walkaway: 110, weight: 1}
          - id: start
            kind: date
            ours: {opening: 2026-05-01, walkaway: 2026-07-10, weight: 1, prefers: lower}
            theirs: {opening: 2026-08-31, walkaway: {value: [2026-06-01, 2026-07-01], source: estimated}, weight: 1}
          - id: share
            kind: percent
            ours: {opening: 3, walkaway: [1, 2], weight: 1}
            theirs: {opening: 1, walkaway: 3, weight: 1}
          - id: fixed
            kind: number
            negotiable: false
            ours: {opening: 3, walkaway: 1}
            theirs: {opening: 1, walkaway: 3}
          - {id: other, kind: text}
        """
    )
    found = robustness(deal, value(deal), draws=100)
    assert found is not None
    by_id = {one.issue.id: one for one in found.zones}
    assert list(by_id) == ["price", "start", "share"]
    assert by_id["price"].ours == Term(Decimal("90.5"), Decimal("99.5"))
    assert by_id["price"].theirs == Term.of(110)
    limit = by_id["start"].theirs
    assert (limit.low, limit.high, limit.origin) == (date(2026, 6, 3), date(2026, 6, 29), "estimated")
    assert by_id["share"].ours == Term(Decimal("1.1"), Decimal("1.9"))
    assert {one.exists for one in found.zones} == {100}


def test_spreads_tell_how_often_each_option_is_part_of_the_solution() -> None:
    found = result(tiny(OPEN))
    for solution in found.solutions:
        price, level, reports = solution.spreads
        assert price.term is not None
        assert Decimal(70) <= price.term.low < price.term.high <= Decimal(120)  # type: ignore[operator]  # numbers
        for spread in (level, reports):
            assert spread.term is None
            assert Counter(dict(spread.options)).total() == found.zone


def test_a_package_may_leave_out_what_weighs_nothing() -> None:
    deal = deal_of(
        """
        issues:
          - id: a
            kind: choice
            ours: {scores: {x: 1, y: 0}, weight: [1, 2]}
            theirs: {scores: {x: 0, y: 1}, weight: 1}
          - id: b
            kind: choice
            ours: {scores: {x: 1, y: 0}, weight: 0}
            theirs: {scores: {x: 0, y: 1}, weight: 0}
        """
    )
    packages = {"all": {"a": Term.of("x"), "b": Term.of("y")}, "enough": {"a": Term.of("x")}}
    found = robustness(deal, value(deal), packages=packages, draws=20)
    assert found is not None
    everything, enough = found.packages
    assert (enough.ours, enough.theirs, enough.holds) == (
        everything.ours,
        everything.theirs,
        everything.holds,
    )


def test_what_cannot_be_valued_is_left_out() -> None:
    deal = tiny(CLOSED)
    found = robustness(
        deal,
        value(deal),
        packages={
            "half": {"price": Term.of(90)},
            "not a price": {**PACKAGES["middle"], "price": Term.of("x")},
        },
        trades={"not a price": ({"price": Term.of("x")}, {"price": Term.of(90)})},
        draws=10,
    )
    assert found is not None
    assert found.packages == ()
    assert found.trades == ()
    empty = deal_of()
    assert robustness(empty, value(empty)) is None


def test_a_reservation_that_just_leaves_the_best_is_a_zone() -> None:
    deal = deal_of(
        """
        us: {name: Us, reservation: 0.9}
        them: {name: Them, reservation: [0.1, 0.1]}
        issues:
          - id: a
            kind: choice
            ours: {scores: {x: 1, y: 0}, weight: 0.7}
            theirs: {scores: {x: 0, y: 1}, weight: 0.8}
          - id: b
            kind: choice
            ours: {scores: {x: 1, y: 0}, weight: 0.2}
            theirs: {scores: {x: 0.5, y: 1}, weight: 0.2}
        """
    )
    found = robustness(deal, value(deal), draws=7)
    assert found is not None
    assert found.zone == 7
    assert [one.holds for one in found.solutions] == [7, 7]
    assert found.gain == pytest.approx((0, 0), abs=1e-12)


INDIFFERENT = """
us: {name: Us, reservation: 0.3}
issues:
  - id: a
    kind: choice
    ours: {scores: {x: 1, y: 0}, weight: [0.1, 0.5]}
    theirs: {scores: {x: 2, y: 2}, weight: 0.8}
  - id: b
    kind: choice
    ours: {scores: {x: 1, y: 0}, weight: [0.1, 0.5]}
    theirs: {scores: {x: 3, y: 3}, weight: 0.2}
"""


def test_what_is_too_close_to_call_is_decided_exactly() -> None:
    deal = deal_of(INDIFFERENT)
    terms = {"a": Term.of("x"), "b": Term.of("x")}
    plain = {"a": Term.of("y"), "b": Term.of("y")}
    found = robustness(
        deal,
        value(deal),
        packages={"all": terms, "nothing": plain},
        trades={"for nothing": (plain, terms), "there and back": (terms, terms)},
        draws=50,
    )
    assert found is not None
    everything, nothing = found.packages
    # They get the same from every outcome, and so exactly what they need.
    assert (everything.ours, everything.theirs, everything.holds) == (50, 50, 50)
    assert (nothing.ours, nothing.theirs, nothing.efficient) == (0, 50, 50)
    given, nought = found.trades
    assert (given.ours, given.theirs, given.holds) == (50, 0, 0)
    assert (nought.ours, nought.theirs, nought.holds) == (0, 0, 0)
