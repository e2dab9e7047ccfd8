"""One mistake a file, and word for word what the person who made it reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from engine.deal.reading import parse_deal, read_deal
from engine.errors import DealError

FOLDER = Path(__file__).parent.parent / "broken"
EXPECTED: dict[str, list[str]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
VALID = "deal: {id: relaunch, title: Website relaunch}\nus: {name: Brightside Studio}\nthem: {name: Harbour Foods}\n"


def refused(text: str | bytes, name: str = "deal.yaml") -> list[str]:
    with pytest.raises(DealError) as caught:
        parse_deal(text, name)
    return [str(problem) for problem in caught.value.problems]


def test_every_broken_file_is_expected_to_be_broken() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*EXPECTED, "expected.yaml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(DealError) as caught:
        read_deal(name)
    assert [str(problem) for problem in caught.value.problems] == EXPECTED[name]


def test_every_broken_file_has_one_mistake() -> None:
    assert {name for name, lines in EXPECTED.items() if len(lines) != 1} == set()


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    with pytest.raises(DealError) as caught:
        read_deal(path)
    assert str(caught.value) == f"{path}: there is no such file"


def test_text_that_is_not_utf8() -> None:
    text = VALID.replace("Harbour", "Hafenküche").encode("latin-1")
    (line,) = refused(text)
    assert line == "deal.yaml:3:20: is not UTF-8: byte 0xfc at offset 95 (save the file as UTF-8)"


def test_text_nested_too_deep() -> None:
    (line,) = refused(VALID + "strategy: " + "[" * 60 + "]" * 60)
    assert line == "deal.yaml:4:50: lists and mappings go more than 40 levels deep"


def test_text_longer_than_a_field_takes() -> None:
    (line,) = refused(VALID + "strategy: {process: " + "x" * 20_001 + "}")
    assert line == "deal.yaml:4:21: 'process' is longer than 20,000 characters"


def test_key_longer_than_a_key_may_be() -> None:
    deal = {**yaml.safe_load(VALID), "issues": [{"id": "support", "kind": "choice"}]}
    deal["issues"][0]["ours"] = {"scores": {"x" * 20_001: 1}}
    (line,) = refused(json.dumps(deal), "deal.json")
    assert line.endswith(f": '{'x' * 37}...' is longer than 20,000 characters")


def test_all_mistakes_of_a_file_are_told_at_once_in_file_order() -> None:
    text = """
deal: {id: relaunch, stage: prep, close_date: soon}
us: {name: Brightside Studio, wishes: none}
issues:
  - {id: price, kind: money, ours: {opening: a lot}}
  - {id: price, kind: money, theirs: {target: [3, 1]}}
bargaining:
  offers: [{round: 1, by: us, terms: {fee: 3}}]
pricing: {currency: EUR}
"""
    assert [line.split(": ", 1)[0] for line in refused(text)] == [
        "deal.yaml:2:1",  # them is missing
        "deal.yaml:2:7",  # deal.title is missing
        "deal.yaml:2:29",
        "deal.yaml:2:47",
        "deal.yaml:3:31",
        "deal.yaml:5:46",
        "deal.yaml:6:5",  # price again
        "deal.yaml:6:47",
        "deal.yaml:8:39",
        "deal.yaml:9:11",
    ]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("waivers: [" + "{}, " * 300 + "]", "the key 'by' is missing (add by: ...)"),
        ("strategy: {authority: [" + "{issue: x}, " * 300 + "]}", "there is no issue 'x'"),
    ],
)
def test_a_file_of_nothing_but_mistakes_is_given_up(section: str, message: str) -> None:
    lines = refused(VALID + section)
    assert len(lines) == 100
    assert message in lines[0]


def test_the_parts_of_a_problem() -> None:
    with pytest.raises(DealError) as caught:
        parse_deal(VALID + "issues:\n  - {id: price, kind: money, ours: {opening: x}}\n", "deal.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("wrong-term", "issues[price].ours.opening")
    assert (problem.source, problem.line, problem.column) == ("deal.yaml", 5, 46)
    assert problem.hint.startswith("write digits")
