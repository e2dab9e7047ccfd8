"""Which term is better, how far apart, and what an issue weighs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.preferences import Preferences, direction, preference, weights
from engine.deal.issues import Issue
from engine.deal.term import Term
from tests.making import deal_of


def issue(text: str) -> Issue:
    found = deal_of(f"issues: [{{id: x, {text}}}]").issues
    assert found is not None
    return found[0]


PRICE = "kind: money, ours: {opening: 120, target: 110, walkaway: 100}"


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        ("kind: number, ours: {prefers: higher}", "us", 1),
        ("kind: number, ours: {prefers: lower}", "us", -1),
        (PRICE, "us", 1),
        ("kind: money, ours: {opening: 80, walkaway: 100}", "us", -1),
        ("kind: money, ours: {opening: 80}", "us", None),
        ("kind: money, ours: {opening: 80, walkaway: 80}", "us", None),
        (PRICE, "them", -1),
        ("kind: number, monetary: true, theirs: {prefers: lower}", "us", 1),
        ("kind: number, ours: {prefers: lower}", "them", None),
        ("kind: date, ours: {opening: 2026-05-01, walkaway: 2026-07-01}", "us", -1),
        ("kind: choice, options: [a, b], ours: {opening: a, target: b}", "us", None),
        ("kind: number, ours: {opening: 5}, theirs: {opening: 9}", "us", -1),
        ("kind: number, ours: {opening: 5}, theirs: {opening: 9}", "them", 1),
        ("kind: number, ours: {opening: 5}, theirs: {opening: 5}", "us", None),
        ("kind: number", "us", None),
    ],
)
def test_direction(text: str, side: str, expected: int | None) -> None:
    assert direction(issue(text), side) == expected  # type: ignore[arg-type]


def term(*ends: int | str) -> Term:
    low, high = ends[0], ends[-1]
    return Term(
        Decimal(low) if isinstance(low, int) else low, Decimal(high) if isinstance(high, int) else high
    )


@pytest.mark.parametrize(
    ("text", "one", "two", "expected"),
    [
        (PRICE, term(110), term(100), True),
        (PRICE, term(100), term(110), False),
        (PRICE, term(100), term(100), False),
        (PRICE, term(100, 110), term(90, 95), True),
        (PRICE, term(90, 95), term(100, 110), False),
        (PRICE, term(90, 105), term(100, 110), None),
        (PRICE, term(100, 110), term(90, 100), None),
        (PRICE, term(90, 100), term(100, 110), False),
        ("kind: number", term(1), term(2), None),
        ("kind: choice, options: [a, b], ours: {scores: {a: 10, b: 3}}", term("a"), term("b"), True),
        ("kind: choice, options: [a, b], ours: {scores: {a: 10}}", term("a"), term("b"), None),
        (
            "kind: choice, options: [a, b, c], ours: {opening: a, target: b, walkaway: c}",
            term("b"),
            term("c"),
            True,
        ),
        ("kind: choice, options: [a, b]", term("a"), term("b"), None),
    ],
)
def test_better(text: str, one: Term, two: Term, expected: bool | None) -> None:
    assert preference(issue(text), "us").better(one, two) is expected


def test_what_is_better_for_one_side_of_a_price_is_worse_for_the_other() -> None:
    assert preference(issue(PRICE), "them").better(term(110), term(100)) is False
    assert preference(issue(PRICE), "them").better(term(100), term(110)) is True


@pytest.mark.parametrize(
    ("value", "expected"), [(term(99), True), (term(100), False), (term(101), False), (term(95, 105), None)]
)
def test_beyond_walkaway(value: Term, expected: bool | None) -> None:
    assert preference(issue(PRICE), "us").beyond_walkaway(value) is expected


def test_beyond_walkaway_is_unknown_without_one() -> None:
    assert preference(issue("kind: money, ours: {opening: 120}"), "us").beyond_walkaway(term(1)) is None
    assert preference(issue(PRICE), "them").beyond_walkaway(term(1)) is None


def test_the_scale_is_opening_to_walkaway_else_between_the_openings() -> None:
    assert preference(issue(PRICE), "us").span == 20
    assert preference(issue("kind: money, ours: {opening: 120}, theirs: {opening: 70}"), "us").span == 50
    assert preference(issue("kind: money, ours: {opening: 120}"), "us").span is None
    assert preference(issue("kind: money, theirs: {opening: 70}"), "us").span is None


def test_gain_and_distance_are_shares_of_the_scale() -> None:
    price = preference(issue(PRICE), "us")
    assert price.gain(term(110), term(105)) == Decimal("-0.25")
    assert price.distance(term(110), term(105)) == Decimal("0.25")
    assert price.gain(term(100, 110), term(115)) == Decimal("0.5")
    assert price.gain(term(110), term(110)) == 0
    unknown = preference(issue("kind: number"), "us")
    assert unknown.gain(term(1), term(2)) is None
    assert unknown.gain(term(1), term(1)) == 0
    assert unknown.distance(term(1), term(2)) is None


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_better_is_never_both_ways(one: int, two: int) -> None:
    price = preference(issue(PRICE), "us")
    assert (price.better(term(one), term(two)), price.better(term(two), term(one))) in {
        (True, False),
        (False, True),
        (False, False),
    }


def of(text: str) -> Mapping[str, Decimal]:
    return Preferences(deal_of(text).issues or ()).weights("us")


def test_stated_weights_are_normalised_and_what_has_none_weighs_nothing() -> None:
    text = """
        issues:
          - {id: a, kind: number, ours: {weight: 3}}
          - {id: b, kind: number, ours: {weight: [0, 2]}}
          - {id: c, kind: number}
    """
    assert of(text) == {"a": Decimal("0.75"), "b": Decimal("0.25"), "c": 0}


def test_ranks_give_rank_order_centroid_weights() -> None:
    text = """
        issues:
          - {id: second, kind: number, ours: {rank: 2}}
          - {id: first, kind: number, ours: {rank: 1}}
          - {id: last, kind: number}
    """
    found = of(text)
    # Barron and Barrett (1996), n = 3: 11/18, 5/18, 2/18
    assert [round(found[name], 4) for name in ("first", "second", "last")] == [
        Decimal("0.6111"),
        Decimal("0.2778"),
        Decimal("0.1111"),
    ]


def test_without_preferences_all_negotiable_issues_weigh_the_same() -> None:
    text = """
        issues:
          - {id: a, kind: number}
          - {id: b, kind: number, ours: {weight: 0}}
          - {id: c, kind: number, negotiable: false}
    """
    assert of(text) == {"a": Decimal("0.5"), "b": Decimal("0.5")}
    assert weights((), "us") == {}
