"""Which small changes to rules are not noticed by any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import RuleError
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from engine.workbench.equivalents import Equivalent, read_equivalents
from engine.workbench.mutation import Mutation, joined, mutate
from tests.making import rules_of

LATE = "{name: a, deal: {deal: {stage: closed}}, expect: fires}"
TALKS = "{name: b, deal: {deal: {stage: bargaining}}, expect: fires}"
EARLY = "{name: c, deal: {deal: {stage: clarification}}, expect: clear}"
RULE = """
    rules:
      - id: A
        title: t
        when: derived.stage_number >= 4
        conclude: late
        tests: [%s]
"""


def rules(*cases: str, more: str = "") -> Ruleset:
    return rules_of(RULE % ", ".join(cases) + more)


def survivors(ruleset: Ruleset, *ids: str) -> list[str]:
    result = mutate(ruleset, [ruleset.by_id[id] for id in ids] or None)
    return [
        f"{one.line}:{one.column} {one.rule} {one.operator}: {one.was} -> {one.became}"
        for one in result.survivors
    ]


def test_cases_on_both_sides_of_a_threshold_notice_everything() -> None:
    assert survivors(rules(LATE, TALKS, EARLY)) == []


def test_what_no_case_notices_is_told_with_its_place() -> None:
    assert survivors(rules(LATE, EARLY)) == [
        "6:11 A comparison: derived.stage_number >= 4 -> derived.stage_number > 4",
        "6:35 A threshold: 4 -> 5",
    ]
    assert len(survivors(rules())) == 4


def test_a_case_that_fails_anyhow_notices_nothing() -> None:
    wrong = "{name: a, deal: {deal: {stage: closed}}, expect: clear}"
    assert len(survivors(rules(wrong))) == 4


def test_a_case_whose_deal_cannot_be_read_notices_nothing() -> None:
    assert len(survivors(rules("{name: a, deal: {dael: {}}, expect: fires}"))) == 4


FOLLOWER = """
      - id: B
        title: t
        given: late
        conclude: later
        tests: [{name: a, deal: {deal: {stage: bargaining}}, expect: fires}, {name: b, deal: {}, expect: clear}]
"""


def test_cases_of_rules_that_build_on_it_count() -> None:
    ruleset = rules(LATE, EARLY, more=FOLLOWER)
    assert survivors(ruleset, "A") == []
    assert survivors(ruleset) == []


def test_equivalent_changes_are_set_aside() -> None:
    listed = Equivalent(rule="A", part="when", was="4", became="5", reason="r")
    other = Equivalent(rule="B", part="when", was="4", became="5", reason="r")
    ruleset = rules(LATE, EARLY, more="      - {id: B, title: t, when: stated(us), conclude: known}\n")
    result = mutate(ruleset, [ruleset.by_id["A"]], [listed, other])
    assert [one.operator for one in result.survivors] == ["comparison"]
    assert [one.operator for one in result.excluded] == ["threshold"]
    assert result.stale == ()
    assert (result.total, result.noticed, result.score) == (4, 2, 2 / 3)


def test_entries_without_use_are_told() -> None:
    noticed = Equivalent(rule="A", part="when", was="4", became="5", reason="r")
    gone = Equivalent(rule="A", part="when", was="9", reason="r")
    assert mutate(rules(LATE, TALKS, EARLY), equivalents=[noticed, gone]).stale == (noticed, gone)


def test_results_are_joined() -> None:
    parts = [mutate(rules(LATE, EARLY)), mutate(rules(LATE, TALKS, EARLY))]
    whole = joined(parts)
    assert (whole.noticed, len(whole.survivors), whole.total) == (6, 2, 8)
    assert Mutation(0, (), (), ()).score == 1


def test_a_list_with_mistakes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    path = tmp_path / "catalogue" / "equivalent-mutants.yaml"
    path.write_text("schema: negotia/equivalent-mutants/1\nmutants:\n  - {rule: A, part: when, was: x}\n")
    with pytest.raises(RuleError) as caught:
        read_equivalents(tmp_path)
    assert str(caught.value) == f"{path}:3:5: the key 'reason' is missing (add reason: ...)"
    path.write_text("schema: [\n")
    with pytest.raises(RuleError):
        read_equivalents(tmp_path)
    assert read_equivalents(tmp_path / "catalogue") == ()


def test_the_cases_of_the_shipped_rules_notice_at_least_nine_changes_of_ten() -> None:
    result = mutate(load_ruleset(), equivalents=read_equivalents(folder("rules")))
    assert result.total > 2_000
    assert result.score >= 0.9
    assert result.stale == ()
    assert len(result.excluded) <= 0.05 * result.total
