"""Reports of `check` as files: several in one run, and a page that finds the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import run
from engine.cli.outputs import _shelf
from engine.output import FORMATS

SCENES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ("--rules", str(SCENES / "rules.yaml"), "--no-shipped-rules", "--as-of", "2026-03-02")


def check(*arguments: str) -> int:
    return run(["check", str(SCENES / "good.yaml"), *RULES, *arguments])


def test_every_format_can_be_written_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [f"--format={name}={tmp_path / name}" for name in FORMATS]
    assert check(*wanted) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(FORMATS)
    assert all(path.stat().st_size for path in tmp_path.iterdir() if path.name != "csv")
    assert capsys.readouterr() == ("", "")


def test_a_page_links_the_documents_relative_to_itself(tmp_path: Path) -> None:
    assert run(["brief", str(SCENES / "good.yaml"), *RULES, "--out", str(tmp_path / "the out")]) == 0
    (brief,) = (tmp_path / "the out").rglob("brief.docx")
    page = tmp_path / "pages" / "page.html"
    assert check("--format", f"html={page}", "--documents", str(tmp_path / "the out")) == 0
    assert f'href="../the%20out/{brief.parent.name}/brief.docx"' in page.read_text(encoding="utf-8")


def test_documents_are_for_the_page_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--documents", str(tmp_path)) == 2
    assert "--documents is for the links of --format html" in capsys.readouterr().err


def test_a_folder_on_another_drive_is_linked_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_drive(path: object, start: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", other_drive)
    shelf = _shelf(tmp_path, None)
    assert shelf is not None
    assert shelf.link == tmp_path.as_uri()


@pytest.mark.parametrize(("limit", "failures"), [("never", "0"), ("blocker", "1"), ("minor", "3")])
def test_junit_fails_what_the_run_fails(
    limit: str, failures: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", str(SCENES / "bad.yaml"), *RULES, "--format", "junit", "--fail-on", limit])
    assert f'failures="{failures}"' in capsys.readouterr().out
