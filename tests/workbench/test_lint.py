"""Rules that cannot do their work."""

from __future__ import annotations

import pytest

from engine.resources import folder
from engine.ruleset import load_ruleset
from engine.workbench.catalogue import read_catalogue
from engine.workbench.linting import lint
from tests.making import rules_of

GOOD = """
      - id: A
        title: t
        why: w
        practice: PR-1
        severity: minor
        when: missing(us.batna)
        message: m
        remedy: r
        conclude: bare
        tests:
          [{name: a, deal: {}, expect: fires}, {name: b, deal: {us: {name: U, batna: {summary: x}}}, expect: clear}]
"""


def codes(*rules: str) -> list[tuple[str, str]]:
    return [(found.rule, found.code) for found in lint(rules_of("    rules:" + "".join(rules)))]


def test_a_good_rule_has_no_weakness() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("weak", "code"),
    [
        ("{name: a, deal: {}, expect: fires}, ", "no-firing-case"),
        (", {name: b, deal: {us: {name: U, batna: {summary: x}}}, expect: clear}", "no-clear-case"),
        ("        why: w\n", "no-why"),
        ("        practice: PR-1\n", "no-practice"),
        ("        remedy: r\n", "no-remedy"),
    ],
)
def test_what_a_rule_lacks(weak: str, code: str) -> None:
    assert codes(GOOD.replace(weak, "")) == [("A", code)]


TESTED = "tests: [{name: a, deal: {}, expect: fires}, {name: b, deal: {}, expect: clear}]"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ('when: "True"', "constant"),
        ("given: bare, unless: bare", "contradiction"),
        ("when: missing(us.batna)", "twin"),
        ("for_each: x in issues, given: bare", "unreachable"),
        ("until: preparation, given: late", "unreachable"),
    ],
)
def test_rules_that_cannot_do_their_work(parts: str, code: str) -> None:
    common = "title: t, why: w, practice: P"
    late = f"      - {{id: L, {common}, stage: bargaining, when: stated(us.batna), conclude: late, %s}}\n"
    rule = f"      - {{id: B, {common}, %s, conclude: other, %s}}\n"
    assert [found for found in codes(GOOD, late % TESTED, rule % (parts, TESTED)) if found[0] == "B"] == [
        ("B", code)
    ]


@pytest.mark.parametrize(
    ("practices", "messages"),
    [
        ((), []),
        (("PR-1", "PR-2"), []),
        (("PR-2",), ["no catalogue has the practice 'PR-1' (did you mean 'PR-2'?)"]),
        (
            ("X",),
            ["no catalogue has the practice 'PR-1' (add it to catalogue/practices.yaml beside the rules)"],
        ),
    ],
)
def test_cited_practices_are_in_a_catalogue(practices: tuple[str, ...], messages: list[str]) -> None:
    found = lint(rules_of("    rules:" + GOOD), practices)
    assert [one.message for one in found if one.code == "unknown-practice"] == messages


def test_shipped_rules_have_no_weakness() -> None:
    assert lint(load_ruleset(), read_catalogue([folder("rules")]).ids) == ()
