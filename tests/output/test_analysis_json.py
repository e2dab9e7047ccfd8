"""The analysis as JSON keeps to its schema, and tells numbers exactly."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.analysis import analyze
from engine.deal.reading import read_deal
from engine.output.analysis_json import format_analysis_json
from engine.output.analysis_schema import analysis_schema
from engine.output.numbers import number
from tests.making import deal_of

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "deals").glob("*.yaml"))
SCHEMA = Draft202012Validator(analysis_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(analysis_schema())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_analysis_of_a_sample_meets_the_schema(path: Path) -> None:
    SCHEMA.validate(json.loads(format_analysis_json(analyze(read_deal(path), draws=20))))


def test_a_deal_of_which_nothing_is_known_has_no_outcomes() -> None:
    data = json.loads(format_analysis_json(analyze(deal_of())))
    SCHEMA.validate(data)
    assert (data["outcomes"], data["frontier"], data["nash"], data["final"]) == (0, [], None, None)
    assert data["zone"] == {"exists": None, "issues": []}
    assert data["reservation"] == {"ours": None, "theirs": None}


def test_a_small_deal_is_told_in_full() -> None:
    deal = deal_of("""
        deal: {id: d, title: D, currency: EUR, stage: commitment}
        us: {name: Us, reservation: 30}
        them: {name: Them, reservation: 10}
        issues:
          - {id: price, kind: money, step: 10, ours: {opening: 30, walkaway: 10, weight: 60},
             theirs: {opening: 10, walkaway: 30, weight: 40}}
          - {id: support, kind: choice, options: [basic, full], ours: {scores: {basic: 10, full: 0}, weight: 40},
             theirs: {scores: {basic: 0, full: 10}, weight: 60}}
        bargaining: {offers: [{round: 1, by: us, status: accepted, terms: {price: 10, support: basic}}]}
    """)
    data = json.loads(format_analysis_json(analyze(deal, draws=0)))
    SCHEMA.validate(data)
    assert data["outcomes"] == 6
    assert data["reservation"] == {"ours": 30, "theirs": 10}
    assert data["frontier"] == [
        {"ours": 70, "theirs": 20, "terms": {"price": 20, "support": "basic"}},
        {"ours": 60, "theirs": 60, "terms": {"price": 30, "support": "full"}},
        {"ours": 30, "theirs": 80, "terms": {"price": 20, "support": "full"}},
    ]
    assert (
        data["nash"] == data["kalai"] == data["kalai_smorodinsky"] == data["welfare"] == data["frontier"][1]
    )
    assert data["final"] == {
        "ours": 40,
        "theirs": 40,
        "terms": {"price": 10, "support": "basic"},
        "open": [],
        "efficient": False,
        "better": [data["frontier"][1]],
    }
    assert (data["exact"], data["max_error"]) == (True, 0)
    assert data["zone"] == {
        "exists": True,
        "issues": [
            {"issue": "price", "exists": True, "our_limit": 10, "their_limit": 30},
            {"issue": "support", "exists": None, "our_limit": None, "their_limit": None},
        ],
    }


@pytest.mark.parametrize(
    ("fraction", "told"),
    [
        (Fraction(0), "0"),
        (Fraction(40), "40"),
        (Fraction(-21, 4), "-5.25"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(-2, 3), "-0.666666666667"),
    ],
)
def test_numbers_are_exact_where_they_end(fraction: Fraction, told: str) -> None:
    assert format(number(fraction), "f") == told


def test_long_numbers_keep_all_their_digits() -> None:
    long = Fraction(10**40 + 1, 2**20)
    assert Fraction(number(long)) == long
