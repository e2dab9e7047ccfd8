"""What a front end may ask for on behalf of rule authors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.authoring import (
    RuleChoice,
    compare_rules,
    cover_practices,
    lint_rules,
    mutate_rules,
    rules_at,
)
from engine.errors import NegotiaError, RuleError
from engine.resources import folder
from tests.making import MONDAY

PACK = """
pack: weak
version: 1.0.0
rules:
  - id: W-LATE
    title: Late
    why: w
    practice: PR-1
    severity: minor
    when: derived.stage_number >= 4
    message: It is late.
    remedy: Hurry.
    tests:
      - {name: closed, deal: {deal: {stage: closed}}, expect: fires}
      - {name: early, deal: {}, expect: clear}
  - id: W-EARLY
    title: Early
    why: w
    practice: PR-2
    when: derived.stage_number <= 2
    conclude: early
    tests: [{name: early, deal: {}, expect: fires}, {name: late, deal: {deal: {stage: closed}}, expect: clear}]
"""
SAMPLE = folder("samples") / "deals" / "mistakes.yaml"


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    path = tmp_path / "weak.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_work_that_is_shared_out_has_the_same_result(weak: Path) -> None:
    choice = RuleChoice((weak,), shipped=False)
    alone, shared = mutate_rules(choice), mutate_rules(choice, jobs=3)
    assert (alone.noticed, alone.total) == (shared.noticed, shared.total) == (2, 8)
    assert set(alone.survivors) == set(shared.survivors)


def test_only_the_rules_named_are_changed(weak: Path) -> None:
    assert mutate_rules(RuleChoice((weak,), shipped=False), ["W-EARLY"], jobs=4).total == 4
    with pytest.raises(NegotiaError, match="W-ERLY"):
        mutate_rules(RuleChoice((weak,), shipped=False), ["W-ERLY"])


def test_practices_beside_the_rules_count_with_those_that_are_shipped(weak: Path) -> None:
    assert len(cover_practices(RuleChoice((weak,))).rows) == 129
    (weak.parent / "catalogue").mkdir()
    (weak.parent / "catalogue" / "practices.yaml").write_text(
        "schema: negotia/practices/1\ngroups:\n"
        "  - {id: own, title: Own, practices: [{id: W-1, text: t, by: [check]}]}\n"
    )
    assert len(cover_practices(RuleChoice((weak,))).rows) == 130
    alone = RuleChoice((weak.parent,), shipped=False)
    assert [gap.practice.id for gap in cover_practices(alone).gaps] == ["W-1"]
    assert [one.code for one in lint_rules(alone)[0]] == ["unknown-practice", "unknown-practice"]


def test_rules_of_ones_own_are_compared_on_top_of_the_shipped_ones(weak: Path) -> None:
    found, problems = compare_rules("shipped", str(weak), [SAMPLE], MONDAY)
    assert [(one.kind, one.rule) for one in found.changes] == [("gained", "W-LATE")]
    assert problems == ()


def test_a_file_with_a_shipped_name_takes_the_place_of_that_pack(tmp_path: Path) -> None:
    text = (folder("rules") / "tips.yaml").read_text(encoding="utf-8")
    path = tmp_path / "tips.yaml"
    path.write_text(text.replace("severity: minor", "severity: blocker"), encoding="utf-8")
    assert {pack.name for pack in rules_at(str(path)).packs} == {
        pack.name for pack in rules_at("shipped").packs
    }
    with pytest.raises(RuleError):
        RuleChoice((path,)).load()


def test_a_folder_with_shipped_names_stands_for_itself(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder("rules"), copy)
    (copy / "questions.yaml").unlink()
    assert "questions" not in {pack.name for pack in rules_at(str(copy)).packs}
    assert compare_rules(str(copy), "shipped", [SAMPLE], MONDAY)[0].changes == ()


def test_a_deal_that_cannot_be_read_stops_no_other(weak: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken-deal.yaml"
    broken.write_text("deal: {}\n")
    found, problems = compare_rules("shipped", str(weak), [broken, SAMPLE], MONDAY)
    assert found.deals == 1
    assert {problem.source for problem in problems} == {str(broken)}
