"""What paths stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.batch import InputFile, Inputs
from engine.run import Refusal
from engine.usecases import DealText


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.yaml",
        "a.yml",
        "c.json",
        "d.jsonl",
        "below/e.NDJSON",
        "below/f.txt",
        ".hidden.yaml",
        ".git/g.yaml",
    ):
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (tmp_path / "empty").mkdir()
    return tmp_path / "plans"


def found(*named: str | Path | DealText, written: tuple[Path, ...] = ()) -> list[str]:
    """Paths; a refusal as its message."""
    return [
        one.path
        if isinstance(one, InputFile)
        else one.name
        if isinstance(one, DealText)
        else str(one.problems[0])
        for one in Inputs(named, written)
    ]


ALL = ["plans/a.yml", "plans/b.yaml", "plans/below/e.NDJSON", "plans/c.json", "plans/d.jsonl"]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["plans"], ALL),
        (["plans", "plans/b.yaml", "./plans"], ALL),
        (["plans/b.yaml", "plans/b.yaml", "plans/../plans/b.yaml"], ["plans/b.yaml"]),
        (["plans/c.json", "plans/*.y*ml"], ["plans/c.json", "plans/a.yml", "plans/b.yaml"]),
        (["plans/**/*.txt"], ["plans/below/f.txt"]),
        (["plans/[ab].*", "plans/a.yml"], ["plans/a.yml", "plans/b.yaml"]),
        (["missing.jsonl"], ["missing.jsonl"]),
        (["plans/below/f.txt"], ["plans/below/f.txt"]),
        (
            ["empty", "plans/a.yml"],
            [
                "empty: there is no deal in this folder (deals are files that end in .yaml, .yml, .json, .jsonl,"
                " .ndjson or .xlsx)",
                "plans/a.yml",
            ],
        ),
        (["x*.yaml"], ["x*.yaml: no file matches this pattern (** stands for any folders)"]),
        (["plans/belo?"], ["plans/belo?: no file matches this pattern (** stands for any folders)"]),
    ],
)
def test_paths_folders_and_patterns(plans: Path, named: list[str], expected: list[str]) -> None:
    assert found(*named) == expected


def test_a_text_stands_for_itself(plans: Path) -> None:
    assert found(DealText("<stdin>", "x"), "plans/b.yaml", DealText("<stdin>", "x")) == [
        "<stdin>",
        "plans/b.yaml",
        "<stdin>",
    ]


def test_a_name_with_brackets_is_no_pattern_if_it_is_there(plans: Path) -> None:
    (plans / "[a].yaml").write_text("x")
    assert found("plans/[a].yaml") == ["plans/[a].yaml"]


def test_links_to_files_are_followed_and_links_to_folders_are_not(plans: Path) -> None:
    (plans / "loop").symlink_to(plans)
    (plans / "below" / "loop").symlink_to(plans)
    (plans / "z.yaml").symlink_to(plans.parent / "elsewhere.yaml")
    (plans / "dead.yaml").symlink_to(plans / "nothing")
    (plans.parent / "elsewhere.yaml").write_text("x")
    assert found("plans") == [*ALL, "plans/z.yaml"]
    assert found("plans/loop/b.yaml", "plans/b.yaml") == ["plans/loop/b.yaml"]
    (plans / "endless.yaml").symlink_to("endless.yaml")
    assert found("plans/endless.yaml") == ["plans/endless.yaml"]
    assert len(found("plans/**/*.yml")) == 1


def test_what_is_written_to_is_no_deal_unless_it_is_named(plans: Path) -> None:
    """`negotia check plans --out plans/c.json`, for the second time."""
    assert found("plans", written=(Path("plans/c.json"),)) == [name for name in ALL if name != "plans/c.json"]
    assert found("plans/*.json", "plans/a.yml", written=(plans / "c.json",)) == ["plans/a.yml"]
    assert found("plans/c.json", written=(Path("plans/c.json"),)) == ["plans/c.json"]


def test_the_kind_goes_by_the_suffix_and_only_files_are_noted(plans: Path) -> None:
    (plans / "folder.yaml").mkdir()
    os.mkfifo(plans / "pipe.yaml")
    kinds = {one.path: one.kind for one in Inputs(("plans",)) if isinstance(one, InputFile)}
    assert kinds["plans/d.jsonl"] == kinds["plans/below/e.NDJSON"] == "lines"
    assert kinds["plans/c.json"] == kinds["plans/b.yaml"] == "deal"
    assert "plans/pipe.yaml" not in kinds
    assert "plans/folder.yaml" not in kinds
    assert Inputs(("plans",)).size == 5


def test_a_folder_that_cannot_be_listed_is_refused(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir

    def scandir(folder: str) -> object:
        if folder.endswith("below"):
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert found("plans")[2] == "plans/below: cannot be read: permission denied"


def test_a_name_that_is_no_utf8_is_refused(plans: Path) -> None:
    Path(os.fsdecode(b"plans/n\xff.yaml")).write_text("x")
    [refusal] = [one for one in Inputs(("plans",)) if isinstance(one, Refusal)]
    assert str(refusal.problems[0]) == "plans/n\ufffd.yaml: has a name that is not UTF-8 (rename the file)"
