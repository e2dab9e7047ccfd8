"""Data that the JSON Schema of deal files describes, drawn at random, with noise where it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from engine.deal.schema import deal_schema

SCHEMA = deal_schema()
_WORDS = ("price", "term", "support", "Ines Duarte", "us", "none", "12,5", "12%", "3", "EUR", "2026-03-31")
_TEXTS = st.sampled_from(_WORDS) | st.text(
    st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=6
)
_NUMBERS = st.integers(-5, 100) | st.integers(-10_000, 10_000).map(lambda cents: cents / 100)
_DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str)
_MOMENTS = st.builds(
    "{}T{:02}:30{}".format, _DAYS, st.integers(0, 23), st.sampled_from(("Z", "+02:00", "-05:30"))
)
_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    _NUMBERS,
    _TEXTS,
    st.sampled_from(("", "  ")),
    st.lists(_TEXTS, max_size=2),
    st.dictionaries(_TEXTS, _NUMBERS, max_size=2),
)


@st.composite
def deal_data(draw: st.DrawFn, *, noise: bool) -> dict[str, Any]:
    """A deal as plain data: what the schema accepts or, with noise, now and then something else."""
    data = draw(_value(SCHEMA, noise))
    return data if isinstance(data, dict) else {"deal": data}


@st.composite
def _value(draw: st.DrawFn, node: dict[str, Any], noise: bool) -> Any:
    if noise and draw(st.integers(0, 49)) == 0:
        return draw(_JUNK)
    if "$ref" in node:
        return draw(_value(SCHEMA["$defs"][node["$ref"].rpartition("/")[2]], noise))
    if "anyOf" in node:
        return draw(_value(draw(st.sampled_from(node["anyOf"])), noise))
    if "enum" in node:
        return draw(st.sampled_from(node["enum"]))
    kind = node["type"] if isinstance(node["type"], str) else draw(st.sampled_from(node["type"]))
    return draw(_OF_KIND[kind](node, noise))


def _text(node: dict[str, Any], noise: bool) -> st.SearchStrategy[str]:
    if node.get("format") == "date":
        return _DAYS
    return _MOMENTS if "examples" in node else _TEXTS


@st.composite
def _mapping(draw: st.DrawFn, node: dict[str, Any], noise: bool) -> dict[str, Any]:
    if node.get("properties") is None:
        keys = draw(st.lists(_TEXTS, max_size=3, unique=True))
        return {key: draw(_value(node["additionalProperties"], noise)) for key in keys}
    required = node.get("required", [])
    optional = sorted(node["properties"].keys() - required)
    keys = (
        [*required, *draw(st.lists(st.sampled_from(optional), max_size=4, unique=True))]
        if optional
        else required
    )
    if noise and draw(st.integers(0, 29)) == 0:
        keys = keys[1:]
    data = {key: draw(_value(node["properties"][key], noise)) for key in keys}
    return {**data, draw(_TEXTS): 1} if noise and draw(st.integers(0, 29)) == 0 else data


def _list(node: dict[str, Any], noise: bool) -> st.SearchStrategy[list[Any]]:
    return st.lists(
        _value(node["items"], noise), min_size=node.get("minItems", 0), max_size=node.get("maxItems", 2)
    )


_OF_KIND = {
    "string": _text,
    "object": _mapping,
    "array": _list,
    "number": lambda node, noise: _NUMBERS,
    "integer": lambda node, noise: st.integers(node.get("minimum", -5), 100),
    "boolean": lambda node, noise: st.booleans(),
    "null": lambda node, noise: st.none(),
}
