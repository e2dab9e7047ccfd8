"""Which deals are told, in which order, and what Ctrl-C leaves."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from engine.assessment.building import ruleset_info
from engine.batch import Batch, Inputs, Interrupted, Progress, Selection, Sizes, check_batch
from engine.batch.interrupts import interrupts_held
from engine.batch.journal import temporary_journal
from engine.output import FORMATS, Options
from engine.run import Refusal, RunInfo
from engine.usecases import DealText
from tests.batch.runs import JOB, ONE_EACH, deal, lines_file, ruleset, run


def meeting(at: str) -> list[dict[str, str]]:
    return [{"purpose": "review", "at": at}]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    file = tmp_path / "plans.jsonl"
    lines = [
        deal("late", owner="Kim", meetings=meeting("2026-03-09T17:00:00+01:00")),
        deal("none", owner="Lee"),
        "{bad",
        deal("past", owner="Kim", meetings=meeting("2026-02-27T10:00:00+01:00")),
        deal("soon", owner="kim", stage="bargaining", meetings=meeting("2026-03-03T09:00:00+01:00")),
        deal("same", owner="Lee", stage="bargaining", meetings=meeting("2026-03-03T08:00:00+00:00")),
        deal("far", owner="Kim", meetings=meeting("2026-03-10T00:00:00+00:00")),
        deal("today", owner="Lee", stage="preparation", meetings=meeting("2026-03-02T18:00:00+01:00")),
    ]
    file.write_text("\n".join(lines))
    return file


BAD = "plans.jsonl:3"


@pytest.mark.parametrize("sizes", [ONE_EACH, Sizes()], ids=["one each", "one chunk"])
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["late", "none", BAD, "past", "soon", "same", "far", "today"]),
        (Selection(owner="KIM"), ["late", BAD, "past", "soon", "far"]),
        (Selection(stage="bargaining"), [BAD, "soon", "same"]),
        (Selection(stage="preparation"), ["late", "none", BAD, "past", "far", "today"]),
        (Selection(within_days=7), ["today", "soon", "same", "late", BAD]),
        (Selection(within_days=0), ["today", BAD]),
        (Selection(within_days=8, owner="Kim"), ["soon", "late", "far", BAD]),
        (Selection(owner="nobody"), [BAD]),
    ],
)
def test_deals_are_selected_and_sorted_by_their_meeting(
    plans: Path, selection: Selection, expected: list[str], sizes: Sizes
) -> None:
    result = run([plans], replace(JOB, selection=selection), sizes=sizes)
    assert result.ids == expected
    assert result.totals.deals == len(expected) - 1
    assert result.totals.passed_over == 7 - result.totals.deals
    assert selection.everyone is (len(expected) == 8)


def test_the_text_says_how_many_were_not_selected(plans: Path) -> None:
    one = run([plans], replace(JOB, selection=Selection(within_days=0)), format="text").bytes.decode()
    assert "\n6 deals not selected.\n" in one
    assert "not selected" not in run([plans], format="text").bytes.decode()


def test_all_reports_hear_the_same(plans: Path) -> None:
    files, rules, refusals = {name: BytesIO() for name in FORMATS}, ruleset(), list[Refusal]()
    info = RunInfo(JOB.as_of, ruleset_info(rules))
    reports = [FORMATS[name].make(file, info, Options()) for name, file in files.items()]
    check_batch(Inputs((plans,)), JOB, rules, reports, Batch(refused=refusals.append))
    assert len(refusals) == 1
    for name, file in files.items():
        alone = run([plans], format=name).bytes
        assert alone
        if name not in ("xlsx", "parquet"):
            assert file.getvalue() == alone


def test_a_text_and_nothing_at_all(tmp_path: Path) -> None:
    assert run([DealText("<stdin>", deal("piped"))]).ids == ["piped"]  # type: ignore[list-item]  # an input as well
    (tmp_path / "empty.jsonl").touch()
    assert run([tmp_path]).ids == []


def test_a_deal_as_findings_only(plans: Path) -> None:
    first = run([plans], replace(JOB, scope="findings")).lines[0]
    whole = run([plans]).lines[0]
    assert whole.keys() - first.keys() == {"questions", "conclusions", "advice", "outcomes"}
    assert all(whole[name] == value for name, value in first.items())


def test_progress_goes_to_the_end(tmp_path: Path) -> None:
    file, told = lines_file(tmp_path, 3), list[Progress]()
    run([file], sizes=ONE_EACH, told=told.append)
    size = file.stat().st_size
    assert [(one.deals, one.bytes_done, one.bytes_all, one.percent) for one in told] == [
        (1, size // 3, size, 33),
        (2, 2 * size // 3, size, 66),
        (3, size, size, 100),
    ]
    assert Progress(0, 0, 0).percent == 100


def test_ctrl_c_tells_what_is_done(tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.deals == 2:
            raise KeyboardInterrupt

    file, rules, out = lines_file(tmp_path, 5), ruleset(), BytesIO()
    report = FORMATS["json"].make(out, RunInfo(JOB.as_of, ruleset_info(rules)), Options())
    with pytest.raises(Interrupted) as interrupted:
        check_batch(Inputs((file,)), JOB, rules, [report], Batch(sizes=ONE_EACH, told=stop))
    assert interrupted.value.progress.deals == 2
    assert interrupted.value.progress.percent == 40
    (tmp_path / "two.jsonl").write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]))
    expected = run([tmp_path / "two.jsonl"], format="json").bytes.replace(b"two.jsonl", b"deals.jsonl")
    assert out.getvalue() == expected


def test_parts_told_after_an_earlier_run_count_as_found(tmp_path: Path) -> None:
    file, told = lines_file(tmp_path, 3), list[Progress]()
    with temporary_journal() as short:
        journal = replace(short, kept=True)
        whole = run([file], journal=journal, sizes=ONE_EACH)
        (journal.folder / "00000001.part").unlink()
        assert run([file], journal=journal, sizes=ONE_EACH, told=told.append).bytes == whole.bytes
    assert told[-1].bytes_found == 2 * told[-1].bytes_all // 3


def press_ctrl_c(times: int, reached: list[str]) -> None:
    with interrupts_held():
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
        reached.append("end")


@pytest.mark.parametrize(("times", "expected"), [(1, ["end"]), (2, [])])
def test_an_interrupt_waits_for_the_end_of_what_is_held_and_a_second_does_not(
    times: int, expected: list[str]
) -> None:
    reached: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        press_ctrl_c(times, reached)
    assert reached == expected
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_handlers_of_others_are_left_alone() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts_held():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
