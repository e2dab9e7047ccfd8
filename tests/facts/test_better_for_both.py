"""What would be better for both than our latest offer."""

from __future__ import annotations

from decimal import Decimal

from engine.facts import Facts
from engine.facts.derived import Derived
from tests.making import MONDAY, deal_of

DEAL = """
    issues:
      - {{id: price, kind: money, step: 10, ours: {{opening: 120, walkaway: 80, weight: 70}},
         theirs: {{opening: 80, walkaway: 120, weight: 30}}}}
      - {{id: days, kind: duration, step: 10, ours: {{opening: 10, walkaway: 60, weight: 30}},
         theirs: {{opening: 60, walkaway: 10, weight: 70}}}}
    bargaining: {{offers: [{offers}]}}
"""


def derived(offers: str) -> Derived:
    return Facts(deal_of(DEAL.format(offers=offers)), MONDAY).derived


def test_it_is_told_as_changes_of_our_latest_offer() -> None:
    found = derived("{round: 1, by: us, terms: {price: 100, days: 30}}").better_for_both
    assert [(one.issue.id, one.before.low, one.after.low) for one in found] == [
        ("price", 100, 120),
        ("days", 30, 60),
    ]
    assert [(one.gains, one.gives) for one in found] == [(True, False), (False, True)]


def test_there_is_none_without_an_offer_of_ours_and_none_after_the_agreement() -> None:
    assert derived("{round: 1, by: them, terms: {price: 100, days: 30}}").better_for_both == ()
    assert (
        derived("{round: 1, by: us, status: accepted, terms: {price: 100, days: 30}}").better_for_both == ()
    )


def test_offers_and_reservation_are_on_the_scale_of_our_weights() -> None:
    found = derived("{id: o, round: 1, by: us, terms: {price: 100, days: 30}}")
    assert found.offers[0].value == Decimal(35 + 18)
    assert found.reservation == 0


def test_without_a_worth_of_an_issue_there_is_neither_value_nor_reservation() -> None:
    deal = deal_of("""
        issues: [{id: data, kind: text, ours: {opening: all}}]
        bargaining: {offers: [{round: 1, by: us, terms: {data: all}}]}
    """)
    found = Facts(deal, MONDAY).derived
    assert (found.offers[0].value, found.reservation, found.better_for_both) == (None, None, ())
