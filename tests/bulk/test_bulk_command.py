"""`negotia documents`: what it says and how it ends; the documents themselves are short stand-ins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine import bulk, publishing
from engine.bulk import Made
from engine.cli import run

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]


@pytest.fixture(autouse=True)
def briefs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(publishing.RENDERERS, "brief", lambda case, to: b"brief")  # type: ignore[arg-type]


def documents(out: Path, *words: str) -> int:
    files = [str(FILES / name) for name in ("good.yaml", "open.yaml")]
    common = ["--only", "brief", "--as-of", "2026-03-02", "--out", str(out), *RULES]
    return run(["documents", *files, *common, *words])


def test_what_is_up_to_date_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert documents(tmp_path) == 0
    both = [str(tmp_path / deal / "brief.docx") for deal in ("good", "open")]
    assert capsys.readouterr().out.splitlines() == [*both, str(tmp_path / "index.html")]
    assert documents(tmp_path) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(tmp_path / "index.html")]
    assert err == "2 deals are up to date; --force writes their documents anew.\n"
    assert documents(tmp_path, "--force", "--owner", "Kim Sample") == 0
    assert capsys.readouterr().out.splitlines() == [both[0], str(tmp_path / "index.html")]


def test_an_interrupted_run_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "make_all", lambda *_: Made(1_200, 0, 0, 0, interrupted=True))
    assert documents(tmp_path) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "Interrupted after the documents of 1,200 deals: the same command goes on.\n"


def test_pdfs_of_what_has_none_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert documents(tmp_path, "--pdf") == 2
    assert "--pdf needs LibreOffice" in capsys.readouterr().err
    office = tmp_path / "office"
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout=$2; shift 2\n'
        'for file; do name=$(basename "$file" .docx); echo pdf > "$out/$name.pdf"; done\n'
    )
    office.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(office))
    out = tmp_path / "out"
    assert documents(out) == 0
    (out / "good" / "brief.pdf").write_text("there already")
    capsys.readouterr()
    assert documents(out, "--pdf") == 0
    assert capsys.readouterr().out.splitlines() == [str(out / "open" / "brief.pdf"), str(out / "index.html")]
    assert (out / "good" / "brief.pdf").read_text() == "there already"
    assert 'href="open/brief.pdf"' in (out / "index.html").read_text()
