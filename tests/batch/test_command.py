"""`negotia check` over many deals, as a process that is killed, interrupted, watched and starved."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from engine.batch import Progress
from engine.cli import run
from engine.cli.meter import Meter, _clock
from tests.batch.runs import PATIENCE, ROOT, RULES, lines_file

OPTIONS = ["--no-shipped-rules", "--rules", str(RULES), "--inference", "built-in", "--as-of", "2026-03-02"]
MANY, CHUNKS = 3_000, 5
"""Deals of 2,000 bytes in chunks, and one of the rest with what comes after it."""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "cli.py"), "check", *map(str, arguments), *OPTIONS]


def started(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(*arguments), start_new_session=True, **options)


def until(condition: object, seconds: float = PATIENCE) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A long file of deals, and what a run that nobody disturbs says about it."""
    folder = tmp_path_factory.mktemp("many")
    file = lines_file(folder, MANY, blanks=1900)
    out = folder / "whole.jsonl"
    assert run(["check", str(file), "--format", "jsonl", "--out", str(out), "--jobs", "1", *OPTIONS]) == 0
    return file, out.read_bytes()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A deal that comes only when it is let through, so that no run is over before."""
    os.mkfifo(tmp_path / "gate.yaml")
    return tmp_path / "gate.yaml"


def let_through(gate: Path, after: float = 0.0) -> threading.Thread:
    def write() -> None:
        with gate.open("w") as pipe:
            time.sleep(after)
            pipe.write("deal: {id: gate, title: G}\nus: {name: Us}\nthem: {name: Them}\n")

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    return writer


def parts(out: Path) -> dict[Path, int]:
    """The parts of a run that is not over, and when they were written."""
    found = {}
    for path in out.with_name(f"{out.name}.partial").glob("*/*.part"):
        with suppress(FileNotFoundError):  # the run ends, and its state goes
            found[path] = path.stat().st_mtime_ns
    return found


def assert_complete(out: Path, whole: bytes) -> None:
    content = out.read_bytes()
    assert content.startswith(whole)
    assert [json.loads(line)["id"] for line in content[len(whole) :].splitlines()] == ["gate"]
    assert not out.with_name(f"{out.name}.partial").exists()


def test_killed_and_resumed(many: tuple[Path, bytes], gate: Path, tmp_path: Path) -> None:
    file, whole = many
    out = tmp_path / "out.jsonl"
    arguments = [file, gate, "--format", "jsonl", "--out", out, "--jobs", "2"]
    process = started(*arguments)
    until(lambda: len(parts(out)) >= 2)
    process.kill()
    process.wait()
    os.killpg(process.pid, signal.SIGKILL)  # one of its processes waits at the gate
    assert not out.exists()
    before = parts(out)
    other_day = ["--as-of", "2026-03-03", *OPTIONS[:-2]]
    assert run(["check", *map(str, arguments), "--resume", *other_day]) == 2
    watched = started(*arguments, "--resume")
    last: dict[Path, int] = {}
    writer = None
    while watched.poll() is None:
        last |= parts(out)
        if writer is None and len(last) == CHUNKS:
            writer = let_through(gate)
        time.sleep(0.02)
    assert watched.returncode == 0
    assert_complete(out, whole)
    assert before.items() <= last.items()


def test_interrupted_and_resumed(many: tuple[Path, bytes], gate: Path, tmp_path: Path) -> None:
    file, whole = many
    out, table = tmp_path / "out.jsonl", tmp_path / "table.csv"
    arguments = [file, gate, "--format", f"jsonl={out}", "--format", f"csv={table}", "--jobs", "2"]
    process = started(*arguments, stderr=subprocess.PIPE)
    until(lambda: len(parts(out)) >= 3)  # two processes: who writes a third part, has handed in another
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    done = out.read_bytes().splitlines()
    assert err.startswith(f"Interrupted after {len(done):,} deals, ".encode())
    assert err.endswith(b" % of all there is: the same command with --resume goes on.\n")
    numbers = [int(json.loads(line)["id"][1:]) for line in done]
    assert numbers
    assert numbers == sorted(numbers)
    assert set(done) <= set(whole.splitlines())
    let_through(gate)
    assert subprocess.run(command(*arguments, "--resume"), check=False).returncode == 0
    assert_complete(out, whole)
    assert table.exists()


def test_a_killed_worker_is_replaced(many: tuple[Path, bytes], gate: Path, tmp_path: Path) -> None:
    file, whole = many
    out = tmp_path / "out.jsonl"
    process = started(file, gate, "--format", "jsonl", "--out", out, "--jobs", "2")
    until(lambda: parts(out))
    workers = [one for one in children(process.pid) if b"spawn_main" in cmdline(one)]
    os.kill(workers[0], signal.SIGKILL)
    until(lambda: len(parts(out)) == CHUNKS)
    let_through(gate)
    assert process.wait(timeout=PATIENCE) == 0
    assert_complete(out, whole)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cmdline(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_room_for_files(many: tuple[Path, bytes], tmp_path: Path, jobs: int) -> None:
    """A limit on the size of files stands for a full disk."""
    file, whole = many
    out = tmp_path / "out.jsonl"
    out.write_text("the findings of last week")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, resource.RLIM_INFINITY))

    arguments = [file, "--format", "jsonl", "--out", out, "--jobs", str(jobs)]
    process = started(*arguments, stderr=subprocess.PIPE, preexec_fn=limit)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert (
        err.decode()
        == f"Error: {out} cannot be written: file too large (what is done is kept for --resume)\n"
    )
    assert out.read_text() == "the findings of last week"
    assert {path.name for path in tmp_path.iterdir()} == {"out.jsonl", "out.jsonl.partial"}
    assert run(["check", *map(str, arguments), "--resume", *OPTIONS]) == 0
    assert out.read_bytes() == whole


def test_no_room_for_parts(many: tuple[Path, bytes], tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

    out = tmp_path / "out.jsonl"
    process = started(many[0], "--out", out, "--jobs", "2", stderr=subprocess.PIPE, preexec_fn=limit)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert err.startswith(f"Error: what is done cannot be kept in {out}.partial/".encode())
    assert b"file too large" in err
    assert not out.exists()


def test_who_reads_no_more_ends_the_run_in_silence(many: tuple[Path, bytes], tmp_path: Path) -> None:
    process = started(many[0], "--jobs", "2", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=PATIENCE) == 141


def test_a_terminal_sees_how_far_it_is_and_a_pipe_does_not(tmp_path: Path, gate: Path) -> None:
    """What comes after the gate comes after the first second, in which nothing is shown."""
    before, after = lines_file(tmp_path, 20, "a.jsonl"), lines_file(tmp_path, 500, "b.jsonl", blanks=3000)
    arguments = [before, gate, after, "--jobs", "1", "--format", "jsonl", "--out", tmp_path / "out.jsonl"]
    terminal, end = pty.openpty()
    let_through(gate, after=1.2)
    process = started(*arguments, stderr=end)
    os.close(end)
    shown = b""
    with suppress(OSError):  # the other end is closed
        while piece := os.read(terminal, 4096):
            shown += piece
    os.close(terminal)
    assert process.wait(timeout=PATIENCE) == 0
    assert re.search(rb" %  [\d,]+ deals, [\d,]+ a second, \d:\d\d left", shown)
    let_through(gate, after=1.2)
    piped = subprocess.run(command(*arguments), capture_output=True, check=True)
    assert (piped.stdout, piped.stderr) == (b"", b"")


def test_the_meter_says_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with Meter() as meter:
        for second, done in ((0.5, 100), (2.0, 300), (2.1, 350), (4.0, 600)):
            now[0] = 100 + second
            meter.show(Progress(done * 10, done, 1000, 100))
    steps = capsys.readouterr().err.split("\r\x1b[2K")
    assert steps == [
        "",
        " 30 %  3,000 deals, 1,000 a second, 0:07 left",
        " 60 %  6,000 deals, 1,250 a second, 0:03 left",
        "",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "0:00"), (59.6, "1:00"), (3599, "59:59"), (3661, "1:01:01")]
)
def test_times_left(seconds: float, expected: str) -> None:
    assert _clock(seconds) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "--resume needs a file that the run writes to"),
        (["--format", "json", "--format", "jsonl"], "only one format can go to stdout"),
        (["--format", "json=a", "--format", "jsonl=./a"], "two formats cannot both go to a"),
        (["--format", "json=a", "--out", "b"], "leave --out out"),
        (["--format", "jsnl"], "there is no format 'jsnl'"),
        (["--format", "json="], "'json=' names no file"),
        (["--findings-only", "--show-unknown"], "--findings-only leaves out"),
        (["--meeting-within", "soon"], "'soon' is not a number of days; write 7d"),
    ],
)
def test_options_that_do_not_fit(
    arguments: Sequence[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "x.yaml", *arguments, *OPTIONS]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_several_formats_in_one_run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = lines_file(tmp_path, 2)
    names = ("json", "jsonl", "csv", "markdown", "junit")
    several = [part for name in names for part in ("--format", f"{name}={tmp_path / name}")]
    status = run(["check", str(file), "--format", "text", *several, *OPTIONS])
    shown = capsysbinary.readouterr().out
    assert status == 0
    for name in ("text", *names):
        assert run(["check", str(file), "--format", name, *OPTIONS]) == 0
        alone = capsysbinary.readouterr().out
        assert alone == (shown if name == "text" else (tmp_path / name).read_bytes())


def test_results_beside_the_deals_are_not_checked_the_next_time(tmp_path: Path) -> None:
    lines_file(tmp_path, 3)
    arguments = [
        "check",
        str(tmp_path),
        "--format",
        "json",
        "--out",
        str(tmp_path / "findings.json"),
        *OPTIONS,
    ]
    assert [run(arguments), run(arguments)] == [0, 0]
    assert json.loads((tmp_path / "findings.json").read_text())["summary"]["deals"] == 3
