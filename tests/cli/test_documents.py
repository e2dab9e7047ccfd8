"""The commands that write Word files; what is in the files is the documents' own affair."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import publishing
from engine.casefile import CaseFile
from engine.cli import run

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]


@pytest.fixture(autouse=True)
def renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renderers that write what they were asked for."""
    for kind in publishing.RENDERERS:

        def render(case: CaseFile, kind: str = kind) -> bytes:
            return f"{kind} of {case.deal.id} on {case.assessment.as_of}".encode()

        monkeypatch.setitem(publishing.RENDERERS, kind, render)  # type: ignore[arg-type]  # it is a dict


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["brief"], ["brief"]),
        (["brief", "--table-copy"], ["table-copy"]),
        (["questions"], ["questions"]),
        (["questions", "--for-them"], ["questions-for-them"]),
        (["agreement"], ["agreement"]),
        (["documents"], ["brief", "questions", "agreement"]),
    ],
)
def test_each_command_writes_its_documents(
    words: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deals = [str(FILES / "good.yaml"), str(FILES / "open.yaml")]
    status = run([*words, *deals, "--out", str(tmp_path), "--as-of", "2026-03-02", *RULES])
    assert status == 0
    written = [tmp_path / deal / f"{name}.docx" for deal in ("good", "open") for name in names]
    assert capsys.readouterr().out.splitlines() == list(map(str, written))
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(written)
    for path in written:
        assert path.read_text() == f"{path.stem} of {path.parent.name} on 2026-03-02"


def test_a_broken_deal_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals = [str(FILES / "broken.yaml"), str(FILES / "good.yaml")]
    assert run(["agreement", *deals, "--out", str(tmp_path), *RULES]) == 2
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'good' / 'agreement.docx'}\n"
    assert "error unknown-key unknown key 'tehm'" in err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good").write_text("in the way")
    assert run(["brief", str(FILES / "good.yaml"), "--out", str(tmp_path), *RULES]) == 2
    assert "cannot be written" in capsys.readouterr().err
