"""Text that no one should be able to hurt the reader with."""

from __future__ import annotations

import warnings

import pytest

from engine.expressions import ExpressionError, compile_program, evaluate, read_condition, read_loop
from engine.expressions.program import Check
from tests.expressions.world import VOCABULARY, environment

TOO_MUCH = [
    ("x" * 4_001, "limit", "an expression has at most 4,000 characters"),
    (" + ".join(["zero"] * 60) + " > 1", "limit", "an expression is at most 40 levels deep (split the rule)"),
    (" and ".join(["zero>1"] * 350), "limit", "an expression has at most 600 parts (split the rule)"),
    ("max(" + ", ".join(["zero"] * 41) + ") > 1", "limit", "a function takes at most 40 values"),
    ("(" * 300, "limit", "the brackets are nested too deeply"),
    ("-" * 3_000 + "1 > 2", "limit", "an expression is at most 40 levels deep (split the rule)"),
    ("us" + ".name" * 700, "limit", "an expression is at most 40 levels deep (split the rule)"),
    ("note == '\x00'", "syntax", "this cannot be read as a condition"),
    ("note == '\ud800'", "syntax", "this cannot be read as a condition"),
    ("", "syntax", "the expression is empty"),
    (" \n", "syntax", "the expression is empty"),
]


@pytest.mark.parametrize(("source", "code", "message"), TOO_MUCH)
def test_too_much(source, code, message):
    with pytest.raises(ExpressionError) as caught:
        read_condition(source, VOCABULARY)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem)) == (code, message)


def test_as_much_as_is_allowed_compiles_and_runs():
    many = " and ".join(["ready"] * 390)
    nested = "not " * 35 + "ready"
    chain = "1 < " * 38 + "2"
    loops = "any(any(any(any(ready for d in offers) for c in offers) for b in offers) for a in offers)"
    wide = (
        " + ".join(f"brittle({n})" for n in range(14, 50)) + " > max(" + ", ".join(["us.walkaway"] * 40) + ")"
    )
    conditions = [read_condition(source, VOCABULARY) for source in (many, nested, chain, loops, wide)]
    program = compile_program([Check("big", condition) for condition in conditions])
    assert program.run(environment()) == [True, False, False, True, True]
    assert [evaluate(condition, environment()).value for condition in conditions] == [
        True,
        False,
        False,
        True,
        True,
    ]


def test_line_breaks_and_odd_characters_keep_their_places():
    source = '\n  note == "é" and\n\t us.nam == "x"\n'
    with pytest.raises(ExpressionError) as caught:
        read_condition(source, VOCABULARY)
    (problem,) = caught.value.problems
    assert source[problem.offset :][: problem.length] == "nam"


def test_reading_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        condition = read_condition(r'note == "\d"', VOCABULARY)
    assert evaluate(condition, environment(note=r"\d")).value is True


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("offers", "a loop is written 'x in list'"),
        ("o of offers", "a loop is written 'x in list'"),
        ("o.x in offers", "a loop is written 'x in list'"),
        ("for in offers", "a loop is written 'x in list'"),
        ("_o in offers", "a loop is written 'x in list'"),
        ("us in offers", "'us' is already a name here (choose another)"),
        ("params in offers", "'params' is already a name here (choose another)"),
        ("o in zero", "this is a number; a list is needed"),
        ("o in offer", "unknown name 'offer' (did you mean 'offers'?)"),
    ],
)
def test_refused_loop(source, message):
    with pytest.raises(ExpressionError) as caught:
        read_loop(source, VOCABULARY)
    assert str(caught.value) == message


def test_loop_over_lines_points_into_its_own_source():
    source = "o in\n  us.ofers"
    with pytest.raises(ExpressionError) as caught:
        read_loop(source, VOCABULARY)
    (problem,) = caught.value.problems
    assert source[problem.offset :][: problem.length] == "ofers"
    assert read_loop("o in\n us.offers", VOCABULARY).element == VOCABULARY.names["offers"].element


def test_an_error_holds_at_least_one_mistake():
    with pytest.raises(ValueError, match="at least one mistake"):
        ExpressionError([])
