"""Whether and when the positions meet at the pace so far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.history.forecast import Forecast
from tests.bargaining.history.logs import reading

ISSUE = "issues: [{id: price, kind: money, ours: {opening: 200, walkaway: 100}, theirs: {opening: 100}}]"


def after(*pairs: tuple[int, int], days: bool = False) -> Forecast | None:
    offers = []
    for n, (us, them) in enumerate(pairs, 1):
        day = f" at=2026-02-{n * 5:02}" if days else ""
        offers += [f"us {n} price={us}{day}", f"them {n} price={them}{day}"]
    return reading(*offers, issues=ISSUE).forecast


def test_three_full_rounds_are_needed() -> None:
    assert after((200, 100), (190, 110)) is None
    assert after((200, 100), (190, 110), (180, 120)) is not None


@pytest.mark.parametrize(
    ("pairs", "shrinks", "meets", "rounds", "left"),
    [
        ([(200, 100), (190, 110), (180, 120)], False, True, 3, 0),
        ([(200, 100), (195, 105), (180, 120)], False, True, 2, 0),
        ([(200, 100), (180, 120), (170, 130)], True, None, None, Decimal("0.2")),
        ([(200, 100), (190, 110), (189, 111)], True, False, None, Decimal("0.7778")),
        ([(200, 100), (170, 130), (156, 144)], True, None, 1, 0),
        ([(200, 100), (170, 130), (152, 148)], True, True, 1, 0),
        ([(200, 100), (180, 120), (180, 120)], False, False, None, Decimal("0.6")),
        ([(200, 100), (180, 120), (185, 120)], False, False, None, Decimal("0.65")),
        ([(200, 100), (180, 120), (150, 150)], False, True, 0, 0),
        ([(200, 100), (200, 100), (199, 100)], False, True, 99, 0),
    ],
    ids=[
        "even steps",
        "growing ones count as even",
        "shrinking, left open",
        "shrinking too fast",
        "shrinking, just met",
        "shrinking, nearly there",
        "stopped",
        "further apart",
        "met",
        "slow",
    ],
)
def test_where_it_goes(
    pairs: list[tuple[int, int]], shrinks: bool, meets: bool | None, rounds: int | None, left: Decimal
) -> None:
    found = after(*pairs)
    assert found is not None
    assert (found.shrinks, found.meets, found.measured) == (shrinks, meets, 3)
    assert found.left == pytest.approx(left, abs=Decimal("0.001"))
    assert found.rounds == rounds


def test_what_takes_too_long_can_not_be_told() -> None:
    slow = after((200, 100), (200, 100), (Decimal("199.5"), 100))  # type: ignore[arg-type]  # worded alike
    assert slow is not None
    assert (slow.meets, slow.rounds, slow.meets_on) == (None, None, None)
    assert slow.left == slow.gap


def test_the_day_follows_from_the_days_between_the_rounds() -> None:
    dated = after((200, 100), (190, 110), (180, 120), days=True)
    undated = after((200, 100), (190, 110), (180, 120))
    assert dated is not None
    assert undated is not None
    assert dated.meets_on == date(2026, 3, 2)
    assert undated.meets_on is None


def test_a_day_beyond_the_calendar_is_none() -> None:
    offers = [
        f"{side} {n} price={price} at={year}-01-01"
        for n, year in enumerate((1000, 5000, 9999), 1)
        for side, price in (("us", 210 - 10 * n), ("them", 90 + 10 * n))
    ]
    found = reading(*offers, issues=ISSUE).forecast
    assert found is not None
    assert (found.meets, found.rounds, found.meets_on) == (True, 3, None)


def test_issues_that_can_not_be_measured_give_no_forecast() -> None:
    offers = [f"{side} {n} price={price}" for n in (1, 2, 3) for side, price in (("us", 5), ("them", 6))]
    assert reading(*offers, issues="issues: [{id: price, kind: number}]").forecast is None


@given(st.lists(st.tuples(st.integers(100, 200), st.integers(0, 100)), min_size=3, max_size=7))
def test_a_forecast_agrees_with_itself(pairs: list[tuple[int, int]]) -> None:
    found = after(*pairs)
    assert found is not None
    assert found.rounds is None or found.left == 0
    assert not (found.meets and found.rounds is None)
    assert not (found.meets is False and found.rounds is not None)
    assert 0 <= found.left <= found.gap
