"""What carries each practice, as the cases of rules show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.resources import folder
from engine.ruleset import Rule, Ruleset, load_ruleset
from engine.workbench.catalogue import Carrier, Catalogue, CatalogueFile, read_catalogue
from engine.workbench.coverage import cover, shown
from engine.workbench.scenes import Rehearsals
from tests.making import rules_of

FIRES, CLEAR = (
    "{name: fires, deal: {}, expect: fires}",
    "{name: clear, deal: {us: {batna: {summary: x}}}, expect: clear}",
)
RULE = "rules: [{{id: A, title: t, practice: P-1, {parts}, tests: [{cases}]}}]"
WORDED = "questions: [{path: pricing.cost, to: us, question: What?}]"
ABSENT, FAR = (
    "when: missing(us.batna)",
    "{name: far, deal: {meetings: [{at: 2026-06-01T10:00+02:00}]}, expect: fires}",
)


def carried(rules: Ruleset) -> Mapping[Carrier, str]:
    (rule,) = rules.rules
    return shown(Rehearsals(rules).of(rule))


@pytest.mark.parametrize(
    ("parts", "cases", "expected"),
    [
        (f"{ABSENT}, severity: minor, message: m", f"{CLEAR}, {FIRES}", {"check": "fires"}),
        (f"{ABSENT}, severity: minor, message: m", CLEAR, {}),
        (f"{ABSENT}, advise: a", f"{FIRES}, {CLEAR}", {"advise": "fires"}),
        (f"{ABSENT}, conclude: c", f"{FIRES}, {CLEAR}", {}),
        (f"{ABSENT}, ask: {{to: us, question: q}}", FIRES, {"ask": "fires"}),
        (f"{ABSENT}, severity: ramp, message: m, ask: {{to: us, question: q}}", FAR, {"ask": "far"}),
        (
            f"{ABSENT}, severity: ramp, message: m, ask: {{to: us, question: q}}",
            f"{FAR}, {{name: near, deal: {{meetings: [{{at: 2026-03-03T10:00+01:00}}]}}, expect: fires}}",
            {"ask": "far", "check": "near"},
        ),
        (f"{ABSENT}, severity: minor, message: m", "{name: wrong, deal: {}, expect: clear}", {}),
        (
            "when: pricing.cost > 1, severity: minor, message: m",
            "{name: open, deal: {}, expect: unknown}",
            {"ask": "open"},
        ),
        (
            "when: pricing.floor > 1, severity: minor, message: m",
            "{name: open, deal: {}, expect: unknown}",
            {},
        ),
    ],
)
def test_what_a_case_shows(parts: str, cases: str, expected: dict[str, str]) -> None:
    assert carried(rules_of(RULE.format(parts=parts, cases=cases) + "\n" + WORDED)) == expected


def catalogue(by: str, parts: object = None) -> Catalogue:
    practice = {"id": "P-1", "text": "t", "by": [by], "parts": parts}
    group = {"id": "g", "title": "G", "practices": [practice, {"id": "P-2", "text": "u", "by": ["check"]}]}
    return Catalogue(
        CatalogueFile.model_validate({"schema": "negotia/practices/1", "groups": [group]}).groups
    )


def test_the_matrix_names_what_carries_and_what_is_missing() -> None:
    rules = rules_of(RULE.format(parts=f"{ABSENT}, advise: a", cases=FIRES))
    found = cover(rules, catalogue("advise"))
    assert [(cell.carrier, cell.carried_by[0].name) for cell in found.rows[0].cells] == [("advise", "A")]
    assert [(gap.practice.id, gap.carrier) for gap in found.gaps] == [("P-2", "check")]
    assert [row.carried for row in found.rows] == [True, False]
    assert [gap.practice.id for gap in cover(rules, catalogue("check")).gaps] == ["P-1", "P-2"]


def test_documents_carry_by_parts_that_are_there() -> None:
    rules = rules_of(RULE.format(parts=f"{ABSENT}, advise: a", cases=FIRES))
    there, gone = ([{"of": "brief", "part": part}] for part in ("Preparation at a glance", "Weather"))
    assert [
        one.shown_by for one in cover(rules, catalogue("document", there)).rows[0].cells[0].carried_by
    ] == ["Preparation at a glance"]
    assert cover(rules, catalogue("document", gone)).rows[0].cells[0].missing


def test_every_practice_has_all_its_carriers() -> None:
    found = cover(load_ruleset(), read_catalogue([folder("rules")]))
    assert [(gap.practice.id, gap.carrier) for gap in found.gaps] == []
    assert sum(row.carried for row in found.rows) == 129


def test_every_claim_is_lost_with_the_part_of_the_rule_that_makes_it() -> None:
    ruleset = load_ruleset()
    rehearsals, unworded = Rehearsals(ruleset), replace(ruleset, wordings={})
    for rule in ruleset.rules:
        for carrier in shown(rehearsals.of(rule)):
            less = _without(rule, carrier)
            assert carrier not in shown(Rehearsals(_with(unworded, less)).of(less)), (rule.id, carrier)


def test_a_rule_that_carries_alone_leaves_a_gap_when_it_is_switched_off() -> None:
    ruleset, practices = load_ruleset(), read_catalogue([folder("rules")])
    cells = [
        cell for row in cover(ruleset, practices).rows for cell in row.cells if cell.carrier != "document"
    ]
    for cell in [cell for cell in cells if len(cell.carried_by) == 1][::24]:
        left = tuple(rule for rule in ruleset.rules if rule.id != cell.carried_by[0].name)
        gaps = cover(replace(ruleset, rules=left), practices).gaps
        assert (cell.practice.id, cell.carrier) in {(gap.practice.id, gap.carrier) for gap in gaps}


def _with(ruleset: Ruleset, rule: Rule) -> Ruleset:
    return replace(ruleset, rules=tuple(rule if one.id == rule.id else one for one in ruleset.rules))


def _without(rule: Rule, carrier: Carrier) -> Rule:
    part = {"check": "message", "ask": "ask", "advise": "advise"}[carrier]
    return replace(rule, **{part: None})  # type: ignore[arg-type]  # all three may be None
