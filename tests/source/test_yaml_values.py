"""YAML has the meaning of the YAML 1.2 core schema, with exact numbers."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import SourceError
from engine.source import read_source


def read(text: str) -> Any:
    return read_source(text, "deal.yaml").data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("010", 10),
        ("+7", 7),
        ("-0", 0),
        ("0o10", 8),
        ("0x1f", 31),
        ("0b1", "0b1"),
        ("-0x1f", "-0x1f"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T10:00:00+01:00", "2026-03-01T10:00:00+01:00"),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("tRUE", "tRUE"),
        ("1.50", Decimal("1.50")),
        ("-.5", Decimal("-0.5")),
        ("12.", Decimal(12)),
        ("1e3", Decimal("1E+3")),
        ("-1.5E-3", Decimal("-0.0015")),
        (".", "."),
        ("1.2.3", "1.2.3"),
        ("١", "١"),
        ("'12'", "12"),
        ('"null"', "null"),
        ("!!str 12", "12"),
        ("&x 'quoted'", "quoted"),
        ("&x plain", "plain"),
        ("! 12", "12"),
        ("!!int '12'", 12),
        ("!!float 12", Decimal(12)),
        ("!!float 1.0", Decimal("1.0")),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
        ("[~, [], {}]", [None, [], {}]),
        (str(10**40 - 1), 10**40 - 1),
    ],
)
def test_a_plain_word_means_what_the_core_schema_says(written: str, value: Any) -> None:
    data = read(f"a: {written}\n")["a"]
    assert (type(data), str(data)) == (type(value), str(value))


def test_keys_are_texts_as_written() -> None:
    text = "1: a\ntrue: b\nnull: c\n010: d\n'quoted': e\n2.50: f\n? \n: g\n!!str x: h\n&k y: *k\n? z\n"
    assert read(text) == {
        "1": "a",
        "true": "b",
        "null": "c",
        "010": "d",
        "quoted": "e",
        "2.50": "f",
        "": "g",
        "x": "h",
        "y": "y",
        "z": None,
    }


def test_an_alias_is_a_copy() -> None:
    data = read("a: &x {b: [1]}\nc: *x\nd: &y 010\n*y : [*y]\n")
    assert data == {"a": {"b": [1]}, "c": {"b": [1]}, "d": 10, "010": [10]}
    data["a"]["b"].append(2)
    assert data["c"] == {"b": [1]}


def test_the_last_line_counts_as_ended() -> None:
    assert read("a: |\n  x") == read("a: |\n  x\n") == {"a": "x\n"}


def test_a_root_may_be_anything() -> None:
    assert read("- 1\n") == [1]
    assert read("12") == 12
    assert read("--- # only\n~\n...\n") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (".inf", "not-finite"),
        ("-.INF", "not-finite"),
        (".NaN", "not-finite"),
        ("1e999999999", "number-too-long"),
        ("1e40", "number-too-long"),
        ("1e-41", "number-too-long"),
        ("0e99999", "number-too-long"),
        ("0." + "1" * 41, "number-too-long"),
        ("1" * 41, "number-too-long"),
        ("0x" + "f" * 40, "number-too-long"),
        ("1" * 5000, "number-too-long"),
        ("!!python/name:os.system x", "tag"),
        ("!!python/object/apply:os.system [x]", "tag"),
        ("!own x", "tag"),
        ("!!timestamp 2026-03-01", "tag"),
        ("!!set {a, b}", "tag"),
        ("!!seq {a: b}", "tag"),
        ("!!int x", "tag"),
        ("!!bool 1", "tag"),
        ("!!map [a]", "tag"),
        ("{<<: {b: 1}}", "merge-key"),
        ("{? [b] : 1}", "key-not-text"),
        ("{? {b: c} : 1}", "key-not-text"),
        ("*x", "unknown-alias"),
        ("{*x : 1}", "key-not-text"),
        ("&x [*x]", "endless-alias"),
    ],
)
def test_what_is_refused(written: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(f"a: {written}\n")
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].line == 1
    assert caught.value.problems[0].path.startswith("a")


def test_a_merge_key_in_quotes_is_a_text() -> None:
    assert read("'<<': 1\n") == {"<<": 1}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_numbers_with_a_point_keep_every_digit(number: Decimal) -> None:
    for text, name in ((f"a: {number:f}", "x.yaml"), (f'{{"a": {number:f}}}', "x.json")):
        data = read_source(text, name).data["a"]
        assert type(data) is Decimal
        assert data.as_tuple() == number.as_tuple()


@given(st.integers(-(10**40) + 1, 10**40 - 1))
def test_integers_are_exact(number: int) -> None:
    assert read(f"[{number}]") == [number]
    assert read_source(f"[{number}]", "x.json").data == [number]
