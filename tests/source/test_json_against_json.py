"""JSON is accepted exactly when `json` accepts it and nothing of what we refuse is in it, and means the same."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.errors import SourceError
from engine.source import Limits, read_source

LIMITS = Limits(depth=4, digits=6)


class Refused(Exception):
    """The oracle's word for whatever is not accepted."""


def by_json(text: str) -> Any:
    """What the text means by `json` alone; raises Refused for everything that we refuse."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise Refused("key given twice")
        return dict(pairs)

    def number(digits: str) -> Any:
        mantissa, _, exponent = digits.lower().partition("e")
        significant = mantissa.replace(".", "").lstrip("-0")
        if len(significant) > LIMITS.digits or abs(int(exponent or 0)) > LIMITS.digits:
            raise Refused("number too long")
        return Decimal(digits) if exponent or "." in digits else int(digits)

    def constant(word: str) -> Any:
        raise Refused(word)

    try:
        data = json.loads(
            text, object_pairs_hook=unique, parse_int=number, parse_float=number, parse_constant=constant
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refused(str(error)) from None
    if depth(data) > LIMITS.depth or re.search(
        "[\ud800-\udfff]", json.dumps(data, ensure_ascii=False, default=str)
    ):
        raise Refused("too deep, or half a character")
    return data


def depth(data: Any) -> int:
    """How many lists and objects stand inside each other."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def accepted(text: str) -> str | None:
    """What our reader makes of a text, with types and order; None if it refuses it."""
    try:
        return repr(read_source(text, "deal.json", limits=LIMITS).data)
    except SourceError:
        return None


def expected(text: str) -> str | None:
    """What our reader should make of it."""
    try:
        return repr(by_json(text))
    except Refused:
        return None


PIECES = st.sampled_from(
    [
        *'{}[]:,"\\',
        *('"a"', '"a"', '"b"', '":"', '"{["', r'"\""', r'"\\"', r'"\u003a"', r'"\u0061"', r'"\ud83d\ude00"'),
        *(
            r'"\ud800"',
            r'"\\ud800"',
            '"é€😀"',
            "null",
            "true",
            "NaN",
            "-Infinity",
            "0",
            "-0",
            "-0.0",
            "01",
            "1.",
        ),
        *("12345", "1234567", "1.5", "1e5", "1E-5", "1.50", " ", "\n", "\t", "\x0b", "\ufeff"),
    ]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**7), 10**7), st.text('a:"\\{}[]\ud83dé\n', max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:\\", max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example('{"a":1,"a":":"}')
@example(r'{"a":1,"a":"\u003a"}')
@example(r'{"a":1,"\u0061":2}')
@example("[[[[0]]]]")
@example("[[[[[0]]]]]")
@example('{"a": 1.50, "b": [-0, -0.0, 1e5]}')
def test_soup_of_tokens(text: str) -> None:
    if text.removeprefix("\ufeff").strip():
        assert accepted(text) == expected(text.removeprefix("\ufeff"))


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_any_data(data: Any, escaped: bool, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=escaped, indent=indent)
    assert accepted(text) == expected(text)


@given(st.lists(st.tuples(st.sampled_from(["a", ":", "b", "\\"]), SCALARS), max_size=4))
def test_keys_given_twice(pairs: list[tuple[str, Any]]) -> None:
    text = "{" + ",".join(f"{json.dumps(key)}:{json.dumps(value)}" for key, value in pairs) + "}"
    assert accepted(text) == expected(text)


@pytest.mark.parametrize("text", ["[" * 5000 + "]" * 5000, '{"a":' * 5000 + "1" + "}" * 5000])
def test_endless_depth(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_source(text, "deal.json")
    assert [problem.code for problem in refused.value.problems] == ["too-deep"]
