"""The hand-written truth table, by the compiler and by the interpreter."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from engine.expressions import (
    BOOLEAN,
    NOT_APPLICABLE,
    NUMBER,
    TEXT,
    Check,
    ListOf,
    Vocabulary,
    compile_program,
    evaluate,
    needs,
    read_condition,
    read_loop,
)

SHEET = yaml.safe_load((Path(__file__).parents[1] / "kleene.yaml").read_text(encoding="utf-8"))
ROWS = [(name, *row) for name, rows in SHEET["table"].items() for row in rows]
SCALARS = {"T": True, "F": False, "U": None, "one": 1, "two": 2, "none_": None, "zero": 0}
TEXTS = {"word": "word", "blank": " ", "no_text": None}
LISTS = {"empty_words": [], "no_words": None, "empty_numbers": [], "no_numbers": None}
ENV = SHEET["lists"] | SCALARS | TEXTS | LISTS


def type_of(name):
    if name in ("T", "F", "U"):
        return BOOLEAN
    if name in TEXTS:
        return TEXT
    if "words" in name:
        return ListOf(TEXT)
    if "numbers" in name:
        return ListOf(NUMBER)
    return ListOf(BOOLEAN) if name in SHEET["lists"] else NUMBER


VOCABULARY = Vocabulary({name: type_of(name) for name in ENV})


@pytest.mark.parametrize(("construct", "source", "expected"), ROWS)
def test_row(construct, source, expected):
    condition = read_condition(source, VOCABULARY)
    value = None if expected == "unknown" else expected
    check = Check(construct, condition)
    assert compile_program([check]).run(ENV) == [value]
    assert evaluate(condition, ENV).value is value
    assert bool(needs(check, ENV)) == (value is None)


def test_all_rows_in_one_program():
    """What the rows share is computed once; that must not change any of them."""
    checks = [Check(source, read_condition(source, VOCABULARY)) for _, source, _ in ROWS]
    expected = [None if row[2] == "unknown" else row[2] for row in ROWS]
    assert compile_program(checks).run(ENV) == expected


@pytest.mark.parametrize(
    ("where", "expected"), [("T", [True, False]), ("F", "NOT_APPLICABLE"), ("U", [None, None])]
)
def test_where_and_guard(where, expected):
    loop = read_loop("flag in mixed", VOCABULARY)
    inner = VOCABULARY.with_variable("flag", loop.element)
    condition, test = read_condition("flag", inner), read_condition(where, VOCABULARY)
    (result,) = compile_program([Check("where", condition, loop, where=test)]).run(ENV)
    assert result == ([NOT_APPLICABLE] * 2 if expected == "NOT_APPLICABLE" else expected)
    (guarded,) = compile_program([Check("guard", condition, loop, guard=test)]).run(ENV)
    assert guarded == {"T": [True, False], "F": NOT_APPLICABLE, "U": None}[where]
