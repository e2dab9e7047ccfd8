"""The same package again, two steps in a row, steps back, and more after a yes."""

from __future__ import annotations

import pytest

from tests.bargaining.history.logs import reading

OPENINGS = ("us 1 price=200 term=40", "them 1 price=50 term=0")


def test_a_package_offered_again_is_a_repetition() -> None:
    found = reading(*OPENINGS, "us 2", "them 2 price=60", "us 3 price=200 status=draft").repeats
    assert [(one.key, one.first.key, one.times, one.refused, one.draft) for one in found] == [
        ("us2", "us0", 2, True, False),
        ("us4", "us0", 3, True, True),
    ]


def test_going_back_to_an_earlier_package_is_a_repetition() -> None:
    assert [one.key for one in reading(*OPENINGS, "us 2 price=180", "us 3 price=200").repeats] == ["us3"]


def test_a_package_that_nobody_has_answered_was_not_refused() -> None:
    assert [one.refused for one in reading("us 1 price=200", "us 2").repeats] == [False]
    assert [one.refused for one in reading("us 1 price=200 status=rejected", "us 2").repeats] == [True]


@pytest.mark.parametrize(
    "offer",
    [
        "us 2 price=190",
        "us 2 conditions=[more]",
        "us 2 creative=new",
        "us 2 scope=reduced",
        "us 2 status=accepted",
        "us 2 correction=true",
    ],
)
def test_an_offer_that_says_more_is_no_repetition(offer: str) -> None:
    assert reading(*OPENINGS, offer).repeats == ()


def test_the_same_condition_again_says_no_more() -> None:
    found = reading("us 1 price=200 conditions=[same]", "us 2 conditions=[same]")
    assert [one.key for one in found.repeats] == ["us1"]


def test_a_draft_is_not_repeated_by_what_is_sent() -> None:
    assert reading(*OPENINGS, "us 2 price=180 status=draft", "us 2 price=180").repeats == ()


@pytest.mark.parametrize(
    ("offers", "keys"),
    [
        (["us 2 price=180"], []),
        (["us 2 price=180", "us 3 price=170"], ["us3"]),
        (["us 2 price=180", "them 2 price=60", "them 3 price=70"], ["them4"]),
        (["us 2 price=180", "us 3 price=170 conditions=[more]"], []),
        (["us 2 price=180 term=30", "us 3 price=170 term=40"], []),
        (["us 2 price=180", "us 3 price=170 status=draft"], []),
        (["us 2 price=180", "us 3 price=170 status=accepted"], []),
        (["us 2 price=180", "them 2 price=60 status=draft", "us 3 price=170"], ["us4"]),
    ],
    ids=[
        "one",
        "two",
        "theirs",
        "conditional",
        "with a gain",
        "draft",
        "accepted",
        "their answer is a draft",
    ],
)
def test_two_steps_in_a_row(offers: list[str], keys: list[str]) -> None:
    assert [one.key for one in reading(*OPENINGS, *offers).double_steps] == keys


@pytest.mark.parametrize(
    ("offers", "keys"),
    [
        (["them 2 price=60", "them 3 price=55"], ["them3"]),
        (["them 2 price=60", "them 3 price=55 term=10"], []),
        (["them 2 price=60", "them 3 price=55 scope=extended"], []),
        (["them 2 price=60", "them 3 price=55 status=draft"], []),
        (["them 2 price=60", "them 3 price=60"], []),
    ],
    ids=["taken back", "with a gift", "for less scope", "draft", "held"],
)
def test_steps_back(offers: list[str], keys: list[str]) -> None:
    assert [one.key for one in reading(*OPENINGS, *offers).retreats] == keys


AGREED = (*OPENINGS, "us 2 price=150 term=20 status=accepted")


@pytest.mark.parametrize(
    ("offer", "asked"),
    [
        ("them 3 price=140", ["price"]),
        ("them 3 price=140 term=10", ["price", "term"]),
        ("them 3 price=140 term=30", None),
        ("them 3 term=20", None),
        ("them 3 price=149", None),
        ("them 3 price=140 scope=reduced", None),
        ("them 3 price=140 correction=true", None),
        ("them 3 place=there", None),
        ("us 3 price=160", ["price"]),
        ("us 3 price=140", None),
    ],
    ids=[
        "less money",
        "two wishes",
        "a trade",
        "as agreed",
        "rounding",
        "less scope",
        "a correction",
        "what was not agreed",
        "ours",
        "a gift",
    ],
)
def test_more_after_the_agreement(offer: str, asked: list[str] | None) -> None:
    found = reading(*AGREED, offer).nibbles
    assert [[change.issue.id for change in one.asked] for one in found] == ([asked] if asked else [])
    assert [(one.key[-1], one.agreed.key, one.draft) for one in found] == [("3", "us2", False)] * bool(asked)


@pytest.mark.parametrize(
    ("offers", "answered"),
    [
        (["them 3 price=140"], False),
        (["them 3 price=140", "them 4 price=130"], False),
        (["them 3 price=140", "us 4 price=150 status=draft"], False),
        (["them 3 price=140", "us 4 price=150"], True),
        (["them 3 price=140 status=rejected"], True),
    ],
    ids=["open", "asked again", "a draft", "answered", "refused"],
)
def test_whether_a_wish_after_the_agreement_was_answered(offers: list[str], answered: bool) -> None:
    assert reading(*AGREED, *offers).nibbles[0].answered is answered


def test_before_an_agreement_nothing_is_asked_for_in_addition() -> None:
    assert reading(*OPENINGS, "them 2 price=40").nibbles == ()


def test_what_a_side_prefers_may_not_be_known() -> None:
    issues = "issues: [{id: price, kind: number, ours: {opening: 5}}]"
    assert reading("us 1 price=5 status=accepted", "them 2 price=6", issues=issues).nibbles == ()


def test_unpaid_steps_are_those_that_brought_nothing() -> None:
    found = reading(
        *OPENINGS, "us 2 price=180", "them 2", "us 3 price=170", "them 3 price=60", "us 4 price=160"
    )
    assert [move.key for move in found.unpaid] == ["us2"]
