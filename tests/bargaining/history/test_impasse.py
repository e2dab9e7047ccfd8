"""Signs that tell the causes of a standstill apart."""

from __future__ import annotations

from datetime import date

import pytest

from engine.bargaining.history import history
from tests.bargaining.history.logs import reading
from tests.making import deal_of


@pytest.mark.parametrize(
    ("offers", "by"),
    [
        ([], None),
        (["us 1 price=200"], "them"),
        (["us 1 price=200 status=sent", "them 1 price=50 status=sent"], "us"),
        (["us 1 price=200 status=rejected"], None),
        (["us 1 price=200 status=sent", "us 2 price=190 status=draft"], "them"),
        (["them 1 price=50 status=accepted", "us 2 price=200 status=sent"], None),
    ],
    ids=["nothing said", "theirs", "ours", "refused", "a draft is no offer", "agreed"],
)
def test_who_owes_an_answer(offers: list[str], by: str | None) -> None:
    found = reading(*offers).awaited if offers else history(deal_of()).awaited
    assert (found.by if found else None) == by


def test_since_when_an_answer_is_awaited() -> None:
    found = reading("us 1 price=200 at=2026-02-20").awaited
    assert found is not None
    assert (found.key, found.since, found.round) == ("us0", date(2026, 2, 20), 1)


AUTHORITY = """
strategy:
  authority:
    - {who: Ana, issue: price, down_to: 120}
    - {who: Ben, issue: price, down_to: 110}
    - {who: Ana, issue: term, up_to: 50, down_to: 10}
    - {who: Ana, issue: place}
    - {who: Ana, down_to: 90}
"""


@pytest.mark.parametrize(
    ("offers", "used"),
    [
        ([], []),
        (["us 1 price=130 term=40"], []),
        (["us 1 price=115"], []),
        (["us 1 price=110"], [("price", ("Ana", "Ben"), False, False)]),
        (["us 1 price=109"], [("price", ("Ana", "Ben"), True, False)]),
        (["us 1 price=115 term=10"], [("term", ("Ana",), False, False)]),
        (["us 1 term=51 place=here"], [("term", ("Ana",), True, False)]),
        (["us 1 price=130", "us 2 price=109 status=draft"], [("price", ("Ana", "Ben"), True, True)]),
        (["us 1 price=109", "us 2 price=130"], []),
        (["them 1 price=50"], []),
    ],
    ids=[
        "no offer",
        "within",
        "one of two may go further",
        "at the last limit",
        "beyond",
        "another issue",
        "above",
        "a draft",
        "an earlier offer",
        "theirs",
    ],
)
def test_mandates_that_are_used_up(offers: list[str], used: list[tuple[object, ...]]) -> None:
    found = reading(*offers, more=AUTHORITY) if offers else history(deal_of())
    assert [(one.key, one.who, one.beyond, one.draft) for one in found.used_mandates] == used


def test_a_text_has_no_authority_limit_to_reach() -> None:
    more = "strategy: {authority: [{who: Ana, issue: place, up_to: 5}]}"
    assert reading("us 1 place=here", more=more).used_mandates == ()


def test_a_deal_without_offers_reads_as_empty() -> None:
    found = history(deal_of())
    assert (found.moves, found.rounds, found.strides, found.unvalued) == ((), (), (), ())
    assert (found.repeats, found.double_steps, found.retreats, found.nibbles) == ((), (), (), ())
    assert (found.implied_limits, found.forecast, found.used_mandates, found.unpaid) == ((), None, (), ())
    assert found.reciprocity is not None
    assert found.reciprocity.leader is None
