"""`negotia check` with a cluster and with addresses; the cluster is a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine import distributed
from engine.cli import run
from tests.distributed.test_spreading import Stand

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]
LINE = '{{"deal":{{"id":"d{0}","title":"Deal"}},"us":{{"name":"O"}},"them":{{"name":"T"}}}}\n'


def check(*words: str) -> int:
    return run(["check", *words, "--as-of", "2026-03-02", "--fail-on", "never", *RULES])


def test_a_cluster_and_addresses_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deals = tmp_path / "deals"
    deals.mkdir()
    for number in range(40):  # more than one chunk
        (deals / f"{number}.json").write_text(LINE.format(number))
    used: list[tuple[str | None, Stand]] = []

    @contextmanager
    def ray_cluster(address: str | None) -> Iterator[Stand]:
        used.append((address, Stand()))
        yield used[-1][1]

    monkeypatch.setattr(distributed, "ray_cluster", ray_cluster)
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    assert check(str(deals), "--format", f"jsonl={here}", "--jobs", "1", "--findings-only") == 0
    words = ["--engine", "ray", "--address", "10.0.0.1:6379", "--findings-only"]
    assert check(str(deals), "--format", f"jsonl=file://{there}", *words) == 0
    assert used[0][0] == "10.0.0.1:6379"
    assert used[0][1].submitted == 2
    assert there.read_bytes() == here.read_bytes()


def test_an_address_needs_its_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(FILES / "good.yaml"), "--address", "10.0.0.1:6379") == 2
    assert "--engine ray" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["file:///nowhere/at/all/x.jsonl", "nothing://x/y.jsonl"])
def test_an_address_that_cannot_be_written(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(FILES / "good.yaml"), "--format", f"jsonl={address}") == 2
    assert "cannot be" in capsys.readouterr().err
