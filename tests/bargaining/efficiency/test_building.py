"""Deals become spaces: weights, values, grids, reservations, and what is said about the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest

from engine.bargaining.efficiency.building import Valued, space_of, value
from engine.bargaining.efficiency.grid import decimal
from engine.bargaining.efficiency.space import Dimension
from tests.making import deal_of

HEAD = "deal: {id: d, title: D, currency: EUR}\n"


def issue(head: str, ours: str = "", theirs: str = "") -> str:
    """The line of an issue, without its braces."""
    sides = [f"{name}: {{{stand}}}" for name, stand in (("ours", ours), ("theirs", theirs)) if stand]
    return ", ".join([head, *sides])


def valued(*issues: str, rest: str = "") -> Valued:
    listed = "\n".join(f"  - {{{line}}}" for line in issues)
    return value(deal_of(f"{HEAD}issues:\n{listed}\n{rest}"))


def dimension(line: str, rest: str = "") -> Dimension:
    return valued(line, rest=rest).space.dimensions[0]


def options(line: str, rest: str = "") -> list[object]:
    return [
        int(one.value) if isinstance(one.value, Decimal) and one.value % 1 == 0 else one.value
        for one in dimension(line, rest).options
    ]


def worths(found: Valued, side: str) -> dict[str, list[Fraction]]:
    scale = found.space.scale_ours if side == "us" else found.space.scale_theirs
    return {
        one.issue.id: [
            Fraction(option.ours if side == "us" else option.theirs, scale) for option in one.options
        ]
        for one in found.space.dimensions
    }


PRICE = issue(
    "id: price, kind: money, step: 10", "opening: 120, walkaway: 100", "opening: 100, walkaway: 120"
)
CHOICE = "id: c, kind: choice, options: [a, b, c]"


@pytest.mark.parametrize(
    ("line", "ours", "theirs"),
    [
        (PRICE, [0, Fraction(1, 2), 1], [1, Fraction(1, 2), 0]),
        # A limit that is a range counts by its middle; values go on beyond it.
        (
            issue(
                "id: p, kind: money, step: 10",
                "opening: 120, walkaway: 110",
                "opening: 100, walkaway: [100, 120]",
            ),
            [-1, 0, 1],
            [1, 0, -1],
        ),
        # Without a limit of theirs the worst value on record is worth nothing.
        (
            issue("id: p, kind: money, step: 10", "opening: 120, walkaway: 100", "opening: 110"),
            [Fraction(1, 2), 1],
            [1, 0],
        ),
        # Nothing is known of them but that it is money.
        (
            issue("id: p, kind: money, step: 10", "opening: 120, walkaway: 100"),
            [0, Fraction(1, 2), 1],
            [1, Fraction(1, 2), 0],
        ),
        (
            issue(CHOICE, "scores: {a: 10, b: 5, c: -5}", "scores: {a: 0, b: 30, c: 60}"),
            [1, Fraction(1, 2), Fraction(-1, 2)],
            [0, Fraction(1, 2), 1],
        ),
        (
            issue(CHOICE, "opening: a, target: b, walkaway: c", "opening: c"),
            [1, Fraction(1, 2), 0],
            [0, 0, 1],
        ),
        (issue(CHOICE, "scores: {a: 0, b: 0, c: 0}", "opening: c"), [0, 0, 0], [0, 0, 1]),
        # A line with bends, level beyond its ends; divided by its largest score.
        (
            issue(
                "id: n, kind: number, step: 10",
                "scores: {10: 50, 20: 100}, opening: 30",
                "scores: {0: 4, 20: 2, 30: 0}",
            ),
            [Fraction(1, 2), Fraction(1, 2), 1, 1],
            [1, Fraction(3, 4), Fraction(1, 2), 0],
        ),
        (
            issue("id: n, kind: number, step: 5", "scores: {0: 0, 10: 0}", "scores: {0: 1, 10: 2}"),
            [0, 0, 0],
            [Fraction(1, 2), Fraction(3, 4), 1],
        ),
        # A fixed position: one option, or the range to the other's when that is on record.
        (
            issue(
                "id: n, kind: number",
                "opening: 5, walkaway: 5, prefers: higher",
                "opening: 5, prefers: lower",
            ),
            [1],
            [1],
        ),
        (
            issue(
                "id: n, kind: number, step: 5",
                "opening: 10, walkaway: 10, prefers: higher",
                "opening: 0, prefers: lower",
            ),
            [0, Fraction(1, 2), 1],
            [1, Fraction(1, 2), 0],
        ),
        (
            issue(
                "id: d, kind: date, step: 7",
                "opening: 2026-03-02, walkaway: 2026-03-16",
                "opening: 2026-03-16, walkaway: 2026-03-09",
            ),
            [1, Fraction(1, 2), 0],
            [-1, 0, 1],
        ),
    ],
)
def test_values_of_options(line: str, ours: list[Fraction], theirs: list[Fraction]) -> None:
    found = valued(line)
    assert list(worths(found, "us").values()) == [ours]
    assert list(worths(found, "them").values()) == [theirs]


def test_stated_weights_keep_their_scale_and_what_is_made_up_follows_it() -> None:
    found = valued(
        issue(
            "id: a, kind: money", "opening: 2, walkaway: 1, weight: 60", "opening: 1, walkaway: 2, rank: 2"
        ),
        issue(
            "id: b, kind: money",
            "opening: 2, walkaway: 1, weight: [30, 50]",
            "opening: 1, walkaway: 2, rank: 1",
        ),
        issue("id: fixed, kind: money, negotiable: false", "opening: 1, weight: 10", "opening: 1"),
    )
    assert {id: max(each) for id, each in worths(found, "us").items()} == {"a": 60, "b": 40}
    assert {id: max(each) for id, each in worths(found, "them").items()} == {"a": 25, "b": 75}
    assert found.space.assumptions[:2] == (
        "The weights of the issues follow from their ranking (rank-order centroids).",
        "Ranges count by their middle.",
    )


def test_without_any_weights_all_issues_weigh_the_same() -> None:
    found = valued(PRICE, PRICE.replace("price", "fee"))
    assert {id: max(each) for id, each in worths(found, "us").items()} == {
        "price": Fraction(1, 2),
        "fee": Fraction(1, 2),
    }
    assert "Every issue weighs the same in our eyes." in found.space.assumptions
    assert "Every issue weighs the same in their eyes." in found.space.assumptions


def test_an_issue_without_the_weight_that_others_have_weighs_nothing_and_is_named() -> None:
    found = valued(PRICE.replace("walkaway: 100", "walkaway: 100, weight: 5"), PRICE.replace("price", "fee"))
    assert set(worths(found, "us")["fee"]) == {0}
    assert "Without a weight in our eyes, and so of none: fee." in found.space.assumptions


@pytest.mark.parametrize(
    ("line", "step", "found"),
    [
        (
            issue("kind: money", "opening: 1000, walkaway: 0", "opening: 0, walkaway: 1000"),
            "steps of 50 EUR",
            list(range(0, 1001, 50)),
        ),
        # Stated positions are there although they lie between the steps.
        (
            issue("kind: number, unit: users", "opening: 103, target: 55, walkaway: 4", "opening: 4"),
            "steps of 5 users",
            [4, *range(5, 104, 5), 103],
        ),
        (
            issue("kind: duration, unit: months", "opening: 12, walkaway: 9", "opening: 9"),
            "single months",
            [9, 10, 11, 12],
        ),
        (
            issue("kind: percent", "opening: 3, walkaway: 2", "opening: 2"),
            "steps of 0.1 %",
            [Decimal(20 + place) / 10 if place % 10 else 2 + place // 10 for place in range(11)],
        ),
        (
            issue("kind: money", "opening: 0.2, walkaway: 0", "opening: 0"),
            "steps of 0.01 EUR",
            [Decimal(place) / 100 if place else 0 for place in range(21)],
        ),
        (
            issue("kind: date", "opening: 2026-03-02, walkaway: 2026-03-04", "opening: 2026-03-04"),
            "single days",
            [date(2026, 3, day) for day in (2, 3, 4)],
        ),
        (
            issue("kind: date", "opening: 2026-01-01, walkaway: 2028-12-31", "opening: 2028-12-31"),
            "steps of 56 days",
            None,
        ),
        (
            issue("kind: number, step: 0.5", "opening: 2, walkaway: 1", "opening: 1"),
            "steps of 0.5",
            [1, Decimal("1.5"), 2],
        ),
        # A step that would make too many options is made larger.
        (
            issue("kind: number, step: 1", "opening: 5000, walkaway: 0", "opening: 0"),
            "steps of 5",
            list(range(0, 5001, 5)),
        ),
        (issue("kind: number", "opening: 7, prefers: higher", "opening: 7, prefers: lower"), "", [7]),
        (issue("kind: choice", "opening: a, scores: {a: 1, x: 0}", "opening: b"), "", ["a", "x", "b"]),
    ],
)
def test_ranges_are_cut_into_steps_that_read_well(line: str, step: str, found: list[object] | None) -> None:
    assert dimension(f"id: i, {line}").step == step
    if found is not None:
        assert options(f"id: i, {line}") == found


OFFERS = "bargaining: {{offers: [{{round: 1, by: {by}, terms: {{i: {term}}}}}]}}"


def test_values_that_nobody_asked_for_are_no_options_unless_offered() -> None:
    # Their limit, 130, is beyond our opening; our soft limit is beyond theirs.
    text = issue("id: i, kind: number, step: 10", "opening: 120, walkaway: 90", "opening: 100, walkaway: 130")
    assert options(text) == [100, 110, 120]
    assert options(text, OFFERS.format(by="them", term=95)) == [95, 100, 110, 120]


def test_where_each_grants_more_than_the_other_asks_for_the_values_between_are_options() -> None:
    text = issue(
        "id: i, kind: number, step: 10", "opening: 100, prefers: higher", "opening: 120, prefers: lower"
    )
    assert options(text) == [100, 110, 120]


def test_values_beyond_our_hard_limit_are_no_options() -> None:
    number = issue(
        "id: i, hard: true, kind: number, step: 10",
        "opening: 120, walkaway: 100",
        "opening: 80, walkaway: 110",
    )
    assert options(number, OFFERS.format(by="them", term=85)) == [100, 110, 120]
    choice = issue(
        "id: i, hard: true, kind: choice, options: [a, b, c]",
        "scores: {a: 0, b: 1, c: 2}, walkaway: b",
        "opening: a",
    )
    assert options(choice) == ["b", "c"]


def test_an_offered_option_that_is_not_listed_is_one() -> None:
    text = issue("id: i, kind: choice", "scores: {a: 1, b: 0}", "opening: b")
    assert options(text, OFFERS.format(by="us", term="d")) == ["a", "b", "d"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            issue("id: i, kind: text", "opening: x", "opening: y"),
            "it is free text; only listed options can be weighed",
        ),
        (
            "id: i, kind: duration, ours: {opening: 1, walkaway: 2}",
            "their wishes are not known",
        ),
        (
            "id: i, kind: choice, options: [a, b], theirs: {opening: a}",
            "our wishes are not known",
        ),
        (
            issue("id: i, kind: choice, options: [a, b]", "opening: a", "why: growth"),
            "their wishes are not known",
        ),
        ("id: i, kind: number", "neither side's wishes are known"),
    ],
)
def test_what_cannot_be_valued_is_left_out_with_the_reason(line: str, reason: str) -> None:
    found = valued(line, PRICE)
    assert [(one.issue.id, one.reason) for one in found.space.left_out] == [("i", reason)]
    assert [one.issue.id for one in found.space.dimensions] == ["price"]


def test_assumptions_about_an_issue_name_it() -> None:
    found = valued(
        "id: p, name: Fee, kind: money, ours: {opening: 120, prefers: higher}",
        issue(CHOICE, "scores: {a: 1, b: 2}", "opening: a"),
    )
    assert {
        "Fee: our limit is not known; worth nothing at the worst that is stated.",
        "Fee: their positions are not known; valued over all that is stated.",
        "c: not valued in our eyes, and so worth nothing: c.",
        "c: not valued in their eyes, and so worth nothing: b, c.",
    } <= set(found.space.assumptions)


TWO = (
    issue(
        "id: price, kind: money",
        "opening: 120, walkaway: 100, weight: 60",
        "opening: 90, walkaway: 120, weight: 40",
    ),
    issue("id: days, kind: duration", "opening: 10, walkaway: 60, weight: 40", "opening: 70, weight: 60"),
)


@pytest.mark.parametrize(
    ("rest", "ours", "source"),
    [
        ("us: {name: Us, reservation: 12.5, walkaway: {value: 110}}", Fraction(25, 2), "stated"),
        ("us: {name: Us, walkaway: {value: 110}, batna: {value: 105}}", 30, "limit of the deal"),
        ("us: {name: Us, walkaway: {value: [100, 110]}}", 15, "limit of the deal"),
        ("us: {name: Us, walkaway: {value: 500}, batna: {value: 105}}", 0, "limits of the issues"),
        (
            "us: {name: Us, walkaway: {value: 110, basis: ACV}}\ndeal: {id: d, title: D, contract_value: {basis: TCV}}",
            0,
            "limits of the issues",
        ),
        ("us: {name: Us, batna: {value: 110}}", 0, "limits of the issues"),
    ],
)
def test_our_reservation_by_precedence(rest: str, ours: Fraction, source: str) -> None:
    text = rest if "deal:" in rest else f"{HEAD}{rest}"
    found = value(deal_of("\n".join([text, "issues:", *(f"  - {{{line}}}" for line in TWO)])))
    assert (found.ours.utility, found.ours.source) == (ours, source)
    assert found.space.reservation_ours == ceil(ours * found.space.scale_ours)


def test_a_range_makes_a_range_of_reservations() -> None:
    found = valued(*TWO, rest="us: {name: Us, walkaway: {value: [100, 110]}}")
    assert (found.ours.low, found.ours.utility, found.ours.high) == (0, 15, 30)
    stated = valued(*TWO, rest="us: {name: Us, reservation: [10, 20]}").ours
    assert (stated.low, stated.utility, stated.high) == (10, 15, 20)


def test_an_issue_without_a_limit_counts_at_its_worst() -> None:
    found = valued(*TWO)
    # Their price limit is worth 0, their worst delivery, 10 days, as well.
    assert (found.theirs.utility, found.theirs.source) == (0, "limits of the issues")
    assert found.theirs.note == (
        "The least they take, all in all (our guess): their limits on the issues, taken together; without a limit, "
        "and so at its worst for them: days."
    )


def test_the_alternative_counts_where_no_limit_is_known() -> None:
    found = valued(
        issue("id: price, kind: money", "opening: 120", "opening: 100"),
        issue(CHOICE, "scores: {a: 4, b: 1}", "opening: b"),
        issue("id: n, kind: number", "scores: {0: 1, 5: 3, 9: 2}", "scores: {0: 0, 9: 1}"),
        rest="us: {name: Us, batna: {value: 110}}",
    )
    assert found.ours.source == "alternative"
    assert found.ours.utility == Fraction(1, 2) / 3 + 0 + Fraction(1, 3) / 3
    assert found.theirs == found.theirs.__class__(
        None, "unknown", note="Neither their limits nor their alternative are known in figures."
    )
    assert found.space.reservation_theirs is None


def test_a_stated_reservation_needs_no_issues_and_nothing_else_works_without() -> None:
    found = value(deal_of("us: {name: Us, reservation: 5}\nthem: {name: T, walkaway: {value: 3}}"))
    assert (found.ours.utility, found.theirs.utility) == (5, None)
    assert found.theirs.note == "No reservation: their issues cannot be valued."


def test_an_incomplete_deal_is_a_space_all_the_same() -> None:
    assert space_of(deal_of()).outcomes == 0


@pytest.mark.parametrize(
    ("fraction", "told"),
    [(Fraction(5), "5"), (Fraction(-1, 8), "-0.125"), (Fraction(10**30 + 1, 10), f"{10**29}.1")],
)
def test_fractions_that_end_become_the_same_number(fraction: Fraction, told: str) -> None:
    assert format(decimal(fraction), "f") == told
