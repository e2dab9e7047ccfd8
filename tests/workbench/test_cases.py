"""The cases that stand beside rules, and what is said when one fails."""

from __future__ import annotations

import pytest

from engine.inference import Closure, Inference
from engine.ruleset import load_ruleset
from engine.workbench.scenes import merged
from engine.workbench.testing import run_cases
from tests.making import rules_of

RULE = """
    rules:
      - id: A
        title: t
        severity: ramp
        for_each: x in issues
        when: x.kind == "money" and x.tier == "trade"
        message: "{{ x.id }} is for trade"
        remedy: r
        ask: {to: us, question: Really?}
        tests:
          - {name: case, %s}
"""


def failures(case: str) -> list[str]:
    return [result.failure for result in run_cases(rules_of(RULE % case))]


MONEY = (
    "deal: {deal: {stage: exchange}, "
    "issues: [{id: a, kind: money, tier: trade}, {id: b, kind: number, tier: trade}]}"
)


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        (f"{MONEY}, expect: fires", ""),
        (f"{MONEY}, expect: fires, at: 'issues[a]'", ""),
        (f"{MONEY}, expect: clear, at: 'issues[b]'", ""),
        (f"{MONEY}, expect: fires, at: 'issues[b]'", "expected fires at issues[b], came out clear"),
        (
            f"{MONEY}, expect: fires, at: 'issues[c]'",
            "expected fires at issues[c], but there is no such subject (there are: issues[a], issues[b])",
        ),
        (f"{MONEY}, expect: clear", "expected clear, came out clear, fires"),
        (f"{MONEY}, expect: unknown", "expected unknown, came out clear, fires"),
        ("deal: {issues: [{id: a, kind: money}]}, expect: unknown", ""),
        (
            "deal: {issues: [{id: a, kind: money}]}, expect: clear",
            "expected clear, came out not evaluated (issues[a].tier)",
        ),
        ("deal: {issues: []}, expect: not-applicable", ""),
        (
            "deal: {isues: []}, expect: clear",
            "its deal is not one: unknown key 'isues' (did you mean 'issues'?)",
        ),
        (f"{MONEY}, expect: fires, says: a is", ""),
        (
            f"{MONEY}, expect: fires, says: b is",
            "expected a message with 'b is', it says: a is for trade",
        ),
        (f"{MONEY}, expect: fires, severity: major", ""),
        (f"{MONEY}, expect: fires, severity: blocker", "expected severity blocker, came out major"),
        (f"{MONEY}, expect: fires, severity: question", "expected a question and no finding"),
    ],
)
def test_what_is_wrong_with_a_case(case: str, failure: str) -> None:
    assert failures(case) == [failure]


def test_a_ramp_gives_only_a_question_early_on() -> None:
    meeting = 'meetings: [{at: "2026-06-01T10:00+02:00"}]'
    case = MONEY.replace("deal: {", "deal: {" + meeting + ", ", 1)
    assert failures(f"{case}, expect: fires, severity: question") == [""]
    assert failures(f"{case}, expect: fires, severity: minor") == [
        "expected severity minor, came out no finding"
    ]


def test_a_case_may_name_its_day() -> None:
    case = 'deal: {issues: [{id: a, kind: money, tier: trade}], meetings: [{at: "2026-06-01T10:00+02:00"}]}'
    assert failures(f"{case}, as_of: 2026-05-29, expect: fires, severity: major") == [""]


def test_parts_are_put_over_the_smallest_deal() -> None:
    assert merged({"a": {"b": 1, "c": [1]}, "d": 1}, {"a": {"c": [2]}, "e": 2}) == {
        "a": {"b": 1, "c": [2]},
        "d": 1,
        "e": 2,
    }


def test_all_shipped_cases_pass() -> None:
    failed = [result for result in run_cases(load_ruleset()) if not result.passed]
    assert failed == []


def test_an_inference_that_concludes_nothing_turns_shipped_cases_red(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Inference.run

    def stub(self: Inference, conditions: object) -> Closure:
        return whole(self, {})

    monkeypatch.setattr(Inference, "run", stub)
    ruleset = load_ruleset()
    chained = {rule.id for rule in ruleset.rules if rule.clause and rule.clause.givens}
    red = {result.rule for result in run_cases(ruleset) if not result.passed}
    assert chained
    assert chained <= red


def test_a_pack_that_changes_a_rule_may_add_and_replace_its_cases() -> None:
    base = """
        pack: base
        version: 1.0.0
        rules:
          - id: A
            title: t
            severity: minor
            params: {least: 4}
            when: derived.stage_number >= params.least
            message: m
            tests:
              - {name: kept, deal: {}, expect: clear}
              - {name: edge, deal: {deal: {stage: bargaining}}, expect: fires}
    """
    own = """
        pack: own
        version: 1.0.0
        extends: {base: 1.0.0}
        overrides:
          - rule: A
            params: {least: 5}
            tests:
              - {name: edge, deal: {deal: {stage: bargaining}}, expect: clear}
              - {name: new, deal: {}, expect: clear}
    """
    assert [(one.name, one.failure) for one in run_cases(rules_of(base, own))] == [
        ("kept", ""),
        ("edge", ""),
        ("new", ""),
    ]
