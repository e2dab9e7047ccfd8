"""Processes that die: nothing is lost, nothing is doubled, and what ends them is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.batch import Sizes
from engine.batch.pool import WorkerBug
from engine.errors import NegotiaError
from tests.batch.runs import JOB, ONE_EACH, Faulty, attempts, deal, lines_file, ruleset, run


@pytest.fixture
def faulty(tmp_path: Path) -> Faulty:
    (tmp_path / "marks").mkdir()
    return Faulty(JOB.as_of, JOB.rules, shipped=False, inference="built-in", marks=str(tmp_path / "marks"))


def file_of(folder: Path, *ids: str) -> Path:
    file = folder / "deals.jsonl"
    file.write_text("".join(deal(id) + "\n" for id in ids))
    return file


def test_any_number_of_processes_says_the_same(tmp_path: Path) -> None:
    file = lines_file(tmp_path, 24)
    (tmp_path / "more.yaml").write_text("deal: {id: more, title: M}\nus: {name: U}\nthem: {name: T}\n")
    with file.open("a") as opened:
        opened.write("{bad\n")
    named = [file, tmp_path / "missing.yaml", tmp_path / "more.yaml"]
    whole = run(named)
    assert whole.ids == [
        *(f"d{number}" for number in range(1, 25)),
        "deals.jsonl:25",
        "missing.yaml:0",
        "more",
    ]
    for jobs, sizes in ((1, ONE_EACH), (1, Sizes(bytes=400)), (2, Sizes(bytes=400)), (3, ONE_EACH)):
        part = run(named, sizes=sizes, jobs=jobs)
        assert part.bytes == whole.bytes
        assert part.totals == whole.totals
        assert part.refusals == whole.refusals


def test_who_is_killed_once_is_replaced_and_who_kills_always_is_left_out(
    tmp_path: Path, faulty: Faulty
) -> None:
    """Two chunks of four deals: in one a process is killed once, in the other two deals kill every process."""
    ids = ["a1", "once", "a2", "a3", "deadly1", "b1", "deadly2", "b2"]
    file = file_of(tmp_path, *ids)
    result = run([file], faulty, jobs=2, sizes=Sizes(bytes=4 * 75))
    assert result.ids == ["a1", "once", "a2", "a3", "deals.jsonl:5", "b1", "deals.jsonl:7", "b2"]
    assert [str(one.problems[0]).partition(" (")[0] for one in result.refusals] == [
        f"{file}:{line}:1: ended the process that worked on it, more than once" for line in (5, 7)
    ]
    assert (result.totals.deals, result.totals.refused) == (6, 2)
    died = attempts(tmp_path / "marks", ["once", "deadly1", "deadly2"])
    assert died == {"once": 2, "deadly1": 3, "deadly2": 2}


def test_processes_that_die_before_they_begin_end_the_run(tmp_path: Path, faulty: Faulty) -> None:
    with pytest.raises(NegotiaError, match=r"end again and again \(status 7\): try --jobs 1"):
        run([lines_file(tmp_path, 4)], replace(faulty, at_start=True), jobs=2, sizes=ONE_EACH)


def test_a_bug_in_a_process_comes_with_its_traceback(tmp_path: Path, faulty: Faulty) -> None:
    with pytest.raises(WorkerBug, match="KeyError: 'rank'") as bug:
        run([file_of(tmp_path, "a", "bug")], faulty, jobs=2, sizes=ONE_EACH)
    assert "in _come_to_grief" in bug.value.__notes__[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_ends_the_run_in_words(tmp_path: Path, faulty: Faulty, jobs: int) -> None:
    with pytest.raises(NegotiaError, match=r"what is done cannot be kept in .*: no space left on device"):
        run([file_of(tmp_path, "a", "full")], faulty, jobs=jobs, sizes=ONE_EACH)


def test_rules_that_change_meanwhile_end_the_run(tmp_path: Path) -> None:
    """A process that begins later than the run must not judge by other rules."""
    job = replace(JOB, sha256="0" * 64)
    with pytest.raises(NegotiaError, match="the rules were changed while deals were checked"):
        job.ruleset()
    assert JOB.pinned(ruleset()).ruleset().sha256 == ruleset().sha256
