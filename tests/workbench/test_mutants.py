"""The small changes to a rule that its cases should notice."""

from __future__ import annotations

import pytest

from engine.ruleset import Rule
from engine.workbench.mutants import Mutant, mutants
from tests.making import rules_of

HEAD = "rules: [{id: G, title: t, when: missing(us.batna), conclude: bare}, {id: A, title: t, conclude: done, %s}]"


def rule(parts: str) -> Rule:
    return rules_of(HEAD % parts).by_id["A"]


def changes(parts: str, operator: str) -> list[tuple[str, str]]:
    return [(one.was, one.became) for one in mutants(rule(parts)) if one.operator == operator]


@pytest.mark.parametrize(
    ("condition", "operator", "expected"),
    [
        (
            "derived.stage_number < 3",
            "comparison",
            ["derived.stage_number <= 3", "derived.stage_number >= 3"],
        ),
        ("derived.stage_number <= 3", "comparison", ["derived.stage_number < 3", "derived.stage_number > 3"]),
        (
            "derived.stage_number > 3",
            "comparison",
            ["derived.stage_number >= 3", "derived.stage_number <= 3"],
        ),
        ("derived.stage_number >= 3", "comparison", ["derived.stage_number > 3", "derived.stage_number < 3"]),
        ("us.name == them.name", "comparison", ["us.name != them.name"]),
        ("us.name != them.name", "comparison", ["us.name == them.name"]),
        ('us.name not in ["A"]', "comparison", ['us.name in ["A"]']),
        ('us.name in ["A"]', "comparison", ['us.name not in ["A"]']),
        (
            "1 < derived.stage_number <= 3",
            "comparison",
            [
                "1 <= derived.stage_number <= 3",
                "1 >= derived.stage_number <= 3",
                "1 < derived.stage_number < 3",
                "1 < derived.stage_number > 3",
            ],
        ),
        ("derived.stage_number < 3", "threshold", ["4", "2"]),
        ("derived.stage_number < 0.25", "threshold", ["0.26", "0.24"]),
        ("derived.stage_number < -1", "threshold", ["0", "-2"]),
        ("us.name == '3' and True", "threshold", []),
        ("not stated(us.batna)", "negation", ["stated(us.batna)"]),
        ("stated(us.batna)", "presence", ["missing(us.batna)"]),
        ("missing(us.batna)", "presence", ["stated(us.batna)"]),
        ("any(stated(i.id) for i in issues)", "quantifier", ["all(stated(i.id) for i in issues)"]),
        ("all(stated(i.id) for i in issues)", "quantifier", ["any(stated(i.id) for i in issues)"]),
        ("count(stated(i.id) for i in issues) < 2", "quantifier", []),
    ],
)
def test_the_changes_of_an_operator(condition: str, operator: str, expected: list[str]) -> None:
    found = changes("when: '" + condition.replace("'", "''") + "'", operator)
    assert [became for _, became in found] == expected


A, B, C = "stated(us.batna)", "stated(us.legal_name)", "stated(them.legal_name)"


def meaning(parts: str) -> object:
    return rule(parts).check.condition.root


@pytest.mark.parametrize(
    ("whole", "operator", "expected"),
    [
        (f"{A} and {B} and {C}", "logic", [f"{A} or {B} and {C}", f"{A} and {B} or {C}"]),
        (f"{A} or {B} or {C}", "logic", [f"{A} and {B} or {C}", f"{A} or {B} and {C}"]),
        (f"{A} and ({B} or {C})", "logic", [f"{A} or ({B} or {C})", f"{A} and ({B} and {C})"]),
        (f"{A} and {B}", "operand", [B, A]),
        (f"{A} or {B} or {C}", "operand", [f"{B} or {C}", f"{A} or {C}", f"{A} or {B}"]),
    ],
)
def test_changed_logic_means_what_it_would_mean_if_it_were_written(
    whole: str, operator: str, expected: list[str]
) -> None:
    found = [
        one.rule.check.condition.root for one in mutants(rule(f"when: {whole}")) if one.operator == operator
    ]
    assert found == [meaning(f"when: {text}") for text in expected]


def test_where_given_and_unless_are_dropped() -> None:
    parts = "for_each: i in issues, where: stated(i.tier), when: stated(i.ours), given: deal.bare, unless: any.bare"
    dropped = [one for one in mutants(rule(parts)) if one.became == ""]
    assert [(one.operator, one.part, one.was) for one in dropped] == [
        ("where", "where", "stated(i.tier)"),
        ("given", "given", "deal.bare"),
        ("unless", "unless", "any.bare"),
    ]
    assert dropped[0].rule.check.where is None
    assert dropped[1].rule.clause is not None
    assert not dropped[1].rule.clause.givens
    assert dropped[2].rule.clause is not None
    assert not dropped[2].rule.clause.unlesses


def test_each_of_several_conclusions_is_dropped_alone() -> None:
    found = [
        one for one in mutants(rule("when: stated(us), given: [bare, any.bare]")) if one.operator == "given"
    ]
    assert [str(ref) for one in found for ref in one.rule.clause.givens] == ["any.bare", "bare"]  # type: ignore[union-attr]  # it chains


def test_a_mutant_tells_where_it_is() -> None:
    def place(one: Mutant) -> tuple[str, str]:
        return one.part, one.source[one.offset : one.offset + len(one.was)]

    parts = "for_each: i in issues, where: stated(i.tier), expect: stated(us) and not missing(i.ours)"
    assert [place(one) for one in mutants(rule(parts)) if one.became] == [
        ("expect", "stated(us)"),
        ("expect", "stated(us) and not missing(i.ours)"),
        ("expect", "not missing(i.ours)"),
        ("expect", "missing(i.ours)"),
        ("where", "stated(i.tier)"),
    ]


def test_thresholds_by_name_are_moved_too() -> None:
    assert changes("params: {least: 3}, when: derived.stage_number < params.least", "threshold") == [
        ("params.least", "4"),
        ("params.least", "2"),
    ]
