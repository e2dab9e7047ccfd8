"""The built-in functions, on values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import (
    BUILT_IN,
    Function,
    Vocabulary,
    evaluate,
    is_stated,
    read_condition,
    read_expression,
)
from engine.expressions.arithmetic import floor_divide, modulo, round_half_up
from engine.expressions.types import NUMBER
from tests.expressions.world import FUNCTIONS, NAMES, VOCABULARY, Offer, environment

VALUES = [
    ("round(2.5)", 3),
    ("round(-2.5)", -3),
    ("round(2.345, 2)", Decimal("2.35")),
    ("round(1234, -2)", 1200),
    ("abs(-2.5)", Decimal("2.5")),
    ("lower('ABC')", "abc"),
    ("length('four')", 4),
    ("text_contains('We pay  in\n30 Days', 'in 30 days')", True),
    ("text_contains('We pay', ['later', 'PAY'])", True),
    ("text_contains('We pay', ['later', ''])", False),
    ("text_matches('The price is final.', 'PRICE')", True),
    ("text_matches('Priceless advice', 'price')", False),
    ("text_matches('Priceless, then price', ['price'])", True),
    ("text_matches('take it or leave it!', ['final', 'take it or leave it'])", True),
    ("text_matches('anything', '')", False),
    (
        "words_in('Best and final offer, final!', ['final', 'offer', 'price', 'Best and'])",
        ("final", "offer", "Best and"),
    ),
    ("words_in(note, params.words)", ()),
    ("days_between(date('2026-02-27'), date('2026-03-01'))", 2),
    ("days_between(today, params.start)", -9),
    ("days_between(now, today)", 0),
    ("days_between(params.start, now)", 9),
    ("first(words)", "alpha"),
    ("last(words)", "beta"),
    ("join(words)", "alpha, beta"),
    ("join(words, ' / ')", "alpha / beta"),
    ("coalesce(absent, 7)", 7),
    ("coalesce(them.tags, us.tags)", ["a", "b"]),
    ("coalesce(' ', note)", "We open with the full price."),
    ("distinct(['b', 'a', 'b'])", ("b", "a")),
    ("unstated('public', us.public, 'walk-away', us.walkaway, 'tags', them.tags)", ("public", "tags")),
    ("min(2, 1.5)", Decimal("1.5")),
    ("max(today, params.start)", date(2026, 3, 10)),
    ("max(o.on for o in offers if stated(o.on))", date(2026, 3, 2)),
    ("count(offers[0].terms)", 1),
    ("params.strict", True),
    ("sided('us')", True),
    ("sided(offers[1].by)", False),
    ("zero in params.none", False),
    ("anything()", True),
    ("7 // 2 + -7 % 3", 5),
    ("1 / 3", Decimal(1) / 3),
    ("zero / 4", Decimal(0)),
    ("1_000.50", Decimal("1000.50")),
]


@pytest.mark.parametrize(("source", "expected"), VALUES)
def test_value(source, expected):
    value = evaluate(read_expression(source, VOCABULARY), environment()).value
    assert (value, type(value)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((value, False) for value in (None, "", " \n", [], {}, ())),
        *((value, True) for value in (0, False, Decimal(0), "none", {"a": None}, [None], Offer())),
    ],
)
def test_stated(value, expected):
    assert is_stated(value) is expected
    assert BUILT_IN["missing"].call(value) is not expected


number = st.one_of(st.integers(-1000, 1000), st.decimals(-1000, 1000, places=2))


@given(number, number.filter(bool))
def test_division_with_rest_means_the_same_for_whole_numbers_and_decimals(left, right):
    quotient, rest = floor_divide(left, right), modulo(left, right)
    assert quotient == int(quotient)
    assert quotient * right + rest == left
    assert abs(rest) < abs(right)
    assert rest == 0 or (rest < 0) == (right < 0)


def test_rounding_needs_whole_places():
    with pytest.raises(ValueError, match=r"takes a whole number of places, not 1\.5"):
        round_half_up(2, Decimal("1.5"))


def test_days_are_calendar_days():
    late, early = datetime(2026, 3, 1, 23, 59, tzinfo=UTC), datetime(2026, 3, 2, 0, 1, tzinfo=UTC)
    assert BUILT_IN["days_between"].call(late, early) == 1


def test_every_function_says_what_it_does():
    assert all(function.doc and name == function.name for name, function in BUILT_IN.items())
    assert BUILT_IN["round"].signature == "round(x, [places])"
    assert BUILT_IN["coalesce"].signature == "coalesce(value, other, ...)"


@pytest.mark.parametrize("name", ["stated", "any", "date"])
def test_built_in_functions_cannot_be_replaced(name):
    mine = Vocabulary(NAMES, FUNCTIONS | {name: Function(name, (), NUMBER, int)})
    with pytest.raises(ValueError, match=f"built-in functions cannot be replaced: {name}"):
        read_condition("ready", mine)
