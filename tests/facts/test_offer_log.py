"""What rules may ask of the offer log, and where it stands in the deal."""

from __future__ import annotations

from datetime import date

import pytest

from engine.expressions import evaluate, read_expression, read_loop
from engine.facts import Facts, place_of, places_needed, vocabulary
from tests.making import MONDAY, deal_of

DEAL = """
issues:
  - {id: price, kind: money, ours: {opening: 200, walkaway: 100}, theirs: {opening: 50, walkaway: 140}}
  - {id: place, kind: choice, options: [here, there, elsewhere], ours: {opening: here, walkaway: there}}
strategy: {authority: [{who: Ana, issue: price, down_to: 170}]}
bargaining:
  offers:
    - {id: o1, round: 1, by: us, at: 2026-02-16, terms: {price: 200, place: here}}
    - {id: t1, round: 1, by: them, terms: {price: 50, place: there}}
    - {id: o2, round: 2, by: us, terms: {price: 180}}
    - {id: t2, round: 2, by: them, terms: {price: 90}}
    - {id: o3, round: 3, by: us, terms: {price: 170}}
    - {id: t3, round: 3, by: them, at: 2026-02-27, terms: {price: 110}}
"""
AFTER = """
    - {id: t4, round: 4, by: them, terms: {price: 100}}
    - {id: o4, round: 4, by: us, status: accepted, terms: {price: 150}}
    - {id: o5, round: 5, by: us, status: sent, terms: {price: 160}}
    - {id: o6, round: 5, by: us, status: sent, terms: {price: 150}}
"""


def asked(source: str, deal: str = DEAL, as_of: date = MONDAY) -> object:
    return evaluate(read_expression(source, vocabulary()), Facts(deal_of(deal), as_of).env).value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("derived.our_rhythm.percents", (10, 5)),
        ("derived.reciprocity.returned_steps", 2),
        ("derived.reciprocity.leader", "us"),
        ("derived.forecast.meets", False),
        ("derived.awaited.by", "us"),
        ("derived.working_days_waiting", 1),
        ("count(derived.unvalued)", 0),
        ("count(derived.repeats) + count(derived.double_steps) + count(derived.retreats)", 0),
        ("count(derived.implied_limits)", 1),
        ("derived.implied_limits[0].steps", 2),
        ("count(derived.signalled_limits)", 1),
        ("derived.used_mandates[0].who", ("Ana",)),
    ],
)
def test_the_log_is_asked_through_derived_values(source: str, value: object) -> None:
    assert asked(source) == value


def test_after_an_agreement_nobody_owes_an_answer() -> None:
    assert asked("derived.working_days_waiting", DEAL + AFTER) is None
    assert asked("derived.awaited", "issues: []") is None


@pytest.mark.parametrize(
    ("loop", "places"),
    [
        ("x in derived.implied_limits", ["issues[price]"]),
        ("x in derived.used_mandates", ["issues[price]"]),
        ("x in derived.repeats", ["bargaining.offers[o6]"]),
        ("x in derived.double_steps", ["bargaining.offers[o6]"]),
        ("x in derived.retreats", ["bargaining.offers[t4]", "bargaining.offers[o5]"]),
        ("x in derived.nibbles", ["bargaining.offers[o5]"]),
        ("x in derived.unvalued", []),
    ],
)
def test_what_is_read_from_the_log_stands_where_it_comes_from(loop: str, places: list[str]) -> None:
    log = DEAL if "limits" in loop or "mandates" in loop else DEAL + AFTER
    facts = Facts(deal_of(log), MONDAY)
    read = read_loop(loop, vocabulary())
    elements = evaluate(read.items, facts.env).value
    where = tuple(read.items.source.split("."))
    assert [facts.name_of(place_of(one, where, n, facts)) for n, one in enumerate(elements)] == places


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("derived.implied_limits[0].short", ["issues[price].theirs.walkaway"]),
        ("derived.implied_limits[0].reaches_target", ["issues[price].theirs.walkaway"]),
        ("derived.forecast.meets_on", ["bargaining.offers"]),
        ("derived.reciprocity.share", []),
    ],
)
def test_what_is_needed_to_read_the_log(source: str, places: list[str]) -> None:
    log = DEAL.replace("opening: 200, walkaway: 100", "opening: 200, target: 120, walkaway: 118")
    facts = Facts(deal_of(log), MONDAY)
    outcome = evaluate(read_expression(source, vocabulary()), facts.env)
    assert [named.text for named in places_needed(outcome.needs, None, facts)] == places


@pytest.mark.parametrize("source", ["derived.reciprocity.share", "derived.our_rhythm.growth"])
def test_what_can_not_be_valued_is_asked_for(source: str) -> None:
    log = DEAL.replace("terms: {price: 180}", "terms: {price: 180, place: elsewhere}")
    log = log.replace(
        "kind: money, ours: {opening: 200, walkaway: 100}", "kind: number, ours: {opening: 200}"
    )
    log = log.replace("theirs: {opening: 50, walkaway: 140}", "theirs: {walkaway: 140}")
    facts = Facts(deal_of(log), MONDAY)
    outcome = evaluate(read_expression(source, vocabulary()), facts.env)
    assert [named.text for named in places_needed(outcome.needs, None, facts)] == [
        "issues[price].ours.walkaway",
        "issues[place].ours.scores",
    ]
