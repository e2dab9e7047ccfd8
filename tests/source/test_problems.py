"""Every problem of a source is reported at once, each at its place."""

from collections.abc import Callable

import pytest

from engine.errors import SourceError
from engine.source import Limits, read_source


def problems(text: str, name: str = "deal.yaml", limits: Limits = Limits()) -> list[str]:  # noqa: B008 - frozen
    with pytest.raises(SourceError) as caught:
        read_source(text, name, limits=limits)
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_of_a_yaml_text_come_together() -> None:
    text = "a: 1\nb:\n  - x: .inf\n    x: 2\na: !py 3\nc: {<<: 1, ? [k] : .nan}\nd: *no\n---\n"
    with pytest.raises(SourceError) as caught:
        read_source(text, "deal.yaml")
    found = [(p.line, p.column, p.code, p.path) for p in caught.value.problems]
    assert found == [
        (3, 8, "not-finite", "b[0].x"),
        (4, 5, "duplicate-key", "b[0].x"),
        (5, 1, "duplicate-key", "a"),
        (5, 4, "tag", "a"),
        (6, 5, "merge-key", 'c["<<"]'),
        (6, 14, "key-not-text", 'c["<<"]'),
        (6, 20, "not-finite", 'c[""]'),
        (7, 4, "unknown-alias", "d"),
        (8, 1, "several-documents", ""),
    ]


def test_all_problems_of_a_json_text_come_together() -> None:
    text = (
        '{"a": 1,\n "b": [{"x": NaN, "x": 1e99}],\n "a": "\\ud800", "\\udc00": ' + "1" * 41 + ', "c": 12.5}'
    )
    with pytest.raises(SourceError) as caught:
        read_source(text, "deal.json")
    found = [(p.line, p.column, p.code, p.path) for p in caught.value.problems]
    assert found == [
        (2, 14, "not-finite", "b[0].x"),
        (2, 19, "duplicate-key", "b[0].x"),
        (2, 24, "number-too-long", "b[0].x"),
        (3, 2, "duplicate-key", "a"),
        (3, 7, "character", "a"),
        (3, 17, "character", '["\udc00"]'),
        (3, 27, "number-too-long", '["\udc00"]'),
    ]


@pytest.mark.parametrize(
    ("name", "text"), [("x.yaml", "a: 1\nb: 2\n\na: 3\n"), ("x.json", '{"a": 1,\n"b": 2,\n\n"a": 3}')]
)
def test_a_key_given_twice_names_both_lines(name: str, text: str) -> None:
    assert problems(text, name) == [
        f"{name}:4:1: the key 'a' is given twice: first on line 1, again on line 4 (keep one of the two)"
    ]


def test_a_number_and_its_text_are_one_key() -> None:
    assert "the key '1' is given twice" in problems("1: a\n'1': b\n")[0]


LIMITS = Limits(depth=3, nodes=5, scalar=10, digits=3, aliases=2, bytes=100)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.yaml", "[[[[1]]]]", "x.yaml:1:4: lists and mappings go more than 3 levels deep"),
        ("x.json", "[[[[1]]]]", "x.json:1:4: lists and mappings go more than 3 levels deep"),
        ("x.json", '{"a": {"[": [{"b": 1}]}}', "x.json:1:14: lists and mappings go more than 3 levels deep"),
        ("x.yaml", "a: [1, 2, 3, 4, 5, 6]\n", "x.yaml:1:4: holds more than 5 values"),
        ("x.yaml", "[1, 2, 3, 4, 5, 6]\n", "x.yaml:1:1: holds more than 5 values"),
        ("x.json", "[1, 2, 3, 4, 5, 6]", "x.json:1:17: holds more than 5 values"),
        ("x.yaml", "a: &a [1, 2, 3]\nb: *a\n", "x.yaml:2:4: holds more than 5 values"),
        ("x.yaml", "a: &a {b: 1, c: 1, d: 1}\nb: *a\n", "x.yaml:2:4: holds more than 5 values"),
        ("x.yaml", "[&a 1, *a, *a, *a]", "x.yaml:1:16: uses more than 2 aliases"),
        ("x.yaml", "[aaaaaaaaaaa]", "x.yaml:1:2: the text is longer than 10 characters"),
        ("x.yaml", "aaaaaaaaaaa: 1", "x.yaml:1:1: the text is longer than 10 characters"),
        ("x.json", '["aaaaaaaaaaa"]', "x.json:1:2: the text is longer than 10 characters"),
        ("x.json", '{"aaaaaaaaaaa": 1}', "x.json:1:2: the text is longer than 10 characters"),
        ("x.yaml", "a: 1000", "x.yaml:1:4: the number needs more than 3 digits (put it in quotes"),
        ("x.json", '{"a": 1000}', "x.json:1:7: the number needs more than 3 digits (put it in quotes"),
        ("x.json", '{"a": 1.001}', "x.json:1:7: the number needs more than 3 digits (put it in quotes"),
        ("x.yaml", "a" * 101, "x.yaml: is larger than 100 bytes"),
        ("x.yaml", "é" * 51, "x.yaml: is larger than 100 bytes"),
        ("x.json", "[" * 100, "x.json:1:101: the text ends too early"),
    ],
)  # fmt: skip
def test_limits(name: str, text: str, message: str) -> None:
    (found,) = problems(text, name, LIMITS)
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.yaml", "[[[1]]]"),
        ("x.json", "[[[1]]]"),
        ("x.json", '["[[[[", "\\"[{"]'),
        ("x.yaml", "[1, 2, 3, 4, 5]"),
        ("x.json", "[1, 2, 3, 4, 5]"),
        ("x.yaml", "[&a 1, *a, *a]"),
        ("x.json", '["aaaaaaaaaa", 999, 9.99, true, null]'),
        ("x.yaml", "[aaaaaaaaaa, 999, 9.99]"),
        ("x.yaml", "#" * 97 + "\n1"),
    ],
)
def test_limits_include_their_bound(name: str, text: str) -> None:
    read_source(text, name, limits=LIMITS)


def test_a_deep_text_is_no_stack_overflow() -> None:
    for opening in ("[", '{"a":'):
        for name in ("x.yaml", "x.json"):
            assert "levels deep" in problems(opening * 200_000, name)[0]


def test_laughs_by_the_billion_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "holds more than 200,000 values" in problems("\n".join(lines))[0]
    assert "uses more than 50 aliases" in problems("\n".join(lines), limits=Limits(nodes=10**9))[0]


def test_the_list_of_problems_is_not_endless() -> None:
    text = "".join(f"a: {n}\n" for n in range(50))
    assert len(problems(text, limits=Limits(problems=5))) == 5


def test_a_limit_that_the_stack_cannot_bear_is_refused() -> None:
    with pytest.raises(ValueError, match="depth can be 200 at most"):
        Limits(depth=201)
    deepest = Limits(depth=200)
    for name in ("x.yaml", "x.json"):
        read_source("[" * 200 + "]" * 200, name, limits=deepest).position((0,))


def test_a_library_error_of_another_kind_is_not_taken_for_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> Callable[[], object]:
        raise MemoryError

    monkeypatch.setattr("engine.source.yaml_reader.event_source", broken)
    with pytest.raises(MemoryError):
        read_source("a: 1", "x.yaml")
