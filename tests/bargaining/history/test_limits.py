"""The limit that shrinking steps point to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.history.limits import ImpliedLimit
from engine.bargaining.history.tail import ratio_of, to_come
from tests.bargaining.history.logs import reading


def limits(*offers: str, issues: str | None = None) -> dict[str, ImpliedLimit]:
    found = reading(*offers, issues=issues) if issues else reading(*offers)
    return {f"{one.by} {one.key}": one for one in found.implied_limits}


def theirs(*prices: int | str) -> ImpliedLimit | None:
    offers = [f"them {n} price={price}" for n, price in enumerate(prices, 1)]
    return limits(*offers).get("them price")


def test_steps_that_halve_end_one_more_step_away() -> None:
    found = theirs(50, 90, 110)
    assert found is not None
    assert (found.offers, found.steps, found.ratio, found.last.low) == (3, 2, Decimal("0.5"), 110)
    assert (found.likely.low, found.range.low, found.range.high) == (130, 117, 170)
    assert found.range.origin == "estimated"


def test_more_steps_narrow_the_band() -> None:
    few, many = theirs(50, 90, 110), theirs(30, 50, 90, 110, 120)
    assert few is not None
    assert many is None  # the second step grew
    longer = theirs(0, 80, 120, 140)
    assert longer is not None
    assert (longer.likely.low, longer.range.low, longer.range.high) == (160, 150, 180)
    assert longer.range.high - longer.last.low < few.range.high - few.last.low  # type: ignore[operator]  # numbers


@pytest.mark.parametrize(
    "prices",
    [(50,), (50, 90), (50, 90, 90), (50, 90, 130), (50, 60, 90), (50, 50, 50)],
    ids=["one", "two", "two and a hold", "even steps", "a larger step", "no step"],
)
def test_nothing_is_estimated_from_too_little(prices: tuple[int, ...]) -> None:
    assert theirs(*prices) is None


def test_holds_are_ignored_and_a_step_back_begins_anew() -> None:
    held, back = theirs(50, 90, 90, 110), theirs(60, 80, 50, 90, 110)
    assert held is not None
    assert (held.steps, held.offers, held.likely.low) == (2, 4, 130)
    assert back is not None
    assert (back.steps, back.offers, back.likely.low) == (2, 3, 130)


def test_no_side_goes_beyond_what_the_other_has_asked_for() -> None:
    found = limits(
        "us 1 price=125", "us 1 price=120", "them 1 price=50", "them 2 price=90", "them 3 price=110"
    )
    assert (found["them price"].likely.low, found["them price"].range.high) == (125, 125)


def test_where_the_sides_have_met_there_is_no_limit_to_guess() -> None:
    assert limits("us 1 price=110", "them 1 price=50", "them 2 price=90", "them 3 price=110") == {}


def test_our_steps_point_somewhere_as_well() -> None:
    found = limits("us 1 price=200", "us 2 price=150", "us 3 price=120")["us price"]
    assert (found.likely.low, found.range.low, found.range.high) == (75, 0, 107)
    assert found.beyond_own is True
    assert limits("us 1 price=200", "us 2 price=150", "us 3 price=140")["us price"].beyond_own is False


def test_drafts_scope_and_fixed_issues_do_not_count() -> None:
    assert limits("them 1 price=50", "them 2 price=90", "them 3 price=110 status=draft") == {}
    assert limits("them 1 price=50", "them 2 price=90", "them 3 price=110 scope=reduced") == {}
    fixed = "issues: [{id: price, kind: money, negotiable: false, theirs: {opening: 50, walkaway: 140}}]"
    assert limits("them 1 price=50", "them 2 price=90", "them 3 price=110", issues=fixed) == {}
    unknown = "issues: [{id: price, kind: number}]"
    assert limits("them 1 price=50", "them 2 price=90", "them 3 price=110", issues=unknown) == {}


@pytest.mark.parametrize(
    ("prices", "short", "target"),
    [
        ((40, 60, 68), True, False),
        ((50, 90, 98), None, False),
        ((50, 90, 110), False, None),
        ((50, 90, 120), False, None),
        ((70, 120, 149), False, True),
    ],
    ids=["short of our limit", "around it", "past it, around our target", "the same", "past our target"],
)
def test_the_band_is_held_against_our_limit_and_target(
    prices: tuple[int, ...], short: bool | None, target: bool | None
) -> None:
    found = theirs(*prices)
    assert found is not None
    assert (found.short, found.reaches_target) == (short, target)


def test_without_a_limit_or_target_of_the_other_side_nothing_is_held_against_it() -> None:
    issues = "issues: [{id: price, kind: money, theirs: {opening: 50, walkaway: 140}}]"
    found = limits("them 1 price=50", "them 2 price=90", "them 3 price=110", issues=issues)["them price"]
    assert (found.short, found.reaches_target, found.beyond_own) == (None, None, False)


def test_rounding_never_leads_back_behind_the_last_offer() -> None:
    found = theirs(0, 8854, 9003)
    assert found is not None
    assert (found.range.low, found.likely.low) == (9003, 9010)


def test_values_below_zero_may_go_further_below() -> None:
    issues = "issues: [{id: price, kind: number, theirs: {opening: 10, walkaway: -90, prefers: higher}}]"
    found = limits("them 1 price=10", "them 2 price=-30", "them 3 price=-50", issues=issues)["them price"]
    assert (found.likely.low, found.range.low, found.range.high) == (-70, -110, -57)


def test_dates_end_on_a_day() -> None:
    issues = "issues: [{id: price, name: Start, kind: date, theirs: {opening: 2026-06-01, prefers: lower}}]"
    found = limits(
        "them 1 price=2026-06-01", "them 2 price=2026-06-21", "them 3 price=2026-07-01", issues=issues
    )
    end = found["them price"]
    assert (end.likely.low, end.range.low, end.range.high) == (
        date(2026, 7, 11),
        date(2026, 7, 4),
        date(2026, 7, 31),
    )


def test_ends_are_rounded_to_a_tenth_of_the_last_step() -> None:
    found = theirs("20.10", "21.00", "21.40")
    assert found is not None
    assert [str(one) for one in (found.likely.low, found.range.low, found.range.high)] == [
        "21.7",
        "21.5",
        "22.4",
    ]


SHRINKING = st.lists(st.integers(1, 99), min_size=1, max_size=5).map(
    lambda parts: list(accumulate(parts, lambda size, part: size * part / 100, initial=Decimal(1000)))
)


@given(SHRINKING)
def test_the_band_holds_the_likely_ratio_and_stays_below_one(sizes: list[Decimal]) -> None:
    ratio = ratio_of(sizes)
    assert ratio is not None
    assert 0 < ratio.low < ratio.likely < ratio.high < 1
    assert to_come(sizes[-1], ratio.low) <= to_come(sizes[-1], ratio.likely) <= to_come(sizes[-1], ratio.high)


@given(st.integers(1, 99), st.integers(2, 6))
def test_an_even_ratio_is_found_again(percent: int, count: int) -> None:
    share = Decimal(percent) / 100
    sizes = [1000 * share**n for n in range(count)]
    ratio = ratio_of(sizes)
    assert ratio is not None
    assert ratio.likely == pytest.approx(share)
    rest = sum((sizes[-1] * share**n for n in range(1, 3000)), Decimal(0))
    assert to_come(sizes[-1], share) == pytest.approx(rest)


@given(st.lists(st.integers(50, 199), min_size=3, max_size=6))
def test_an_estimate_lies_between_where_they_stand_and_what_we_ask(prices: list[int]) -> None:
    found = limits("us 1 price=200", *(f"them {n} price={price}" for n, price in enumerate(prices, 1)))
    for one in found.values():
        assert prices[-1] <= one.range.low <= one.likely.low <= one.range.high <= 200  # type: ignore[operator]  # numbers
