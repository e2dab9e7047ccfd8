"""What a careful reader of each sample would find, reviewed by hand: no more, no less."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.assessment import Assessment
from engine.checking import check
from engine.deal.reading import read_deal
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from engine.source import read_file

AS_OF = date(2026, 3, 2)
EXPECTED = Path(__file__).with_name("expected")
NAMES = sorted(path.stem for path in (folder("samples") / "deals").glob("*.yaml"))


@cache
def rules() -> Ruleset:
    return load_ruleset()


@cache
def assessed(name: str) -> Assessment:
    return check(read_deal(folder("samples") / "deals" / f"{name}.yaml"), rules(), AS_OF)


def test_every_sample_has_its_expectations() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.yaml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_those_expected(name: str) -> None:
    expected = read_file(EXPECTED / f"{name}.yaml").data
    assert isinstance(expected, dict)
    found: dict[str, list[str]] = {severity: [] for severity in expected["findings"]}
    for one in assessed(name).open_findings:
        found.setdefault(one.severity, []).append(f"{one.rule} {one.subject}".strip())
    assert {severity: sorted(ids) for severity, ids in found.items()} == {
        severity: sorted(ids) for severity, ids in expected["findings"].items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_certain_conclusions_and_the_tactics_are_those_expected(name: str) -> None:
    expected = read_file(EXPECTED / f"{name}.yaml").data
    assert isinstance(expected, dict)
    found = assessed(name)
    assert sorted({one.name for one in found.conclusions if one.certain}) == sorted(expected["conclusions"])
    assert sorted({one.tactic for one in found.advice if one.tactic}) == sorted(expected["tactics"])


@pytest.mark.parametrize("name", ["agency", "software"])
def test_nothing_stands_against_a_complete_sample(name: str) -> None:
    assert [one.id for one in assessed(name).findings if one.severity in ("blocker", "major")] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_ends_in_an_error_and_the_outcomes_add_up(name: str) -> None:
    found = assessed(name)
    assert found.count("error") == 0
    assert {one.rule for one in found.outcomes} == {rule.id for rule in rules().rules}
