"""Whole runs of the command, each in a text file: documents, command, and what comes out, to the letter.

A scenario runs in a folder of its own that holds `files/` and its own documents. A line `...` in what is expected
stands for any number of lines.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from engine.cli import run

HERE = Path(__file__).parent
SCENARIOS = sorted(HERE.glob("*.txt"))
_HEAD = re.compile(r"^==== (.+) ====\n", re.MULTILINE)


def sections(path: Path) -> dict[str, str]:
    """The texts of a scenario by their headings: `document NAME`, `command`, `status`, `file NAME`, ..."""
    _, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def named(parts: dict[str, str], kind: str) -> dict[str, str]:
    return {head.removeprefix(kind): text for head, text in parts.items() if head.startswith(kind)}


def agrees(expected: str, actual: str) -> bool:
    pattern = re.escape(expected).replace(re.escape("...\n"), "(.*\n)*?")
    return re.fullmatch(pattern, actual) is not None


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = sections(path)
    shutil.copytree(HERE / "files", tmp_path, dirs_exist_ok=True)
    for name, text in named(parts, "document ").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for line in parts.get("environment", "").splitlines():
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(parts.get("stdin", "").encode())))

    status = run(shlex.split(parts["command"]))

    out, err = capsys.readouterr()
    expected_out, expected_err = parts.get("stdout", ""), parts.get("stderr", "")
    assert out == expected_out or agrees(expected_out, out)
    assert err == expected_err or agrees(expected_err, err)
    assert status == int(parts["status"])
    for name, text in named(parts, "file ").items():
        actual = (tmp_path / name).read_text(encoding="utf-8")
        assert actual == text or agrees(text, actual)


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 25
