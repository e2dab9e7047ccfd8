"""What came back for our steps, and who leads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.history.reciprocity import Reciprocity
from tests.bargaining.history.logs import reading

OPENINGS = ("us 1 price=200 term=40", "them 1 price=50 term=0")


def answers(*offers: str) -> Reciprocity:
    found = reading(*OPENINGS, *offers).reciprocity
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("offers", "steps", "returned", "share"),
    [
        ([], 0, 0, None),
        (["us 2 price=180"], 0, 0, None),
        (["us 2 price=180 status=rejected"], 1, 0, 0),
        (["us 2 price=180", "them 2"], 1, 0, 0),
        (["us 2 price=180", "them 2 price=60"], 1, 1, Decimal("0.5")),
        (["us 2 price=180", "them 2 price=60", "them 3 term=4"], 1, 1, 1),
        (["us 2 price=180", "them 2 price=40"], 1, 0, Decimal("-0.5")),
        (["us 2 price=180", "them 2 price=60", "us 3 price=160", "them 3 price=62"], 2, 2, Decimal("0.3")),
        (["us 2 price=180", "us 3 price=160", "them 3 price=60"], 1, 1, Decimal("0.25")),
        (["us 2 price=180", "them 2 price=80 status=draft"], 0, 0, None),
        (["us 2 price=180 term=30", "them 2 price=60"], 1, 1, Decimal("5") / Decimal("22.5")),
        (["us 2 price=200 term=40", "them 2 price=60"], 0, 0, None),
    ],
    ids=[
        "no step yet",
        "one that awaits its answer",
        "refused without an offer",
        "they hold",
        "half of it came back",
        "what comes before our next offer counts together",
        "they moved away",
        "several steps",
        "two of ours in a row are one",
        "drafts are no answer",
        "over several issues, by their weights",
        "a repetition is no step",
    ],
)
def test_what_came_back(offers: list[str], steps: int, returned: int, share: Decimal | None) -> None:
    found = answers(*offers)
    assert (found.steps, found.returned_steps) == (steps, returned)
    assert found.share == (None if share is None else pytest.approx(share))


def test_an_answer_that_is_their_first_offer_can_not_be_measured() -> None:
    found = reading("us 1 price=200", "us 2 price=180", "them 2 price=50").reciprocity
    assert found is not None
    assert (found.steps, found.share) == (0, None)


@pytest.mark.parametrize(
    ("offers", "ours", "theirs", "leader"),
    [
        ([], 0, 0, None),
        (["us 2 price=180", "them 2 price=60", "us 3 price=170", "them 3 price=65"], 1, 0, "us"),
        (["us 2 price=180", "them 2", "us 3 price=170", "them 3"], 2, 0, "us"),
        (["us 2", "them 2 price=60", "us 3 price=170"], 0, 1, "them"),
        (["us 2 price=180", "them 2", "us 3", "them 3 price=60"], 1, 1, None),
    ],
    ids=["nobody", "we, and they follow", "we, twice", "they", "each once"],
)
def test_who_leads(offers: list[str], ours: int, theirs: int, leader: str | None) -> None:
    found = answers(*offers)
    assert (found.our_leads, found.their_leads, found.leader) == (ours, theirs, leader)


@given(st.lists(st.tuples(st.integers(100, 200), st.integers(50, 140)), max_size=6))
def test_what_came_back_is_never_more_than_all_their_movement(prices: list[tuple[int, int]]) -> None:
    offers = [
        text
        for n, (us, them) in enumerate(prices, 2)
        for text in (f"us {n} price={us}", f"them {n} price={them}")
    ]
    found, moved = answers(*offers), reading(*OPENINGS, *offers)
    assert 0 <= found.returned_steps <= found.steps <= len(prices)
    assert found.our_leads + found.their_leads <= len(moved.strides)
    assert (found.share is None) == (found.given == 0)
    assert found.returned <= sum(
        (abs(one.worth) for one in moved.strides if one.by == "them" and one.worth), Decimal(0)
    )
