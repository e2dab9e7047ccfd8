"""Documents in other formats: pages for e-mail and chat, PDFs beside the Word files."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from engine.cli import run

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]
DEAL = str(FILES / "good.yaml")
OFFICE = """#!{python}
import pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
for one in sys.argv[sys.argv.index(str(folder)) + 1 :]:
    (folder / (pathlib.Path(one).stem + ".pdf")).write_text("a PDF")
"""


def call(*words: str, out: Path) -> int:
    return run([*words, DEAL, "--out", str(out), "--as-of", "2026-03-02", *RULES])


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (["brief", "--format", "markdown"], "brief.md", "# "),
        (["brief", "--format", "html"], "brief.html", "<!doctype html>"),
        (["brief", "--table-copy", "--format", "html"], "table-copy.html", "<!doctype html>"),
        (["questions", "--format", "markdown"], "questions.md", "# Questions"),
        (["questions", "--for-them", "--format", "html"], "questions-for-them.html", "<!doctype html>"),
    ],
)
def test_pages_are_written(
    words: list[str], name: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*words, out=tmp_path) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'good' / name}\n"
    assert [path.name for path in (tmp_path / "good").iterdir()] == [name]
    assert (tmp_path / "good" / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("option", [["--pdf"], ["--templates", "."]])
def test_options_of_word_files_are_for_word_files(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("brief", "--format", "html", *option, out=tmp_path) == 2
    assert f"{option[0]} is for Word files, not for --format html" in capsys.readouterr().err


def test_pdfs_lie_beside_the_word_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(OFFICE.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    for command, names in (("questions", ["questions"]), ("agreement", ["agreement"])):
        out = tmp_path / command
        assert call(command, "--pdf", out=out) == 0
        printed = [Path(line).name for line in capsys.readouterr().out.splitlines()]
        assert printed[-1] == f"{names[0]}.pdf"
        assert (out / "good" / f"{names[0]}.pdf").read_text() == "a PDF"
        assert {path.suffix for path in (out / "good").iterdir()} == {Path(one).suffix for one in printed}


def test_without_libreoffice_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert call("documents", "--pdf", out=tmp_path / "out") == 2
    assert "--pdf needs LibreOffice, and there is no `soffice` on the PATH" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
