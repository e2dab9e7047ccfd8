"""Two sides compared: deals, folders, and what a check wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from engine.assessment.building import ruleset_info
from engine.assessment.changes import Changes
from engine.batch import Batch, CheckJob, Inputs, check_batch
from engine.batch.comparing import compare_sides
from engine.batch.sides import Sides
from engine.errors import NegotiaError
from engine.output import FORMATS, Options
from engine.run import RunInfo
from engine.usecases import DealText, Input
from tests.making import MONDAY, rules_of

RULES = rules_of(
    """
    rules:
      - {id: BATNA, title: t, severity: blocker, when: missing(us.batna), message: m, remedy: r}
      - {id: EACH, title: t, severity: minor, for_each: x in issues, when: missing(x.ours), message: m, remedy: r}
    """
)
JOB = CheckJob(MONDAY, scope="findings")


def deal(id: str, more: str = "") -> str:
    return f"deal: {{id: {id}, title: T}}\nus: {{name: Us}}\nthem: {{name: Them}}\n{more}"


@pytest.fixture
def sides() -> Iterator[Sides]:
    with ExitStack() as stack:
        yield Sides(JOB, lambda: RULES, Batch(), stack)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for id in "abc":
        (folder / f"{id}.yaml").write_text(deal(id), encoding="utf-8")
    (folder / "d.yaml").write_text("nonsense", encoding="utf-8")
    return folder


def told(sides: Sides, before: Input, after: Input) -> Changes:
    return compare_sides(sides.side(before), sides.side(after))


def written(plans: Path, form: str) -> Path:
    """What a check of the plans writes, before a change of each kind is made to them."""
    path = plans.parent / f"before.{form}"
    info = RunInfo(MONDAY, ruleset_info(RULES))
    with path.open("wb") as file:
        report = FORMATS[form].make(file, info, Options())
        check_batch(Inputs((plans,)), JOB, RULES, [report])
    (plans / "a.yaml").write_text(deal("a", "issues: [{id: price, kind: money}]"), encoding="utf-8")
    (plans / "b.yaml").unlink()
    (plans / "e.yaml").write_text(deal("e"), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_a_check_wrote_is_compared_with_the_deals_of_today(plans: Path, sides: Sides, form: str) -> None:
    found = told(sides, written(plans, form), plans)
    assert [(one.id, one.presence, [each.kind for each in one.changes]) for one in found.deals] == [
        ("a", "both", ["new"]),
        ("e", "new", ["new"]),
        ("b", "gone", []),
    ]
    assert found.compared == 4
    assert [one.source for one in found.problems] == [str(plans / "d.yaml")] * 2
    assert found.notes == ()


def test_the_same_deals_are_the_same(plans: Path, sides: Sides) -> None:
    found = told(sides, plans, plans)
    assert (found.deals, found.compared, found.for_the_worse) == ((), 3, False)


def test_two_single_deals_are_compared_whatever_their_ids(sides: Sides) -> None:
    found = told(sides, DealText("x", deal("x")), DealText("y", deal("y", "issues: [{id: p, kind: money}]")))
    assert [(one.id, one.presence) for one in found.deals] == [("y", "both")]


def test_deals_of_one_id_are_matched_in_their_order(plans: Path, sides: Sides, tmp_path: Path) -> None:
    lines = tmp_path / "twice.jsonl"
    one = {"deal": {"id": "a", "title": "T"}, "us": {"name": "Us"}, "them": {"name": "Them"}}
    lines.write_text(json.dumps(one) + "\n" + json.dumps(one) + "\n", encoding="utf-8")
    found = told(sides, lines, plans)
    assert [(one.id, one.presence) for one in found.deals] == [("b", "new"), ("c", "new"), ("a", "gone")]


def test_other_days_and_rules_are_noted(plans: Path, sides: Sides) -> None:
    path = written(plans, "json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["as_of"], data["ruleset"]["sha256"] = "2026-02-01", "0" * 64
    text = json.dumps(data)
    assert told(sides, DealText("<stdin>", text), plans).notes == (
        "The first was checked as of 2026-02-01, the second as of 2026-03-02.",
        "They were checked with different rules.",
    )


def test_lines_may_come_from_stdin(plans: Path, sides: Sides) -> None:
    lines = written(plans, "jsonl").read_bytes()
    assert told(sides, DealText("<stdin>", lines), plans).compared == 4


def test_what_is_no_assessment_is_refused(plans: Path, sides: Sides, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    for text, message in [
        ('{"path":"a","id":"a"}\n', "is no assessment of this version"),
        ('{"path":"a","id":"a","line":1,"problems":[]}\n', "has a deal with problems: a"),
        ('{"path":"a"\n', "lines.jsonl:1: is no assessment"),
    ]:
        lines.write_text(text, encoding="utf-8")
        with pytest.raises(NegotiaError, match=message):
            told(sides, lines, plans)
