"""Runs that were interrupted and go on."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.batch import CheckJob, Inputs, Selection
from engine.batch.journal import Journal, fingerprint, kept_journal, temporary_journal
from engine.batch.parts import part_path
from engine.batch.running import journal_of
from engine.errors import NegotiaError
from tests.batch.runs import JOB, ONE_EACH, Faulty, Result, attempts, lines_file, ruleset, run
from tests.making import MONDAY

ABOUT = fingerprint(JOB, Inputs(()))


def go(folder: Path, file: Path, job: CheckJob, resume: bool = True, jobs: int = 1) -> Result:
    """A run of a chunk a deal that is kept in the folder."""
    with journal_of(folder, resume, Inputs((file,)), job, ruleset(), ONE_EACH) as journal:
        return run([file], job, journal=journal, sizes=ONE_EACH, jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_is_not_done_again(tmp_path: Path, jobs: int) -> None:
    file, state, marks = lines_file(tmp_path, 5), tmp_path / "state", tmp_path / "marks"
    marks.mkdir()
    file.write_text(file.read_text().replace('"id": "d4"', '"id": "bug4"'))
    ids = ["d1", "d2", "d3", "bug4", "d5"]
    faulty = Faulty(MONDAY, JOB.rules, shipped=False, inference="built-in", marks=str(marks))
    with pytest.raises(KeyError):
        go(state, file, faulty)
    assert attempts(marks, ids[:4]) == dict.fromkeys(ids[:4], 1)
    before = {path.name: path.stat().st_mtime_ns for path in state.rglob("*.part")}
    assert len(before) == 3
    about = fingerprint(faulty.pinned(ruleset()), Inputs((file,)), ONE_EACH)
    with kept_journal(state, about, resume=True) as journal:
        result = run([file], JOB, journal=journal, sizes=ONE_EACH, jobs=jobs)  # the bug is mended
        after = {path.name: path.stat().st_mtime_ns for path in journal.folder.glob("*.part")}
    assert before.items() <= after.items()
    assert result.bytes == run([file]).bytes
    assert result.totals == run([file]).totals
    assert not state.exists()


def test_a_part_that_was_cut_short_is_done_again(tmp_path: Path) -> None:
    with temporary_journal() as journal:
        assert journal.done(0) is None
        path = part_path(journal.folder, 0)
        for content in (b"", b'{"path":"x","id":"d"', b'{"path":"x","line":0,"problems":[]}\n'):
            path.write_bytes(content)
            assert journal.done(0) is None
        path.write_bytes(b'{"path":"x"}\n{"deals":7}\n')
        totals = journal.done(0)
        assert totals is not None
        assert totals.deals == 7


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda job, file: (replace(job, as_of=MONDAY.replace(day=3)), file), "the day (--as-of)"),
        (lambda job, file: (replace(job, scope="findings"), file), "the options"),
        (lambda job, file: (replace(job, selection=Selection(owner="Kim")), file), "the options"),
        (lambda job, file: (job, file.with_name("other.jsonl")), "the deals"),
        (lambda job, file: (os.utime(file, ns=(1, 1)), (job, file))[1], "the deals"),
        (lambda job, file: (replace(job, as_of=MONDAY.replace(day=3)), file.with_name("other.jsonl")),
         "the day (--as-of) and the deals"),
    ],
)  # fmt: skip
def test_another_run_is_not_continued(
    tmp_path: Path, change: Callable[[CheckJob, Path], tuple[CheckJob, Path]], named: str
) -> None:
    file, state = lines_file(tmp_path, 3), tmp_path / "state"
    lines_file(tmp_path, 3, "other.jsonl")
    with pytest.raises(OSError), journal_of(state, False, Inputs((file,)), JOB, ruleset(), ONE_EACH):
        raise OSError
    job, other = change(JOB, file)
    with (
        pytest.raises(NegotiaError) as refused,
        journal_of(state, True, Inputs((other,)), job, ruleset(), ONE_EACH),
    ):
        pass
    assert (
        str(refused.value)
        == f"the run in {state} cannot be continued: {named} changed since (leave --resume out)"
    )
    assert state.exists()
    with journal_of(state, False, Inputs((other,)), job, ruleset(), ONE_EACH):
        pass
    assert not state.exists()


def test_other_rules_and_another_negotia_are_named(tmp_path: Path) -> None:
    before = fingerprint(JOB.pinned(ruleset()), Inputs(()))
    now = fingerprint(replace(JOB, sha256="f" * 64), Inputs(()))
    assert {name for name in before if before[name] != now[name]} == {"rules"}
    with pytest.raises(OSError), kept_journal(tmp_path / "s", ABOUT, False):
        raise OSError
    expected = "negotia itself and the rules changed since"
    with (
        pytest.raises(NegotiaError, match=expected),
        kept_journal(tmp_path / "s", {**ABOUT, "version": "2", "rules": "x"}, True),
    ):
        pass


def test_parts_of_different_runs_never_mix(tmp_path: Path) -> None:
    """A process of a run that was killed may finish its part when another run has begun in the same place."""

    def folder(about: dict[str, str]) -> Path:
        with kept_journal(tmp_path / "state", about, False) as journal:
            return journal.folder

    assert folder(ABOUT) == folder(ABOUT)
    assert folder(ABOUT) != folder({**ABOUT, "as_of": "2026-03-03"})


def test_a_folder_that_is_no_run_stays(tmp_path: Path) -> None:
    state = tmp_path / "findings.partial"
    state.mkdir()
    (state / "mine.txt").write_text("precious")
    with pytest.raises(NegotiaError, match="is in the way: move it"), kept_journal(state, ABOUT, False):
        pass
    assert (state / "mine.txt").read_text() == "precious"
    (state / "mine.txt").unlink()
    with kept_journal(state, ABOUT, True) as journal:
        assert journal.kept
    assert not state.exists()


def test_only_long_runs_with_a_file_are_kept(tmp_path: Path) -> None:
    def kept(folder: Path | None, count: int, resume: bool = False) -> bool:
        inputs = Inputs((lines_file(tmp_path, count),))
        with journal_of(folder, resume, inputs, JOB, ruleset(), ONE_EACH) as journal:
            return journal.kept

    assert not kept(None, 3)
    assert not kept(tmp_path / "state", 1)
    assert kept(tmp_path / "state", 2)
    assert kept(tmp_path / "state", 1, resume=True)


def test_parts_that_nobody_can_use_again_do_not_pile_up(tmp_path: Path) -> None:
    with temporary_journal() as journal:
        run([lines_file(tmp_path, 3)], journal=journal, sizes=ONE_EACH)
        assert list(journal.folder.iterdir()) == []


def test_another_run_that_takes_the_parts_away_is_named(tmp_path: Path) -> None:
    gone = Journal(tmp_path / "gone", kept=True)
    with pytest.raises(NegotiaError, match=r"cannot be kept in .*gone: no such file"):
        run([lines_file(tmp_path, 1)], journal=gone)


def test_trouble_says_that_what_is_done_is_kept(tmp_path: Path) -> None:
    expected = r"disk full \(what is done is kept for --resume\)"
    with pytest.raises(NegotiaError, match=expected), kept_journal(tmp_path / "state", ABOUT, False):
        raise NegotiaError("disk full")
    assert (tmp_path / "state" / "run").exists()
