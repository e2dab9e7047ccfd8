"""What a change of terms is worth to us."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.bargaining.history.logs import reading

THEIRS = "theirs: {opening: c, walkaway: a}"
OURS = "ours: {opening: a, walkaway: b, scores: {a: 100, b: 20}}"


def worth(issue: str, before: str, after: str) -> Decimal | None:
    issues = f"issues: [{{id: place, {issue}}}]"
    return reading(f"us 1 place={before}", f"us 2 place={after}", issues=issues).strides[0].worth


@pytest.mark.parametrize(
    ("issue", "before", "after", "expected"),
    [
        ("kind: number, ours: {opening: 10, walkaway: 0}", "10", "5", Decimal("-0.5")),
        ("kind: number, ours: {opening: 0, walkaway: 10}, theirs: {opening: 20}", "5", "0", Decimal("0.5")),
        (
            "kind: number, ours: {scores: {0: 0, 5: 80, 10: 100}}, theirs: {opening: 0, prefers: lower}",
            "10",
            "5",
            Decimal("-0.2"),
        ),
        (f"kind: choice, options: [a, b, c], {OURS}, {THEIRS}", "a", "b", Decimal("-0.8")),
        (f"kind: choice, options: [a, b, c], {OURS}, {THEIRS}", "a", "c", None),
        ("kind: choice, options: [a, b, c], ours: {opening: a, walkaway: b}", "a", "b", -1),
        ("kind: choice, options: [a, b, c], ours: {opening: a, walkaway: b}", "a", "c", None),
        ("kind: text", "a", "c", 0),
        ("kind: number, negotiable: false, ours: {opening: 10, walkaway: 0}", "10", "5", 0),
        ("kind: number", "10", "5", None),
    ],
    ids=[
        "half of the range",
        "a gain",
        "a line with bends",
        "options by their scores",
        "an option without a score",
        "options by their order, their wishes unknown",
        "an option that has no place",
        "free text",
        "not negotiable",
        "nothing known",
    ],
)
def test_what_a_change_is_worth(issue: str, before: str, after: str, expected: Decimal | None) -> None:
    assert worth(issue, before, after) == expected


def test_issues_count_by_our_weights() -> None:
    issues = """
issues:
  - {id: price, kind: money, ours: {opening: 200, walkaway: 100, weight: 3}}
  - {id: term, kind: number, ours: {opening: 10, walkaway: 0, weight: 1}}
"""
    found = reading("us 1 price=200 term=10", "us 2 price=150 term=20", issues=issues)
    assert [one.worth for one in found.strides] == [Decimal("-0.125")]
