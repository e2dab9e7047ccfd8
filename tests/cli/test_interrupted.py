"""Ctrl-C while a baseline is made or two sides are compared: nothing is written, and nobody calls it a bug."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.batch import Interrupted, Progress
from engine.cli import run

DEAL = "deal: {id: d, title: D}\nus: {name: Us}\nthem: {name: Them}\n"


@pytest.mark.parametrize(
    ("words", "interrupted"),
    [
        (["baseline", "deal.yaml", "--by", "Kim", "--reason", "known"], "engine.cli.baseline.check_batch"),
        (["compare", "deal.yaml", "deal.yaml", "--out", "changes.txt"], "engine.batch.sides.check_batch"),
    ],
)
def test_ctrl_c(
    words: list[str],
    interrupted: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stop(*_: object) -> None:
        raise Interrupted(Progress(0, 0, 0))

    monkeypatch.chdir(tmp_path)
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    monkeypatch.setattr(interrupted, stop)
    assert run(words) == 130
    assert "bug" not in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["deal.yaml"]
