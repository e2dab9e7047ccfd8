from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine import usecases
from engine.assessment import Outcome
from engine.errors import NegotiaError, Problem, RuleError
from engine.run import Run
from engine.usecases import (
    DealText,
    check_paths,
    exit_status,
    find_rule,
    json_schema,
    load_rules,
    write_documents,
)
from tests.making import MONDAY, rules_of
from tests.output.building import BATNA, EMPTY, LIMIT, RULESET, WAIVED

DEAL = "deal: {id: %s, title: T}\nus: {name: Us}\nthem: {name: Them}\n"
RULES = rules_of(
    """
    rules:
      - {id: BATNA, title: A, severity: blocker, when: missing(us.batna), message: No BATNA.}
      - {id: RAMP, title: B, severity: ramp-to-blocker, when: deal.close_date > as_of, message: M,
         ask: {to: us, question: Q}}
      - {id: MINOR, title: C, severity: minor, when: pricing.floor > 1, message: M}
      - {id: QUIET, title: D, when: pricing.floor > 2, conclude: dear}
    """
)


def ids(run: Run) -> list[str]:
    return [one.id for one in run.assessments]


def test_folders_files_and_texts_are_checked_in_their_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.YML", "sub/c.json", "notes.txt", ".hidden.yaml", ".git/d.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            DEAL % path.stem
            if path.suffix != ".json"
            else '{"deal": {"id": "c", "title": "T"}, "us": {"name": "Us"}, "them": {"name": "Them"}}'
        )
    inputs = [DealText("<stdin>", DEAL % "text"), tmp_path / "b.yaml", str(tmp_path)]
    run = check_paths(inputs, RULES, MONDAY)
    assert ids(run) == ["text", "b", "a", "c"]
    assert run.problems == ()


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("deal: [")
    (tmp_path / "b.yaml").write_text(DEAL % "b")
    run = check_paths([tmp_path, tmp_path / "gone.yaml"], RULES, MONDAY)
    assert ids(run) == ["b"]
    assert [(Path(one.source).name, one.code) for one in run.problems] == [
        ("a.yaml", "syntax"),
        ("gone.yaml", "missing-file"),
    ]


def test_few_deals_and_many_get_the_same_assessments(tmp_path: Path) -> None:
    for number in range(usecases.FEW + 1):
        (tmp_path / f"d{number:02}.yaml").write_text(DEAL % f"d{number}")
    together = check_paths([tmp_path], RULES, MONDAY).assessments
    alone = [check_paths([path], RULES, MONDAY).assessments[0] for path in sorted(tmp_path.iterdir())]
    assert list(together) == alone


@pytest.mark.parametrize(
    ("findings", "fail_on", "status"),
    [
        ((), "advice", 0),
        ((BATNA,), "blocker", 1),
        ((BATNA,), "never", 0),
        ((LIMIT,), "blocker", 0),
        ((LIMIT,), "major", 0),
        ((LIMIT,), "minor", 1),
        ((LIMIT,), "advice", 1),
        ((WAIVED,), "advice", 0),
    ],
)
def test_findings_fail_at_their_severity_or_above(findings: Any, fail_on: Any, status: int) -> None:
    run = Run(MONDAY, RULESET, (EMPTY, replace(EMPTY, findings=findings)))
    assert exit_status(run.counted(RULES), fail_on) == status


@pytest.mark.parametrize(
    ("rule", "limit", "status"),
    [
        ("BATNA", "never", 0),
        ("BATNA", "blocker", 1),
        ("RAMP", "blocker", 1),
        ("MINOR", "major", 0),
        ("MINOR", "minor", 1),
        ("QUIET", "advice", 0),
    ],
)
def test_what_could_not_be_evaluated_fails_on_demand(rule: str, limit: Any, status: int) -> None:
    run = Run(MONDAY, RULESET, (replace(EMPTY, outcomes=(Outcome(rule, "", "not evaluated", ("x",)),)),))
    assert exit_status(run.counted(RULES), "blocker", limit) == status


def test_what_could_not_run_wins_over_findings() -> None:
    found = replace(EMPTY, findings=(BATNA,))
    assert exit_status(Run(MONDAY, RULESET, (found,), (Problem("x", "y", "z"),)).counted(RULES)) == 2
    broken = replace(found, counts={**found.counts, "error": 1})
    assert exit_status(Run(MONDAY, RULESET, (broken,)).counted(RULES)) == 2


def test_own_rules_stand_alone_or_on_top_of_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "pack: own\nversion: 1.0.0\nrules: [{id: OWN, title: O, when: missing(us.batna), conclude: o}]\n"
    )
    assert [rule.id for rule in load_rules([own], shipped=False).rules] == ["OWN"]
    with pytest.raises(RuleError):
        load_rules([own, own], shipped=False)


def test_a_rule_that_is_not_there_is_named_with_the_nearest() -> None:
    assert find_rule(RULES, "RAMP").id == "RAMP"
    with pytest.raises(NegotiaError, match="there is no rule 'RAMPS'"):
        find_rule(RULES, "RAMPS")
    with pytest.raises(NegotiaError, match="`negotia rules list` names all rules"):
        find_rule(RULES, "ZZZ")


@pytest.mark.parametrize("kind", usecases.SCHEMAS)
def test_the_schemas_are_schemas(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"negotia/{kind}/1"


def test_documents_are_handed_over_deal_by_deal(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine import publishing

    def renderer(kind: str) -> Any:
        return lambda case, to: f"{kind} {case.deal.id} {to.templates or ''}".strip().encode()

    monkeypatch.setattr(publishing, "RENDERERS", {kind: renderer(kind) for kind in ("brief", "questions")})
    written = []
    inputs = [DealText("one", DEAL % "a/../b"), DealText("two", "nothing"), DealText("three", DEAL % "c")]
    twice = DealText("four", DEAL % "c")
    problems = write_documents(
        [*inputs, twice], ["brief", "questions"], RULES, MONDAY, written.append, Path("t")
    )
    assert [one.content for one in written] == [
        b"brief a/../b t",
        b"questions a/../b t",
        b"brief c t",
        b"questions c t",
    ]
    folder, name = written[0].name.split("/")
    assert folder.startswith("a-..-b-")
    assert name == "brief.docx"
    assert [one.name for one in written[2:]] == ["c/brief.docx", "c/questions.docx"]
    assert [(one.source, one.code) for one in problems] == [("two", "not-a-deal"), ("four", "duplicate-id")]
