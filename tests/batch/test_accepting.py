"""A baseline in runs of many deals: every process applies it, and a run that goes on needs the same one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from engine.assessment.building import ruleset_info
from engine.baseline import BaselineFile, Entry, format_baseline, read_baseline
from engine.batch import Batch, CheckJob, Inputs, Sizes, check_batch, journal_of
from engine.errors import NegotiaError
from engine.output import FORMATS, Options
from engine.ruleset import Ruleset
from engine.run import RunInfo, Totals
from engine.usecases import load_rules
from tests.making import MONDAY

PACK = """
pack: own
version: 1.0.0
rules:
  - {id: BATNA, title: t, severity: blocker, when: missing(us.batna), message: m, remedy: r}
  - {id: EACH, title: t, severity: minor, for_each: x in issues, when: missing(x.ours), message: m, remedy: r}
"""
DEAL = "deal: {{id: {}, title: T}}\nus: {{name: Us}}\nthem: {{name: Them}}\nissues: [{{id: price, kind: money}}]\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (tmp_path / "rules.yaml").write_text(PACK, encoding="utf-8")
    for number in range(4):
        (folder / f"{number}.yaml").write_text(DEAL.format(f"d{number}"), encoding="utf-8")
    return folder


@pytest.fixture
def rules(plans: Path) -> Ruleset:
    return load_rules([plans.parent / "rules.yaml"], shipped=False, engine="built-in")


def job_with(plans: Path, *entries: Entry) -> CheckJob:
    path = plans.parent / "our.baseline"
    path.write_bytes(format_baseline(entries))
    file = BaselineFile(str(path), read_baseline(path).sha256)
    return CheckJob(
        MONDAY, (str(plans.parent / "rules.yaml"),), False, "built-in", scope="findings", baseline=file
    )


def written(plans: Path, rules: Ruleset, job: CheckJob, jobs: int) -> tuple[Totals, bytes]:
    file = BytesIO()
    report = FORMATS["jsonl"].make(file, RunInfo(MONDAY, ruleset_info(rules)), Options())
    totals = check_batch(Inputs((plans,)), job, rules, [report], Batch(jobs, sizes=Sizes(files=1)))
    return totals, file.getvalue()


def test_every_process_applies_it(plans: Path, rules: Ruleset) -> None:
    job = job_with(plans, *(Entry(f"d{number}", "EACH", "Kim", "known") for number in (0, 1, 3)))
    totals, lines = written(plans, rules, job, 2)
    assert (totals.findings["blocker"], totals.findings["minor"], totals.tally.waived) == (4, 1, 3)
    assert (totals, lines) == written(plans, rules, job, 1)


def test_a_run_goes_on_with_the_same_baseline_alone(plans: Path, rules: Ruleset, tmp_path: Path) -> None:
    job, sizes, inputs = job_with(plans), Sizes(files=1), Inputs((plans,))
    with (
        pytest.raises(KeyboardInterrupt),
        journal_of(tmp_path / "state", False, inputs, job, rules, sizes),
    ):
        raise KeyboardInterrupt
    with (
        pytest.raises(NegotiaError, match="cannot be continued: the baseline changed since"),
        journal_of(tmp_path / "state", True, inputs, replace(job, baseline=None), rules, sizes),
    ):
        raise AssertionError("it must not begin")
