"""Steps, gaps, rounds, stalls, zones, and what was agreed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.facts import Facts
from engine.facts.derived import Derived
from tests.making import MONDAY, deal_of

ISSUES = """
issues:
  - id: price
    kind: money
    ours: {opening: 120, target: 110, walkaway: 100, weight: 3}
    theirs: {opening: 80, walkaway: 105}
  - id: term
    kind: duration
    unit: months
    ours: {opening: 24, walkaway: 12, weight: 1}
    theirs: {opening: 6, prefers: lower}
"""


def derived(*offers: str, more: str = "", issues: str = ISSUES) -> Derived:
    return Facts(deal_of(f"{issues}\nbargaining: {{offers: [{', '.join(offers)}]}}\n{more}"), MONDAY).derived


def us(round: int, status: str = "sent", **terms: object) -> str:
    return _offer("us", round, status, terms)


def them(round: int, status: str = "sent", **terms: object) -> str:
    return _offer("them", round, status, terms)


def _offer(side: str, round: int, status: str, terms: dict[str, object]) -> str:
    extra = "".join(f", {name}: {terms.pop(name)}" for name in ("creative", "scope") if name in terms)
    inside = ", ".join(f"{name}: {value}" for name, value in terms.items())
    return f"{{round: {round}, by: {side}, status: {status}, terms: {{{inside}}}{extra}}}"


def test_steps_are_our_concessions_in_the_unit_of_the_issue() -> None:
    found = derived(
        us(1, price=120),
        us(2, price=115),
        us(3, price=117),
        us(4, price=114),
        them(1, price=80),
        them(2, price=90),
    )
    assert [(one.issue.id, one.sizes) for one in found.steps] == [("price", (Decimal(5), Decimal(3)))]
    assert found.steps[0].growth == Decimal("0.6")
    assert [(one.key, one.sizes, one.growth) for one in found.their_steps] == [("price", (Decimal(10),), 0)]


def test_steps_leave_out_changes_of_scope_and_the_paid_closing_package() -> None:
    found = derived(
        us(1, price=120), us(2, price=115, scope="reduced"), us(3, price=114), us(4, "accepted", price=105)
    )
    assert [one.sizes for one in found.steps] == [(Decimal(1),)]


def test_gaps_are_shares_of_the_distance_between_the_openings() -> None:
    found = derived(us(1, price=120, term=24), them(1, price=80, term=6), us(2, price=110), them(2, price=90))
    price, term = found.gaps
    assert (price.size, term.size) == (Decimal("0.5"), 1)
    assert (price.share, term.share) == (Decimal("0.6"), Decimal("0.4"))
    assert found.money_share_of_gap == Decimal("0.6")


def test_gaps_fall_back_to_the_openings_and_are_none_where_a_side_has_not_spoken() -> None:
    found = derived()
    assert [gap.size for gap in found.gaps] == [1, 1]
    one_sided = "issues: [{id: price, kind: money, ours: {opening: 120, walkaway: 100}}]"
    assert derived(issues=one_sided).gaps == ()
    assert derived(issues=one_sided).money_share_of_gap is None


def test_there_is_no_gap_where_the_positions_have_met() -> None:
    found = derived(us(1, price=100), them(1, price=100))
    assert [gap.size for gap in found.gaps if gap.key == "price"] == [0]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "kind: choice, options: [a, b], ours: {opening: a, scores: {a: 5, b: 1}}, theirs: {opening: b}",
            [1],
        ),
        ("kind: text, ours: {opening: a}, theirs: {opening: b}", []),
        ("kind: text, ours: {opening: a}, theirs: {opening: a}", [0]),
        ("kind: money, ours: {opening: [110, 120], walkaway: 90}, theirs: {opening: [100, 115]}", []),
    ],
    ids=["scored choice", "texts", "equal texts", "overlapping ranges"],
)
def test_gaps_of_other_kinds(kind: str, expected: list[int]) -> None:
    assert [gap.size for gap in derived(issues=f"issues: [{{id: x, {kind}}}]").gaps] == expected


def test_rounds_and_whether_they_moved() -> None:
    found = derived(
        us(1, price=120),
        them(1, price=80),
        us(2, price=115),
        them(2, price=80),
        us(3, price=115),
        them(3, price=80),
    )
    assert [(one.number, one.complete, one.moved) for one in found.rounds] == [
        (1, True, True),
        (2, True, True),
        (3, True, False),
    ]
    assert [one.key for one in found.rounds] == ["1", "2", "3"]
    assert found.complete_rounds == 3
    assert found.stalled_rounds == 1
    assert found.gap_narrows is False


def test_the_gap_narrows_when_the_last_complete_round_brought_the_sides_closer() -> None:
    assert (
        derived(us(1, price=120), them(1, price=80), us(2, price=115), them(2, price=85)).gap_narrows is True
    )
    assert derived(us(1, price=120), them(1, price=80)).gap_narrows is None


@pytest.mark.parametrize(
    ("offers", "stalled"),
    [
        ([], 0),
        ([us(1, price=120), them(1, price=80)], 0),
        ([us(2, price=120), them(2, price=80), us(3, price=120), them(3, price=80)], 2),
        ([us(2, price=120), them(2, price=80), us(3, price=120, creative="a trial"), them(3, price=80)], 0),
        ([us(2, price=120), them(2, price=80), us(3, price=120)], 1),
        ([us(2, price=120), them(2, price=80), us(3, price=110)], 0),
        ([us(2, price=120), them(2, price=80), us(3, "draft", price=110)], 1),
    ],
    ids=[
        "nothing",
        "one round",
        "two stalled",
        "a new option",
        "repeated and pending",
        "moved and pending",
        "draft",
    ],
)
def test_stalled_rounds(offers: list[str], stalled: int) -> None:
    first = [us(1, price=120), them(1, price=80)] if offers and "round: 2" in offers[0] else []
    assert derived(*first, *offers).stalled_rounds == stalled


def test_one_issue_that_widens_inside_a_trade_is_movement() -> None:
    found = derived(
        us(1, price=120, term=24), them(1, price=80, term=6), us(2, price=115, term=30), them(2, price=80)
    )
    assert found.stalled_rounds == 0


@pytest.mark.parametrize(
    ("theirs", "exists"),
    [
        ("{walkaway: 105}", True),
        ("{walkaway: 100}", True),
        ("{walkaway: 99}", False),
        ("{walkaway: [95, 105]}", None),
        ("{}", None),
    ],
)
def test_zones(theirs: str, exists: bool | None) -> None:
    issues = f"issues: [{{id: price, kind: money, ours: {{opening: 120, walkaway: 100}}, theirs: {theirs}}}]"
    assert [zone.exists for zone in derived(issues=issues).zones] == [exists]


def test_a_zone_is_hidden_while_the_positions_do_not_show_it() -> None:
    assert [(zone.key, zone.hidden) for zone in derived().zones] == [("price", True), ("term", False)]
    assert not derived(us(1, price=100), them(1, price=100)).zones[0].hidden
    assert derived(issues="issues: [{id: x, kind: number, negotiable: false}]").zones == ()


def test_what_was_agreed_is_what_the_accepted_offer_says() -> None:
    found = derived(
        us(1, price=120, term=24),
        us(2, "accepted", price=99),
        more="commitment: {terms: {price: 101, term: 24}}",
    ).agreed
    assert [(one.key, one.term.low, one.differs, one.beyond_ours, one.beyond_theirs) for one in found] == [
        ("price", 99, True, True, False),
        ("term", 24, False, False, None),
    ]


def test_without_an_accepted_offer_what_is_recorded_counts() -> None:
    found = derived(us(1, price=120), more="commitment: {terms: {price: 106}}").agreed
    assert [(one.key, one.term.low, one.recorded is not None, one.beyond_theirs) for one in found] == [
        ("price", 106, True, True)
    ]
    assert derived(us(1, price=120)).agreed == ()
