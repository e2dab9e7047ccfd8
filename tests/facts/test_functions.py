"""The functions of the condition language that know what a term is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.expressions import evaluate, read_expression
from engine.facts import Facts, vocabulary
from tests.making import MONDAY, deal_of

DEAL = """
us: {name: Us, batna: {value: 100}, walkaway: {value: 90}}
them: {name: Them, batna: {value: [80, 120]}, walkaway: {value: {value: 70, source: estimated}}}
issues:
  - id: price
    kind: money
    ours: {opening: 120, target: 110, walkaway: 100}
    theirs: {opening: 80, walkaway: {value: [95, 105], source: estimated}}
  - {id: start, kind: date, ours: {opening: 2026-04-01, walkaway: 2026-05-01}}
"""


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("above(us.batna.value, us.walkaway.value)", True),
        ("above(us.walkaway.value, us.batna.value)", False),
        ("above(us.batna.value, them.batna.value)", None),
        ("above(us.batna.value, 80)", True),
        ("above(us.batna.value, 100)", False),
        ("above(issues[1].ours.opening, 1)", None),
        ("middle(them.batna.value)", Decimal(100)),
        ("middle(7)", Decimal(7)),
        ("middle(issues[1].ours.opening)", None),
        ("better(issues[0], issues[0].ours.target, issues[0].ours.walkaway)", True),
        ('better(issues[0], issues[0].ours.target, issues[0].ours.walkaway, "them")', False),
        ("beyond_walkaway(issues[0], issues[0].theirs.opening)", True),
        ('beyond_walkaway(issues[0], issues[0].ours.target, "them")', True),
        ("beyond_walkaway(issues[0], issues[0].theirs.walkaway)", None),
        ("distance(issues[0], issues[0].ours.opening, issues[0].ours.target)", Decimal("0.5")),
        ("same_term(issues[0].ours.opening, issues[0].ours.opening)", True),
        ("same_term(issues[0].ours.opening, issues[0].ours.target)", False),
        ("is_estimate(them.walkaway.value)", True),
        ("is_estimate(us.walkaway.value)", False),
        ("is_range(them.batna.value)", True),
        ("is_range(us.batna.value)", False),
        ("above(us.reservation, 1)", None),
    ],
)
def test_functions(source: str, value: object) -> None:
    facts = Facts(deal_of(DEAL), MONDAY)
    assert evaluate(read_expression(source, vocabulary()), facts.env).value == value


def test_dates_are_compared_as_terms() -> None:
    facts = Facts(deal_of(DEAL), MONDAY)
    source = "better(issues[1], issues[1].ours.opening, issues[1].ours.walkaway)"
    assert evaluate(read_expression(source, vocabulary()), facts.env).value is True
    assert facts.as_of == date(2026, 3, 2)


def test_every_function_is_explained() -> None:
    assert all(function.doc for function in vocabulary().functions.values())
