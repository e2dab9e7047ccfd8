from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from engine.deal.model import Deal
from engine.deal.paths import names, sections
from engine.deal.reading import parse_deal
from engine.deal.schema import deal_schema
from engine.errors import DealError
from engine.source import read_file, read_source
from tests.deal.strategies import deal_data

SCHEMA = deal_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
SAMPLES = sorted(Path(__file__).parents[2].glob("samples/deals/*.yaml"))
MINIMAL = {"deal": {"id": "d", "title": "t"}, "us": {"name": "we"}, "them": {"name": "they"}}
SECOND_LOOK = {
    "currency-mismatch",
    "duplicate-item",
    "no-issue",
    "unknown-issue",
    "unknown-option",
    "unknown-reference",
    "wrong-term",
}
"""Codes of the mistakes that take more than one value to see; a schema cannot."""


def codes(data: Any) -> set[str]:
    """Codes of the reader's problems with the data; none if it accepts them."""
    try:
        parse_deal(json.dumps(data), "deal.json")
    except DealError as error:
        return {problem.code for problem in error.problems}
    return set()


def accepted_by_schema(data: Any) -> bool:
    # Through the reader of text: the schema speaks of what that makes of a file.
    return VALIDATOR.is_valid(read_source(json.dumps(data), "deal.json").data)


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(child)


def test_it_is_a_schema_and_names_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == SCHEMA["title"] == "negotia/deal/1"
    assert SCHEMA["required"] == ["deal", "us", "them"]


def test_it_is_made_anew_for_each_caller() -> None:
    deal_schema()["properties"].clear()
    assert deal_schema() == SCHEMA


def test_every_section_lists_the_keys_of_the_file_and_no_others() -> None:
    seen: set[type] = set()

    def compare(model: Any, node: dict[str, Any]) -> None:
        if model in seen:
            return
        seen.add(model)
        assert tuple(node["properties"]) == names(model)
        assert node["additionalProperties"] is False
        for key, section in sections(model).items():
            references = {n["$ref"] for n in nodes(node["properties"][key]) if "$ref" in n}
            assert references == {f"#/$defs/{section.__name__}"}
            compare(section, SCHEMA["$defs"][section.__name__])

    compare(Deal, SCHEMA)
    assert len(seen) > 60


def test_every_key_is_described() -> None:
    for node in [SCHEMA, *SCHEMA["$defs"].values()]:
        for key, value in node.get("properties", {}).items():
            described = (
                SCHEMA["$defs"][value["$ref"].rpartition("/")[2]] if list(value) == ["$ref"] else value
            )
            assert described["description"], key


@pytest.mark.parametrize("name", ["Currency", "Quantity", "Term", "Texts"])
def test_types_of_many_keys_are_defined_once(name: str) -> None:
    text = json.dumps(SCHEMA)
    assert text.count(json.dumps(SCHEMA["$defs"][name]["description"])) == 1
    assert text.count(f'"#/$defs/{name}"') > 3
    assert "x-shared" not in text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read_file(path).data)] == []


@pytest.mark.parametrize(
    "addition",
    [
        {},
        {"schema": "negotia/deal/0"},
        {"schema": None, "issues": None, "strategy": None},
        {"us": {"name": "we", "weaknesses": "none", "strengths": ["a", "b"], "signatory": None}},
        {"us": {"name": "we", "batna": {"value": [1, 2.5]}, "reservation": {"value": 3, "source": None}}},
        {"meetings": [{"at": "2026-03-31T14:00+02:00"}, {"at": "2026-03-31 14:00:30Z", "minutes": 0}]},
        {
            "issues": [
                {"id": "a", "kind": "choice", "options": ["x"], "ours": {"scores": {"x": 1.5}, "target": "x"}}
            ]
        },
        {"issues": [{"id": "a", "kind": "money"}], "commitment": {"terms": {"a": None}}},
        {
            "issues": [{"id": "a", "kind": "money"}],
            "bargaining": {"offers": [{"round": 1, "by": "us", "terms": {"a": [1, 2]}}]},
        },
        {
            "issues": [{"id": "a", "kind": "date"}],
            "strategy": {"concessions": [{"id": "c", "give": "g", "issue": "a", "from": "2026-01-01"}]},
        },
    ],
)
def test_both_accept(addition: dict[str, Any]) -> None:
    data = {**MINIMAL, **addition}
    assert (accepted_by_schema(data), codes(data)) == (True, set())


@pytest.mark.parametrize(
    "addition",
    [
        {"them": None},
        {"them": {}},
        {"them": {"name": "  "}},
        {"them": {"name": 12}},
        {"them": {"name": "they", "nam": "x"}},
        {"them": {"name": "they", "people": "Ines"}},
        {"them": {"name": "they", "people": [{}]}},
        {"them": {"name": "they", "people": [None]}},
        {"them": {"name": "they", "weaknesses": [1]}},
        {"them": {"name": "they", "weaknesses": {"a": "b"}}},
        {"them": {"name": "they", "batna": {"value": "12"}}},
        {"them": {"name": "they", "batna": {"value": [1, 2, 3]}}},
        {"them": {"name": "they", "batna": {"value": {"value": None}}}},
        {"them": {"name": "they", "batna": {"value": {"value": 1, "sorce": "stated"}}}},
        {"them": {"name": "they", "batna": {"value": {"value": 1, "as_of": "20260331"}}}},
        {"schema": "negotia/deal/9"},
        {"surprise": 1},
        {"deal": {"id": "d", "title": "t", "stage": "prep"}},
        {"deal": {"id": "d", "title": "t", "currency": "eur"}},
        {"deal": {"id": "d", "title": "t", "currency": "XXX"}},
        {"deal": {"id": "d", "title": "t", "close_date": "31.03.2026"}},
        {"deal": {"id": "d", "title": "t", "close_date": "20260331"}},
        {"deal": {"id": "d", "title": "t", "close_date": "2026-02-30"}},
        {"deal": {"id": "d", "title": "t", "close_date": "2026-W14-2"}},
        {"deal": {"id": "d", "title": "t", "contract_value": {"amount": "12000"}}},
        {"deal": {"id": "d", "title": "t", "contract_value": {"amount": True}}},
        {"deal": {"id": "d", "title": "t", "public_tender": "yes"}},
        {"meetings": [{"at": "2026-03-31T14:00"}]},
        {"meetings": [{"at": "2026-03-31"}]},
        {"meetings": [{"minutes": -1}]},
        {"meetings": [{"minutes": 1.5}]},
        {"issues": [{"id": "a", "kind": "price"}]},
        {"issues": [{"id": "a", "kind": "money", "ours": {"target": True}}]},
        {"issues": [{"id": "a", "kind": "money", "ours": {"target": {"source": "stated"}}}]},
        {"issues": [{"id": "a", "kind": "choice", "ours": {"scores": {"x": None}}}]},
        {"strategy": {"process": "x" * 20_001}},
        {"waivers": [{"rule": "R", "by": "me"}]},
    ],
)
def test_both_refuse(addition: dict[str, Any]) -> None:
    data = {**MINIMAL, **addition}
    assert not accepted_by_schema(data)
    assert codes(data)


@settings(max_examples=150, deadline=None)
@given(deal_data(noise=False))
def test_the_reader_takes_what_the_schema_takes(data: dict[str, Any]) -> None:
    assert accepted_by_schema(data)
    assert codes(data) <= SECOND_LOOK


@settings(max_examples=150, deadline=None)
@given(deal_data(noise=True))
def test_the_schema_takes_what_the_reader_takes(data: dict[str, Any]) -> None:
    found = codes(data)
    if not found:
        assert accepted_by_schema(data)
    if accepted_by_schema(data):
        assert found <= SECOND_LOOK
