"""A text that is not YAML or JSON: what is wrong in plain words, where, and the way out."""

import json

import pytest

from engine.errors import SourceError
from engine.source import json_reader, read_source, yaml_events

YAML = [
    ("a: b: c\n", "1:5", "a colon followed by a space stands inside a text"),
    ("a:1\nb: 2\n", "1:3", "a space is missing after the colon"),
    ("a: 1\nb:2\nc: 3\n", "2:3", "a space is missing after the colon"),
    ("a: 1\nb:2\n", "2:3", "a space is missing after the colon"),
    ("- a\n-b\n- c\n", "2:2", "a space is missing after the dash"),
    ("a: 1\nb\nc: 3\n", "2:1", "a colon is missing after the key"),
    ("a:\n\tb: 1\n", "2:1", "a tab is used for indentation"),
    ("a:\n  \tb: 1\nc: d: e\n", "2:3", "a tab is used for indentation"),
    ("a: x\n\t- b\n", "2:1", "a tab is used for indentation"),
    ("a: [1, 2\nb: 3\n", "1:4", "'[' is not closed, or a comma is missing after it"),
    ("a: {x: 1\nb: 3\n", "1:4", "'{' is not closed, or a comma is missing after it"),
    ("a: 'x\nb: 3\n", "1:4", "the quote is not closed"),
    ('a: "x\nb: 3\n', "1:4", "the quote is not closed"),
    ('a: "x\n---\ny"\n', "1:4", "the quote is not closed"),
    ('a: "C:\\quay"\n', "1:7", "the backslash begins no known escape"),
    ('a: "\\x1"\n', "1:7", "the escape has too few digits"),
    ("a: @x\n", "1:4", "a value cannot begin with '@'"),
    ("a: `x`\n", "1:4", "a value cannot begin with '`'"),
    ("a: %x\n", "1:4", "a value cannot begin with '%'"),
    ("a: ,b\n", "1:4", "a value is missing before this comma"),
    ("a: [1,,2]\n", "1:7", "a value is missing before this comma"),
    ("a: [1, ", "1:8", "the text ends before a bracket is closed"),
    ("- a\nb: 1\n", "2:1", "a list item is expected here"),
    ("a: 1\n- b\n", "2:1", "a list item stands where a key is expected"),
    ("a:\n  - b\n - c\n", "3:2", "a list item stands where a key is expected"),
    ("a: 1\n  b: 2\n", "2:4", "the line is indented as if the line above had no value"),
    ("a: |\n  x\n y\n", "3:2", "the indentation matches no line above"),
    ("  a: 1\nb: 2\n", "2:1", "this does not belong to the data above"),
    ("{a: 1}}\n", "1:7", "this does not belong to the data above"),
    ("a: *\n", "1:4", "'*' and '&' begin an alias or an anchor"),
    ("a: **bold**\n", "1:4", "'*' and '&' begin an alias or an anchor"),
    ("a: 'it's'\n", "1:8", "text follows the closing quote"),
    ('a: "b" "c"\n', "1:8", "text follows the closing quote"),
    ("a: &x &y 1\n", "1:7", "this does not belong to the value before it"),
    ("a: |x\n y\n", "1:5", "text cannot follow '|' or '>' on the same line"),
    ("a: - b\n", "1:4", "a list cannot begin on this line"),
    ("a: !<x\n", "1:4", "'!' begins a tag"),
    ("a: !x!y z\n", "1:4", "'!' begins a tag"),
    ("%YAML 3.0\n---\na\n", "1:1", "a line that begins with '%' is not data"),
    ("%\n", "1:1", "a line that begins with '%' is not data"),
    ("a: \x07\nb: \x00\n", "1:4", "the control character U+0007 is not allowed here"),
]


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize(("text", "place", "message"), YAML, ids=[repr(row[0]) for row in YAML])
def test_yaml(text: str, place: str, message: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "python":
        monkeypatch.setattr(yaml_events, "_PARSER", yaml_events.PurePythonParser)
    with pytest.raises(SourceError) as caught:
        read_source(text, "deal.yaml")
    first = caught.value.problems[0]
    assert first.message == message
    assert first.hint
    if parser == "libyaml" or first.code != "syntax" or "escape" not in message:
        assert f"{first.line}:{first.column}" == place


def test_only_libyaml_refuses_an_unknown_directive_and_half_characters() -> None:
    with pytest.raises(SourceError, match=r"x:1:1: a line that begins with '%' is not data"):
        read_source("%FOO\n---\na: 1\n", "x")
    with pytest.raises(SourceError, match=r"x:1:8: the backslash begins no known escape"):
        read_source('a: "x\\ud83d\\ude00"\n', "x")


def test_only_libyaml_takes_a_tab_for_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_source("a:\t[1,\t2]\t# tab\n", "x").data == {"a": [1, 2]}
    monkeypatch.setattr(yaml_events, "_PARSER", yaml_events.PurePythonParser)
    with pytest.raises(SourceError, match=r"x:1:3: a tab stands where a value is expected \(use spaces\)"):
        read_source("a:\t1\n", "x")


def test_every_control_character_is_found() -> None:
    with pytest.raises(SourceError) as caught:
        read_source("a: \x07\r\nb: é\x0b\n", "x.yaml")
    assert [(p.line, p.column) for p in caught.value.problems] == [(1, 4), (2, 5)]


def test_a_complaint_without_an_explanation_is_passed_on() -> None:
    with pytest.raises(SourceError, match=r"x:1:3: is not valid YAML: found extremely long"):
        raise_with("found extremely long version number", (0, 2))
    with pytest.raises(SourceError, match=r"x: is not valid YAML: something"):
        raise_with("something", None)


def raise_with(problem: str, mark: tuple[int, int] | None) -> None:
    from yaml import YAMLError
    from yaml.error import Mark, MarkedYAMLError

    from engine.source.limits import DEFAULT
    from engine.source.problems import Collector
    from engine.source.yaml_messages import syntax_problems

    error: YAMLError = YAMLError(problem)
    if mark:
        error = MarkedYAMLError(problem=problem, problem_mark=Mark("", 0, *mark, None, None))
    syntax_problems(error, "abc\n", Collector("x", DEFAULT))


JSON = [
    ("{", "1:2", "the text ends too early"),
    ('{"a": 1', "1:8", "the text ends too early"),
    ('{"a" 1}', "1:6", "a colon is missing after the key"),
    ('{"a": 1,}', "1:9", "a comma stands before the closing bracket"),
    ("[1,]", "1:4", "a value is missing here"),
    ('{"a": 1 ,\n }', "2:2", "a comma stands before the closing bracket"),
    ('{"a":}', "1:6", "a value is missing here"),
    ("{a: 1}", "1:2", "a key in double quotes is expected here"),
    ("{'a': 1}", "1:2", "a key in double quotes is expected here"),
    ("['a']", "1:2", "text stands in single quotes"),
    ("[1\n 2]", "2:2", "a comma or a closing bracket is missing"),
    ('{"a": 1 "b": 2}', "1:9", "a comma or a closing bracket is missing"),
    ("[01]", "1:3", "a comma or a closing bracket is missing"),
    ('["x', "1:2", "the quote is not closed"),
    ('["a\\q"]', "1:4", "the backslash begins no known escape"),
    ('["\\u12"]', "1:4", "the backslash begins no known escape"),
    ('["a\tb"]', "1:4", "a text holds a line break, tab or control character"),
    ("[nul]", "1:2", "a value is expected here"),
    ("[1]]", "1:4", "text follows the end of the data"),
    ('{"a": 1} // b', "1:10", "JSON has no comments"),
    ('{\r\n  # b\r\n  "a": 1}', "2:3", "JSON has no comments"),
]


@pytest.mark.parametrize(("text", "place", "message"), JSON, ids=[repr(row[0]) for row in JSON])
def test_json(text: str, place: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(text, "deal.json")
    (problem,) = caught.value.problems
    assert (f"{problem.line}:{problem.column}", problem.message) == (place, message)
    assert problem.hint


def test_a_complaint_about_json_without_an_explanation_is_passed_on() -> None:
    fault, offset = json_reader._explained(json.JSONDecodeError("Odd thing", "[1]", 1), "[1]")
    assert (fault.message, offset) == ("is not valid JSON: Odd thing", 1)
