from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.deal.reading import build_deal, deal_from, parse_deal, read_deal
from engine.errors import DealError, Problem
from engine.source import read_source
from tests.deal.strategies import deal_data

YAML = "deal: {id: d, title: t}\nus: {name: we}\nthem: {name: they}\n"
JSON = '{"deal": {"id": "d", "title": "t"}, "us": {"name": "we"}, "them": {"name": "they"}}'


def problems(text: str, name: str) -> tuple[Problem, ...]:
    """What is wrong with the text; anything but a deal or a DealError fails the test."""
    try:
        parse_deal(text, name)
    except DealError as error:
        return error.problems
    return ()


def test_yaml_and_json_mean_the_same() -> None:
    assert parse_deal(YAML).model_dump() == parse_deal(JSON, format="json").model_dump()
    assert parse_deal(JSON, "plan.json").model_dump() == parse_deal(JSON.encode()).model_dump()


@pytest.mark.parametrize(("name", "text"), [("plan.yaml", YAML), ("plan.json", JSON)])
def test_files(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for given_path in (path, str(path)):
        deal = read_deal(given_path)
        assert deal.id == "d"
        assert deal.source is not None
        assert deal.source.name == str(path)


def test_a_deal_from_a_source_that_was_read_before() -> None:
    source = read_source(YAML, "plan.yaml")
    assert deal_from(source).source is source


def test_building_from_data_adds_to_what_was_found() -> None:
    found: list[Any] = []
    assert build_deal({"deal": {"id": "d"}, "us": {"name": "we"}, "them": {"name": "they"}}, found) is None
    assert [(mistake.location, mistake.code) for mistake in found] == [(("deal",), "missing-key")]


def test_a_problem_of_json_has_its_place_too() -> None:
    (problem,) = problems(JSON.replace('"t"', '"t", "stage": "prep"'), "plan.json")
    assert str(problem).startswith("plan.json:1:45: 'stage' cannot be 'prep'")
    assert problem.path == "deal.stage"


@settings(max_examples=200, deadline=None)
@given(deal_data(noise=True))
def test_any_data_of_about_the_right_shape_gives_a_deal_or_problems_with_a_place(
    data: dict[str, Any],
) -> None:
    for problem in problems(json.dumps(data), "plan.json"):
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert problem.code


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["deal", "us", "issues", "id", "terms", "x"]), inner, max_size=4)
    ),
)


@settings(deadline=None)
@given(_ANY)
def test_any_data_at_all_gives_a_deal_or_problems_with_a_place(data: object) -> None:
    found = problems(json.dumps(data), "plan.json")
    assert found
    assert all(problem.line >= 1 for problem in found)


@settings(max_examples=60, deadline=None)
@given(deal_data(noise=True))
def test_yaml_and_json_have_the_same_problems(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    as_yaml, as_json = problems(text, "plan.yaml"), problems(text, "plan.json")
    assert sorted((p.code, p.path, p.message) for p in as_yaml) == sorted(
        (p.code, p.path, p.message) for p in as_json
    )
