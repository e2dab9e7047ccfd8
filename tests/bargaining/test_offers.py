"""The offer log: what counts as a move, what it gave, whether it was paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.bargaining.offers import Move, OfferView
from engine.facts import Facts
from tests.making import MONDAY, deal_of

ISSUES = """
issues:
  - id: price
    kind: money
    hard: true
    ours: {opening: 120, target: 110, walkaway: 100}
    theirs: {opening: 80, walkaway: 105}
  - {id: term, kind: duration, unit: months, ours: {opening: 24, walkaway: 12}, theirs: {opening: 6, prefers: lower}}
"""


def facts(*offers: str) -> Facts:
    return Facts(deal_of(f"{ISSUES}\nbargaining: {{offers: [{', '.join(offers)}]}}"), MONDAY)


def moves(*offers: str) -> dict[str, Move]:
    return {move.key: move for move in facts(*offers).derived.moves}


OURS = "{id: a, round: 1, by: us, status: sent, terms: {price: 120, term: 24}}"
THEIRS = "{id: b, round: 1, by: them, terms: {price: 80, term: 6}}"


def test_first_offers_are_no_moves() -> None:
    assert moves(OURS, THEIRS) == {}


def test_what_an_offer_leaves_out_stays_as_it_was() -> None:
    move = moves(OURS, "{id: c, round: 2, by: us, terms: {price: 115}}")["c"]
    assert [change.issue.id for change in move.given] == ["price"]
    assert move.given[0].size == Decimal("0.25")
    assert move.previous.key == "a"
    assert not move.gained


@pytest.mark.parametrize(
    ("following", "paid"),
    [
        (["{id: c, round: 2, by: us, status: sent, terms: {price: 115}}"], None),
        (["{id: c, round: 2, by: us, status: draft, terms: {price: 115}}"], False),
        (["{id: c, round: 2, by: us, status: rejected, terms: {price: 115}}"], False),
        (["{id: c, round: 2, by: us, status: accepted, terms: {price: 115}}"], True),
        (["{id: c, round: 2, by: us, status: draft, terms: {price: 115}, conditions: [if they sign]}"], True),
        (["{id: c, round: 2, by: us, status: draft, terms: {price: 115}, scope: reduced}"], True),
        (["{id: c, round: 2, by: us, status: draft, terms: {price: 115}, scope: extended}"], False),
        (["{id: c, round: 2, by: us, status: draft, terms: {price: 115, term: 30}}"], True),
        (
            [
                "{id: c, round: 2, by: us, status: sent, terms: {price: 115}}",
                "{id: d, round: 2, by: them, terms: {price: 85}}",
            ],
            True,
        ),
        (
            [
                "{id: c, round: 2, by: us, status: sent, terms: {price: 115}}",
                "{id: d, round: 2, by: them, terms: {price: 80}}",
            ],
            False,
        ),
        (
            [
                "{id: d, round: 2, by: them, terms: {price: 85}}",
                "{id: c, round: 2, by: us, status: draft, terms: {price: 115}}",
            ],
            True,
        ),
    ],
    ids=[
        "sent and awaiting their reply",
        "draft",
        "rejected",
        "accepted",
        "conditional",
        "less scope",
        "more scope",
        "gains on another issue",
        "they moved in reply",
        "they did not move in reply",
        "they moved before",
    ],
)
def test_whether_a_concession_is_paid(following: list[str], paid: bool | None) -> None:
    move = moves(OURS, THEIRS, *following)["c"]
    assert move.concedes
    assert move.paid is paid


def test_a_change_below_two_percent_of_the_range_is_no_concession() -> None:
    assert not moves(OURS, "{id: c, round: 2, by: us, terms: {price: 119.61}}")["c"].concedes
    assert moves(OURS, "{id: c, round: 2, by: us, terms: {price: 119.60}}")["c"].concedes


def test_corrections_and_further_alternatives_are_no_moves() -> None:
    found = moves(
        OURS,
        "{id: fix, round: 1, by: us, correction: true, terms: {price: 118}}",
        "{id: c, round: 2, by: us, alternatives: set, terms: {price: 116}}",
        "{id: d, round: 2, by: us, alternatives: set, terms: {price: 117, term: 18}}",
        "{id: e, round: 3, by: us, terms: {price: 114}}",
    )
    assert set(found) == {"c", "e"}
    assert found["c"].given[0].before.low == 118
    assert found["e"].given[0].before.low == 116


def test_withdrawn_offers_do_not_stand() -> None:
    found = moves(
        OURS,
        "{id: c, round: 2, by: us, status: withdrawn, terms: {price: 90}}",
        "{id: e, round: 3, by: us, terms: {price: 115}}",
    )
    assert set(found) == {"e"}
    assert found["e"].given[0].before.low == 120


def test_a_move_is_followed_once_a_later_round_or_a_reply_is_on_record() -> None:
    log = [OURS, THEIRS, "{id: c, round: 2, by: us, status: sent, terms: {price: 115}}"]
    assert not moves(*log)["c"].followed
    assert moves(*log, "{id: d, round: 2, by: them, terms: {price: 80}}")["c"].followed
    assert moves(*log, "{id: d, round: 3, by: us, terms: {price: 115}}")["c"].followed


def test_a_draft_that_replies_to_their_move_is_answered_by_nobody() -> None:
    move = moves(OURS, THEIRS, "{id: c, round: 2, by: us, status: draft, terms: {price: 115}}")["c"]
    assert move.draft
    assert not move.answered


def views(*offers: str) -> dict[str, OfferView]:
    return {view.key: view for view in facts(*offers).derived.offers}


def test_offers_are_held_against_our_walkaways() -> None:
    found = views(OURS, "{id: c, round: 2, by: us, terms: {price: 99, term: 6}}")
    assert found["a"].beyond == ()
    assert [issue.id for issue in found["c"].beyond] == ["price", "term"]
    assert [issue.id for issue in found["c"].beyond_hard] == ["price"]


def test_our_utility_is_one_at_the_openings_and_zero_at_the_walkaways() -> None:
    found = views(
        OURS,
        "{id: low, round: 2, by: us, terms: {price: 100, term: 12}}",
        "{id: half, round: 3, by: us, terms: {price: 110, term: 18}}",
    )
    assert [found[key].value for key in ("a", "low", "half")] == [1, 0, Decimal("0.5")]


def test_our_utility_is_unknown_while_an_issue_that_weighs_is_open() -> None:
    assert views("{id: a, round: 1, by: us, terms: {price: 110}}")["a"].value is None


def test_the_key_of_an_offer_is_its_side_and_round_unless_it_has_an_id() -> None:
    assert list(views("{round: 1, by: us, terms: {price: 110}}")) == ["us@1"]
