"""What is ours to decide, and which changes of it give ground."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.deal.paths import name_of
from engine.deal.term import Term
from engine.remedies.levers import Lever, levers, size_of
from tests.making import MONDAY, deal_of

DEAL = """
    deal: {id: d, title: D, currency: EUR, approach: distributive, contract_value: {amount: 5}, close_date: 2026-04-01}
    us: {name: Us, batna: {value: 90}, walkaway: {value: 80}, reservation: 5}
    them: {name: Them, batna: {value: 70}, walkaway: {value: 75}}
    issues:
      - {id: price, kind: money, ours: {opening: 120, target: 110, walkaway: 100}, theirs: {opening: 50, walkaway: 90}}
      - {id: place, kind: choice, options: [York, Hull], ours: {opening: York}}
    pricing: {list_price: 130, discount: 5, floor: 95, cost: 60, validity: 2026-05-01}
    strategy:
      opens_first: us
      concessions: [{id: c, give: less, issue: price, from: 120, to: 115, order: 2}, {id: e, give: words}]
      authority: [{who: Kim, down_to: 90}]
    meetings:
      - {id: past, at: 2026-02-02T10:00+01:00, agenda: [{topic: a, speaker: us}]}
      - {id: next, at: 2026-03-05T10:00+01:00, agenda: [{topic: b, speaker: us}, {topic: c, speaker: them}, {topic: d}]}
    bargaining:
      offers:
        - {id: sent, round: 1, by: us, status: sent, terms: {price: 120}}
        - {id: theirs, round: 1, by: them, status: draft, terms: {price: 60}}
        - {id: draft, round: 2, by: us, status: draft, valid_until: 2026-03-09, total: 99, terms: {price: 99}}
    commitment:
      terms: {price: 100}
      deliverables: [{what: a, party: us, due: 2026-06-01}, {what: b, party: them, due: 2026-06-01}, {what: c}]
      milestones: [{name: m, due: 2026-06-02}]
      metrics: [{name: n, due: 2026-06-03, target: 5}]
      reviews: [{on: 2026-06-04}]
      check_ins: [{cadence: weekly, first: 2026-06-05, until: 2026-06-06}]
      legal_review: {status: not needed}
    agreement: {payment: {days: 30}, term: {months: 12}}
"""


def test_decisions_of_ours_are_levers_and_nothing_else() -> None:
    deal = deal_of(DEAL)
    assert [name_of(one.location, deal) for one in levers(deal, MONDAY)] == [
        "deal.approach",
        "us.walkaway.value",
        "issues[price].ours.opening",
        "issues[price].ours.target",
        "issues[price].ours.walkaway",
        "issues[place].ours.opening",
        "pricing.floor",
        "pricing.discount",
        "pricing.validity",
        "strategy.concessions[c].from",
        "strategy.concessions[c].to",
        "strategy.concessions[c].order",
        "meetings[next].agenda[b].speaker",
        "bargaining.offers[draft].terms.price",
        "bargaining.offers[draft].valid_until",
        "commitment.legal_review.status",
        "commitment.terms.price",
        "commitment.deliverables[a].due",
        "commitment.milestones[m].due",
        "commitment.metrics[n].due",
        "commitment.reviews[2026-06-04].on",
        "commitment.check_ins[weekly].first",
        "commitment.check_ins[weekly].until",
        "agreement.payment.days",
    ]


def test_a_plan_that_says_nothing_has_no_levers() -> None:
    assert list(levers(deal_of(), MONDAY)) == []
    assert list(levers(deal_of("bargaining: {halted: true}\ncommitment: {in_writing: true}"), MONDAY)) == []


def test_a_review_under_way_stays() -> None:
    deal = deal_of("commitment: {legal_review: {status: done}}")
    assert [one.options for one in levers(deal, MONDAY)] == [()]


@pytest.mark.parametrize(
    ("role", "path", "value", "gives"),
    [
        ("seller", "us.walkaway.value", 81, False),
        ("seller", "us.walkaway.value", 79, True),
        ("buyer", "us.walkaway.value", 81, True),
        ("buyer", "us.walkaway.value", 79, False),
        ("seller", "pricing.floor", 90, True),
        ("seller", "pricing.discount", 6, True),
        ("buyer", "pricing.discount", 6, False),
        ("seller", "issues[price].ours.walkaway", 101, False),
        ("seller", "issues[price].ours.walkaway", 99, True),
        ("seller", "agreement.payment.days", 5, False),
    ],
)
def test_what_gives_ground(role: str, path: str, value: int, gives: bool) -> None:
    deal = deal_of(DEAL.replace("id: d, title: D", f"id: d, title: D, our_role: {role}"))
    (lever,) = (one for one in levers(deal, MONDAY) if name_of(one.location, deal) == path)
    assert lever.gives_ground(Decimal(value)) is gives


def test_limits_and_drafts_are_firm() -> None:
    deal = deal_of(DEAL)
    assert [name_of(one.location, deal) for one in levers(deal, MONDAY) if one.firm] == [
        "us.walkaway.value",
        "issues[price].ours.walkaway",
        "pricing.floor",
        "bargaining.offers[draft].terms.price",
    ]


def test_what_cannot_be_compared_may_give_ground() -> None:
    assert Lever(("x",), Term.of("York"), sign=1).gives_ground("Hull")


@pytest.mark.parametrize(
    ("before", "after", "size"),
    [
        (Term.of(100), Decimal(75), Decimal("0.25")),
        (Term.of(0), Decimal(4), Decimal(1)),
        (Term(Decimal(80), Decimal(120)), Decimal(100), Decimal(0)),
        (Term.of(date(2026, 1, 1)), date(2027, 1, 1), Decimal(1)),
        (Term.of("York"), "Hull", Decimal(1)),
    ],
)
def test_size(before: Term, after: Decimal | date | str, size: Decimal) -> None:
    assert size_of(before, after) == size
