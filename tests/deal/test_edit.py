"""An edit of a deal text changes its place and nothing else."""

import json
from decimal import Decimal
from typing import Any

import pytest

from engine.deal.edit import Key, append_item, remove, set_value
from engine.errors import NegotiaError
from engine.source import read_source

DEAL = """\
# a plan
schema: negotia/deal/1
deal:
  id: d1   # ours
  title: 'Renewal: Acme'
  value: {amount: 120000.50, basis: TCV}  # net

  note: |
    first
      second
  owner:
issues:
- id: price  # the main one
  # what we want
  ours:
    opening: 100
    why: "because"
- {id: term, ours: {opening: 12}}
- id: scope
last: [a, b, 'c']
"""

SET = [
    (("deal", "id"), "d2", "  id: d1   # ours", "  id: d2   # ours"),
    (("deal", "title"), "Acme's", "'Renewal: Acme'", "'Acme''s'"),
    (("deal", "value", "amount"), Decimal("1.50"), "120000.50", "1.50"),
    (("deal", "value", "unit"), "a, b", "TCV}", 'TCV, unit: "a, b"}'),
    (("deal", "value"), None, "{amount: 120000.50, basis: TCV}", "null"),
    (
        ("deal", "value"),
        {"amount": 1, "of": [True]},
        "{amount: 120000.50, basis: TCV}",
        "{amount: 1, of: [true]}",
    ),
    (("deal", "owner"), "Kim", "  owner:\n", "  owner: Kim\n"),
    (("deal", "owner", "name"), "Kim", "  owner:\n", "  owner:\n    name: Kim\n"),
    (("deal", "note"), "short", "|\n    first\n      second\n", "short\n"),
    (("deal", "note"), "one\ntwo\n", "|\n    first\n      second\n", "|\n    one\n    two\n"),
    (("deal", "id"), "one\ntwo", "  id: d1   # ours\n", "  id: |-   # ours\n    one\n    two\n"),
    (("deal", "id"), {"a": 1}, "  id: d1   # ours\n", "  id:   # ours\n    a: 1\n"),
    (("deal", "stage"), "no", "  owner:\n", "  owner:\n  stage: no\n"),
    (("deal", "a", "b", "c"), 1, "  owner:\n", "  owner:\n  a:\n    b:\n      c: 1\n"),
    (("issues", Key("id", "price"), "ours", "opening"), 95, "opening: 100", "opening: 95"),
    (("issues", Key("id", "price"), "ours", "target"), 90, '"because"\n', '"because"\n    target: 90\n'),
    (("issues", Key("id", "price"), "ours", "why"), "new", '"because"', '"new"'),
    (
        ("issues", 0, "ours"),
        "none",
        '  ours:\n    opening: 100\n    why: "because"\n',
        "  ours: none\n",
    ),
    (
        ("issues", 0, "ours"),
        {"target": 1},
        '    opening: 100\n    why: "because"\n',
        "    target: 1\n",
    ),
    (("issues", Key("id", "term"), "ours", "opening"), 24, "opening: 12", "opening: 24"),
    (("issues", Key("id", "scope"), "tier"), "trade", "- id: scope\n", "- id: scope\n  tier: trade\n"),
    (("issues", 2), "scope", "- id: scope\n", "- scope\n"),
    (("last", 1), "2", "[a, b, 'c']", "[a, \"2\", 'c']"),
    (("last", 1), "2026-03-01", "[a, b, 'c']", "[a, 2026-03-01, 'c']"),
    (("last", 2), "d", "'c'", "'d'"),
    (
        ("new",),
        {"list": [{"a": 1, "b": [2]}, "x"]},
        "'c']\n",
        "'c']\nnew:\n  list:\n  - a: 1\n    b:\n    - 2\n  - x\n",
    ),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), SET, ids=str)
def test_set_value(path: Any, value: Any, old: str, new: str) -> None:
    assert DEAL.count(old) == 1
    assert set_value(DEAL, path, value) == DEAL.replace(old, new)


APPEND = [
    (("issues",), {"id": "x"}, "- id: scope\n", "- id: scope\n- id: x\n"),
    (("issues",), "one\ntwo\n", "- id: scope\n", "- id: scope\n- |\n  one\n  two\n"),
    (("last",), "d", "'c']", "'c', d]"),
    (("last",), {"a": []}, "'c']", "'c', {a: []}]"),
    (("deal", "owner"), "Kim", "  owner:\n", "  owner:\n  - Kim\n"),
    (("deal", "people"), {"name": "Kim"}, "  owner:\n", "  owner:\n  people:\n  - name: Kim\n"),
]


@pytest.mark.parametrize(("path", "item", "old", "new"), APPEND, ids=str)
def test_append_item(path: Any, item: Any, old: str, new: str) -> None:
    assert append_item(DEAL, path, item) == DEAL.replace(old, new)


REMOVE = [
    (("deal", "id"), "  id: d1   # ours\n", ""),
    (("deal", "note"), "  note: |\n    first\n      second\n", ""),
    (("deal", "owner"), "  owner:\n", ""),
    (("deal", "value", "amount"), "amount: 120000.50, ", ""),
    (("deal", "value", "basis"), ", basis: TCV", ""),
    (("issues", 2), "- id: scope\n", ""),
    (("issues", 2, "id"), "- id: scope\n", "- {}\n"),
    (("issues", Key("id", "term")), "- {id: term, ours: {opening: 12}}\n", ""),
    (("issues", 0, "id"), "- id: price  # the main one\n", "-   # the main one\n"),
    (("last",), "last: [a, b, 'c']\n", ""),
    (("last", 0), "a, ", ""),
    (("last", 2), ", 'c'", ""),
    (
        ("issues",),
        DEAL[DEAL.index("issues") : DEAL.index("last")],
        "",
    ),
]


def test_a_text_with_all_its_line_breaks_gets_no_more_of_them() -> None:
    assert remove("a: |+\n  x\n\nb: 1\n\n\nc: 1\n", ("b",)) == "a: |+\n  x\n\nc: 1\n"
    assert remove("a: |+\n  x\n\nb: 1\n\n", ("b",)) == "a: |+\n  x\n\n"
    assert remove("a: |+\n  x\n\nb: 1", ("b",)) == "a: |+\n  x\n\n"
    assert remove("a: 1\nb: 1", ("b",)) == "a: 1"


@pytest.mark.parametrize(("path", "old", "new"), REMOVE, ids=str)
def test_remove(path: Any, old: str, new: str) -> None:
    assert DEAL.count(old) == 1
    assert remove(DEAL, path) == DEAL.replace(old, new)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: 1", ("b",), 2, "a: 1\nb: 2"),
        ("a: 1\r\nb: 2\r\n", ("a",), {"c": 1}, "a:\r\n  c: 1\r\nb: 2\r\n"),
        ("a: 1\r\n", ("b",), 2, "a: 1\r\nb: 2\r\n"),
        ("\ufeffa: 1\n", ("a",), 2, "\ufeffa: 2\n"),
        ("a:\n    b: 1\n", ("c", "d"), 2, "a:\n    b: 1\nc:\n    d: 2\n"),
        ("a:\n- 1\n", ("b",), [2], "a:\n- 1\nb:\n- 2\n"),
        ("a:\n    - 1\n", ("b",), [2], "a:\n    - 1\nb:\n    - 2\n"),
        ("a: {}\n", ("a", "b"), 1, "a: {b: 1}\n"),
        ("a: [] # c\n", ("a",), [1], "a: [1] # c\n"),
        ("{}\n", ("a",), 1, "{a: 1}\n"),
        ("~\n", ("a",), 1, "a: 1\n"),
        ("a: # c\n  b: 1 # d\n", ("a",), 1, "a: 1 # c\n"),
        ("a: # c\n  b: 1 # d\n", ("a",), [1], "a: # c\n  - 1\n"),
        ("- a # c\n- b\n", (0,), {"x": 1, "y": 2}, "- x: 1 # c\n  y: 2\n- b\n"),
        ("-\n- b\n", (0,), {"x": 1, "y": 2}, "- x: 1\n  y: 2\n- b\n"),
        ("-\n- b\n", (0,), 1, "- 1\n- b\n"),
        ("- - a\n  - b\n", (0, 1), [1, 2], "- - a\n  - - 1\n    - 2\n"),
        ("- # c\n  a: 1\n- b\n", (0,), 1, "- 1 # c\n- b\n"),
        ("- |\n  a\n  b\n", (0,), "c\nd\n", "- |\n  c\n  d\n"),
        ("a: >-\n  one\n  two\n", ("a",), "x", "a: x\n"),
        ("{a}\n", ("a",), 1, "{a: 1}\n"),
        ("[a]\n", (0,), {}, "[{}]\n"),
        ("a: &x {b: 1}\nc: *x\n", ("c", "b"), 2, "a: &x {b: 1}\nc:\n  b: 2\n"),
        ("a: &x\n  b: 1\nc: *x\n", ("c",), 2, "a: &x\n  b: 1\nc: 2\n"),
        ("a: &x\n- b\n- c\n", ("a", 1), "d", "a: &x\n- b\n- d\n"),
        ("*x : 1\n", ("a",), 1, None),
        ("&x a: 1\n*x : 2\n", ("a",), 3, None),
        ("&x a: 1\nb: {*x : 2}\n", ("b", "a"), 3, "&x a: 1\nb: {*x : 3}\n"),
        ("a: &x b\n*x : 2\n", ("b",), 3, "a: &x b\n*x : 3\n"),
        ("a: |+\n  x\n\nb: 1\n", ("b",), 2, "a: |+\n  x\n\nb: 2\n"),
        ("? a\n: 1\n", ("a",), 2, "? a\n: 2\n"),
        ("a: one\n two\n", ("a",), "x", "a: x\n"),
        ("a: 1\n# end\n", ("b",), 2, "a: 1\nb: 2\n# end\n"),
        ("a: 1\n---\n", ("b",), 2, None),
    ],
    ids=str,
)
def test_the_manner_of_the_text_is_kept(before: str, path: Any, value: Any, after: str | None) -> None:
    if after is None:
        with pytest.raises(NegotiaError):
            set_value(before, path, value)
    else:
        assert set_value(before, path, value) == after


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"'])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "no", "on", "12", "-1.5", "0x1f", "1_000", "12:30", "2026-01-01", "null", "~", "true",
        ".inf", "- a", "a: b", "a:", "a #b", "#a", "it's", "say \"x\"", "back\\slash", "tab\there",
        "line\nbreak", "two\n\nparts\n", "\nfirst", " lead\nx", "end \nx", "x\n\n", "x\r\ny", "{{ x }}",
        "[x]", "@x", "`x`", "%x", "*x", "&x", "!x", "|", ">", "?", "-", "--- x", "...", "<<", "=",
        "café", "価格", "😀", "\u0007", "\x85", "\u2028", "\ufeff", "\u007f", "a,b", "x" * 500, "1" * 60,
        "1e999",
    ],
)  # fmt: skip
def test_a_text_reads_back_as_this_text(text: str, style: str) -> None:
    before = f"a: {style.format('x')}\nb: [{style.format('x')}]\n"
    for path in (("a",), ("b", 0), ("c", "d"), ("e",)):
        after = set_value(before, path, text)
        data: Any = read_source(after, "x.yaml").data
        for step in path:
            data = data[step]
        assert data == text
    key = read_source(set_value(before, (text,), 1), "x.yaml").data
    assert key[text] == 1


@pytest.mark.parametrize(
    "value", [0, -5, 10**39, Decimal("0.10"), Decimal("1E+3"), Decimal("-12.340"), True, False, None]
)
def test_a_single_value_is_written_as_it_is(value: Any) -> None:
    for text, format in (("a: x\n", "yaml"), ('{"a": "x"}', "json")):
        data = read_source(set_value(text, ("a",), value, format=format), "x", format=format).data
        assert data == {"a": value}
        assert str(data["a"]) == str(value)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda: set_value(DEAL, ("deal", "id", "x"), 1), "deal.id is a text, not a mapping: it has no 'x'"),
        (lambda: set_value(DEAL, ("issues", "x"), 1), "issues is a list, not a mapping: it has no 'x'"),
        (lambda: set_value("1", ("x",), 1), "the file is a single value, not a mapping: it has no 'x'"),
        (lambda: set_value(DEAL, ("issues", 3), 1), "issues has no item 3"),
        (lambda: set_value(DEAL, ("issues", -1), 1), "issues has no item -1"),
        (
            lambda: set_value(DEAL, ("issues", Key("id", "z"), "x"), 1),
            "issues has no item whose id is 'z'",
        ),
        (lambda: set_value(DEAL, ("deal", 0), 1), "deal is a mapping, not a list: it has no item 0"),
        (lambda: set_value(DEAL, ("x", 0), 1), "x is empty, not a list: it has no item 0"),
        (lambda: append_item(DEAL, ("deal",), 1), "deal is not a list: nothing can be added to it"),
        (lambda: append_item(DEAL, (), 1), "the file is not a list: nothing can be added to it"),
        (lambda: remove(DEAL, ("deal", "x")), "deal.x cannot be removed: there is no such entry"),
        (lambda: remove(DEAL, ("deal", "x", "y")), "deal.x.y cannot be removed: there is no such entry"),
        (lambda: remove(DEAL, ()), "the whole file cannot be removed: there is no such entry"),
        (lambda: set_value(DEAL, ("x",), 1.5), "1.5 cannot be written: only texts, exact numbers, true,"),
        (lambda: set_value(DEAL, ("x",), Decimal("NaN")), "cannot be written"),
        (lambda: set_value(DEAL, ("x",), 10**40), "the number needs more than 40 digits"),
        (lambda: set_value(DEAL, ("x",), "\ud83d"), "U+D83D is half of a character and cannot be written"),
        (
            lambda: set_value("a: &x 1\nb: *x\n", ("a",), 2),
            "a cannot be changed without changing another place",
        ),
    ],
)
def test_what_cannot_be_edited_is_named(edit: Any, message: str) -> None:
    with pytest.raises(NegotiaError) as caught:
        edit()
    assert message in str(caught.value)


def test_a_value_that_is_there_already_changes_nothing() -> None:
    text = "a: 1.0 # c\nb: 'x'\n"
    assert set_value(text, ("b",), "x") == text
    assert set_value(text, ("a",), Decimal("1.0")) == text
    assert set_value(text, ("a",), Decimal("1.00")) == "a: 1.00 # c\nb: 'x'\n"


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "a": {\n    "b": 1.50,\n    "c": []\n  },\n  "d": [\n    "é",\n    {}\n  ]\n}\n',
        '{\n\t"a": {\n\t\t"b": 1.50,\n\t\t"c": []\n\t},\n\t"d": [\n\t\t"é",\n\t\t{}\n\t]\n}',
        '{"a": {"b": 1.50, "c": []}, "d": ["\\u00e9", {}]}',
        '{"a":{"b":1.50,"c":[]},"d":["é",{}]}\r\n',
        '{"a":{"b":1.50, "c":[]}, "d":["é", {}]}',
        '{\r\n "a": {\r\n  "b": 1.50,\r\n  "c": []\r\n },\r\n "d": [\r\n  "é",\r\n  {}\r\n ]\r\n}\r\n',
    ],
)
def test_json_is_written_in_its_own_manner(text: str) -> None:
    def edited(value: str) -> str:
        return text.replace("1.50", value)

    assert set_value(text, ("a", "b"), Decimal("2.50"), format="json") == edited("2.50")
    assert set_value(text, ("a", "b"), True, format="json") == edited("true")
    assert set_value(text, ("a", "b"), "x", format="json") == edited('"x"')
    added = append_item(text, ("d",), {"e": None}, format="json")
    assert json.loads(added)["d"] == ["é", {}, {"e": None}]
    assert remove(added, ("d", 2), format="json") == text
