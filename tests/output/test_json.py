from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.deal.base import STAGES
from engine.deal.term import Term
from engine.errors import Problem
from engine.output.assessment_schema import assessment_schema
from engine.output.encoding import encode, plain
from engine.run import Run
from engine.usecases import check_paths, load_rules
from tests.output.building import DAY, EMPTY, FULL, RULESET, format_json, run_of

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "deals").glob("*.yaml"))
SCHEMA = Draft202012Validator(assessment_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(assessment_schema())


def test_a_full_assessment_meets_the_schema() -> None:
    problems = (Problem("syntax", "wrong", "bad.yaml", 1, 2, "us", "mend it"),)
    data = json.loads(format_json(Run(DAY, RULESET, (EMPTY, FULL), problems)))
    SCHEMA.validate(data)
    assert data["problems"] == [
        {
            "code": "syntax",
            "message": "wrong",
            "source": "bad.yaml",
            "line": 1,
            "column": 2,
            "path": "us",
            "hint": "mend it",
        }
    ]
    assert data["summary"] == {
        "deals": 2,
        "problems": 1,
        "findings": {"blocker": 1, "major": 0, "minor": 0, "advice": 0},
        "tally": {
            "fired": 2,
            "clear": 1,
            "not_evaluated": 2,
            "not_applicable": 1,
            "waived": 1,
            "errors": 1,
        },
    }


def test_a_finding_keeps_its_place_its_values_and_its_waiver() -> None:
    batna, limit = json.loads(format_json(run_of(FULL)), parse_float=Decimal)["deals"][0]["findings"]
    assert batna["id"] == "BATNA:"
    assert batna["location"] == {"source": "acme.yaml", "line": 3, "column": 5, "path": "us.batna"}
    assert batna["values"] == {
        "us.batna.value": Decimal("100.10"),
        "deal.close_date": "2026-03-02",
        "us.batna.summary": None,
    }
    assert batna["waived"] is None
    assert limit["values"]["issues[price].theirs.opening"] == [Decimal("1.5"), 2]
    assert limit["waived"] == {"by": "manager", "reason": "the board knows", "until": "2026-03-02"}


@pytest.mark.parametrize("change", [{"extra": 1}, {"schema": "negotia/assessment/2"}, {"as_of": "2 March"}])
def test_the_schema_refuses_what_is_not_an_assessment(change: dict[str, object]) -> None:
    data = json.loads(format_json(run_of(FULL)))
    assert SCHEMA.is_valid(data)
    assert not SCHEMA.is_valid({**data, **change})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_at_every_stage_meets_the_schema(path: Path, rules: object) -> None:
    for stage in (None, *STAGES):
        run = check_paths([path], rules, DAY, stage)  # type: ignore[arg-type]  # the fixture's type
        SCHEMA.validate(json.loads(format_json(run)))


@pytest.fixture(scope="module")
def rules() -> object:
    return load_rules()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        (Decimal("100.10"), "100.10"),
        (Decimal("1E+3"), "1E+3"),
        (Decimal("0.1000000000000000000000000000001"), "0.1000000000000000000000000000001"),
        (date(2026, 3, 2), '"2026-03-02"'),
        (datetime(2026, 3, 2, 14, tzinfo=UTC), '"2026-03-02T14:00:00Z"'),
        (plain(Term.of(5)), "5"),
        (plain(Term(date(2026, 1, 1), date(2026, 2, 1))), '[\n  "2026-01-01",\n  "2026-02-01"\n]'),
        ('say "ä"\n', '"say \\"ä\\"\\n"'),
        ([], "[]"),
        ({}, "{}"),
        ({"a": [1, {"b": ()}]}, '{\n  "a": [\n    1,\n    {\n      "b": []\n    }\n  ]\n}'),
    ],
)
def test_values_are_encoded_exactly(value: object, text: str) -> None:
    assert encode(value) == text


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no form in JSON"):
        encode({"a": object()})


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(PLAIN)
def test_what_is_encoded_reads_back_the_same(value: object) -> None:
    assert json.loads(encode(value), parse_float=Decimal) == value
