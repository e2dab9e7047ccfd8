"""Every value and key can be traced to its line and column."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Problem
from engine.source import Source, path_text, read_source

YAML = """\
# a plan
deal:
  id: d1
  'the title': "x"
issues:
- id: price
  ours: {opening: [50, 60]}
- &t
  id: term
- *t
empty:
note: |
  text
? long
: 1
&k kind: a
of: {*k : b}
"""

JSON = (
    '{\n  "deal": {"id": "d1", "the \\"title\\"": "x"},\r\n'
    '\t"issues": [{"id": "é", "ours": [50, -1.5e1]}, {}],\n"n": null}'
)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("deal",), (3, 3), (2, 1)),
        (("deal", "id"), (3, 7), (3, 3)),
        (("deal", "the title"), (4, 16), (4, 3)),
        (("deal", "missing"), (3, 3), (3, 3)),
        (("deal", "id", "deeper", "still"), (3, 7), (3, 7)),
        (("issues", 0), (6, 3), (6, 3)),
        (("issues", 0, "ours", "opening", 1), (7, 24), (7, 24)),
        (("issues", 1, "id"), (9, 7), (9, 3)),
        (("issues", 2), (10, 3), (10, 3)),
        (("issues", 2, "id"), (9, 7), (9, 3)),
        (("issues", 3), (6, 1), (6, 1)),
        (("issues", -1), (6, 1), (6, 1)),
        (("issues", "id"), (6, 1), (6, 1)),
        (("empty",), (11, 7), (11, 1)),
        (("note",), (12, 7), (12, 1)),
        (("long",), (15, 3), (14, 3)),
        (("of", "kind"), (17, 11), (17, 6)),
        (("missing",), (2, 1), (2, 1)),
        ((0,), (2, 1), (2, 1)),
    ],
)
def test_positions_in_yaml(path: Any, value: tuple[int, int], key: tuple[int, int]) -> None:
    source = read_source(YAML, "deal.yaml")
    assert source.position(path) == value
    assert source.key_position(path) == key


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("deal",), (2, 11), (2, 3)),
        (("deal", 'the "title"'), (2, 41), (2, 24)),
        (("issues",), (3, 12), (3, 2)),
        (("issues", 0, "ours", 1), (3, 38), (3, 38)),
        (("issues", 1), (3, 48), (3, 48)),
        (("issues", 1, "id"), (3, 48), (3, 48)),
        (("n",), (4, 6), (4, 1)),
    ],
)
def test_positions_in_json(path: Any, value: tuple[int, int], key: tuple[int, int]) -> None:
    source = read_source(JSON, "deal.json")
    assert source.position(path) == value
    assert source.key_position(path) == key


def test_a_byte_order_mark_takes_no_column() -> None:
    source = read_source("\ufeffa: 1\n", "x")
    assert source.key_position(("a",)) == (1, 1)
    assert source.text == "a: 1\n"


def test_lines_are_those_of_an_editor() -> None:
    source = read_source('{"a":\r\n "b",\r"c": "\u2028"\n}', "x.json")
    assert [source.line_text(line) for line in range(6)] == ["", '{"a":', ' "b",', '"c": "\u2028"', "}", ""]
    assert source.position(("c",)) == (3, 6)


def test_a_problem_is_made_at_its_place() -> None:
    source = read_source(YAML, "deal.yaml")
    path = ("deal", "the title")
    assert source.problem("code", "is wrong", path, hint="do right") == Problem(
        "code", "is wrong", "deal.yaml", 4, 16, 'deal["the title"]', "do right"
    )
    assert source.problem("code", "is wrong", path, at_key=True).column == 3


def test_a_source_travels_between_processes() -> None:
    source = read_source(YAML, "deal.yaml")
    source.position()
    copy: Source = pickle.loads(pickle.dumps(source))
    assert copy.data == source.data
    assert copy.position(("deal", "id")) == (3, 7)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("a",), "a"),
        ((0,), "[0]"),
        (("issues", 0, "ours", "opening"), "issues[0].ours.opening"),
        (("a b", "c"), '["a b"].c'),
        (("a", "b.c"), 'a["b.c"]'),
        (("a", ""), 'a[""]'),
    ],
)
def test_path_text(path: Any, text: str) -> None:
    assert path_text(path) == text


DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(codec="utf-8"), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\"\\:{[é\n", max_size=3), inner, max_size=3),
    max_leaves=15,
)  # fmt: skip


@given(DATA, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_of_any_shape_has_each_value_where_it_says(data: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    source = read_source(text, "x.json")
    assert source.data == data
    check(source, data, ())


def check(source: Source, data: Any, path: tuple[str | int, ...]) -> None:
    assert decoded_at(source, *source.position(path)) == data
    if isinstance(data, list):
        for index, item in enumerate(data):
            check(source, item, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            assert decoded_at(source, *source.key_position((*path, key))) == key
            check(source, item, (*path, key))


def decoded_at(source: Source, line: int, column: int) -> Any:
    lines = source.text.split("\n")
    rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
    return json.JSONDecoder().raw_decode(rest)[0]
