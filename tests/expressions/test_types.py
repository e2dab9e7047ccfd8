"""Types: what fits where, and their names in messages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.expressions import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Choice,
    Field,
    ListOf,
    MapOf,
    OneOf,
    Opaque,
    Record,
    Vocabulary,
    describe,
    read_expression,
)
from engine.expressions.types import NOTHING, accepts, join
from engine.expressions.vocabulary import type_of_constant

AB, ABC, CD = Choice(("a", "b")), Choice(("a", "b", "c")), Choice(("c", "d"))
OFFER, TERM = Record("Offer", {}), Opaque("Term")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NUMBER, "a number"),
        (AB, "a choice"),
        (OFFER, "an Offer"),
        (TERM, "a Term"),
        (ListOf(ANY), "a list"),
        (ListOf(NUMBER), "a list of numbers"),
        (ListOf(DATETIME), "a list of dates with time"),
        (ListOf(AB), "a list of choices"),
        (ListOf(OFFER), "a list of Offer"),
        (ListOf(BOOLEAN), "a list of true or false"),
        (MapOf(TERM), "a map of Term"),
        (OneOf((TEXT, ListOf(TEXT))), "text or a list of text"),
        (ListOf(OneOf((NUMBER, TEXT, DATE))), "a list of numbers, text or dates"),
    ],
)
def test_describe(kind, words):
    assert describe(kind) == words


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        (ANY, OFFER, True),
        (NUMBER, NUMBER, True),
        (NUMBER, TEXT, False),
        (TEXT, AB, True),
        (AB, TEXT, False),
        (ABC, AB, True),
        (AB, ABC, False),
        (ListOf(TEXT), ListOf(AB), True),
        (ListOf(NUMBER), ListOf(NOTHING), True),
        (ListOf(NUMBER), MapOf(NUMBER), False),
        (MapOf(ANY), MapOf(TERM), True),
        (MapOf(TEXT), MapOf(TERM), False),
        (OneOf((NUMBER, DATE)), DATE, True),
        (OneOf((NUMBER, DATE)), TEXT, False),
        (OFFER, Record("Offer", {"x": Field(NUMBER)}), True),
        (OFFER, Record("Party", {}), False),
    ],
)
def test_accepts(wanted, given, fits):
    assert accepts(wanted, given) is fits


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (NUMBER, NUMBER, NUMBER),
        (AB, TEXT, TEXT),
        (TEXT, AB, TEXT),
        (AB, CD, Choice(("a", "b", "c", "d"))),
        (NOTHING, DATE, DATE),
        (DATE, NOTHING, DATE),
        (NUMBER, TEXT, None),
        (ListOf(AB), ListOf(TEXT), ListOf(TEXT)),
    ],
)
def test_join(one, other, joined):
    assert join(one, other) == joined


def test_records_are_loaded_when_first_asked_and_may_contain_themselves():
    loads = []

    def load():
        loads.append(1)
        return {"next": Field(node), "size": Field(NUMBER)}

    node = Record("Node", load)
    assert loads == []
    scope = Vocabulary({"node": node})
    assert read_expression("node.next.next.next.size", scope).type == NUMBER
    assert loads == [1]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, BOOLEAN),
        (1, NUMBER),
        (Decimal(1), NUMBER),
        ("a", TEXT),
        (date(2026, 1, 1), DATE),
        (datetime(2026, 1, 1, tzinfo=UTC), DATETIME),
        ((), ListOf(NOTHING)),
        ((1, Decimal(2)), ListOf(NUMBER)),
    ],
)
def test_type_of_constant(value, kind):
    assert type_of_constant(value) == kind


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0.1, "a constant is text, a number, a date, True or False, or a list of these, not 0.1"),
        (None, "a constant is text, a number, a date, True or False, or a list of these, not None"),
        ([[1]], r"a constant is text, a number, a date, True or False, or a list of these, not \[1\]"),
        (Decimal("NaN"), "NaN is not a number"),
    ],
)
def test_refused_constants(value, message):
    with pytest.raises(ValueError, match=message):
        Vocabulary({}).with_constants("params", {"x": value})


def test_constants_and_variables_extend_a_vocabulary_without_changing_it():
    base = Vocabulary({"zero": NUMBER})
    more = base.with_constants("params", {"list": [1, 2]}).with_variable("offer", OFFER)
    assert (base.constants, base.variables) == ({}, {})
    assert (more.constants["params"]["list"], more.type_of("offer"), more.type_of("zero")) == (
        (1, 2),
        OFFER,
        NUMBER,
    )
    assert more.type_of("other") is None


def test_expressions_know_the_names_they_read():
    scope = Vocabulary({"xs": ListOf(NUMBER), "y": NUMBER, "z": NUMBER}).with_constants("params", {"p": 1})
    expression = read_expression("any(x > y + params.p for x in xs if x > z) and sum(xs) > 1", scope)
    assert expression.names == {"xs", "y", "z"}
