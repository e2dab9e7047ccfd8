"""The worked example of an organisation's own pack."""

from __future__ import annotations

import pytest

from engine.authoring import RuleChoice, compare_rules, cover_practices, lint_rules, mutate_rules
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from engine.workbench.testing import run_cases
from tests.making import MONDAY

ORG = folder("samples") / "org"
OWN = ("NORD-LAST-DAY", "NORD-CONSENT")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset(ORG)


def test_it_changes_what_it_says(ruleset: Ruleset) -> None:
    shipped = load_ruleset()
    assert ruleset.by_id["MIST-TALK-TIME"].params["share"] > shipped.by_id["MIST-TALK-TIME"].params["share"]
    assert set(ruleset.switched_off) == {"PEOP-TEAM"}
    remedy = ruleset.by_id["IMP-STALLED"].remedy
    assert remedy is not None
    assert "deal desk" in remedy.source
    assert {rule.id for rule in ruleset.rules if rule.pack == "nordhafen"} == set(OWN)


def test_all_cases_pass_with_its_changes(ruleset: Ruleset) -> None:
    assert [result for result in run_cases(ruleset) if not result.passed] == []


def test_it_has_no_weakness() -> None:
    assert lint_rules(RuleChoice((ORG,)))[0] == ()
    assert mutate_rules(RuleChoice((ORG,)), [*OWN, "MIST-TALK-TIME"]).survivors == ()


def test_only_the_practice_of_the_rule_switched_off_is_missing() -> None:
    assert {gap.practice.id for gap in cover_practices(RuleChoice((ORG,))).gaps} == {"PE-3"}


def test_its_effect_on_the_samples() -> None:
    found, problems = compare_rules("shipped", str(ORG), [folder("samples") / "deals"], MONDAY)
    assert problems == ()
    assert {(one.kind, one.rule, one.deal) for one in found.changes} == {
        ("gained", "NORD-CONSENT", "procurement"),
        ("lost", "PEOP-TEAM", "stalled-price"),
    }
