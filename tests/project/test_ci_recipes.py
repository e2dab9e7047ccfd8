"""The hooks and recipes that we publish do what they say, in a repository of plans and without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.cli import run

TOP = Path(__file__).parents[2]
RECIPES = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS: dict[str, dict[str, Any]] = {
    one["id"]: one for one in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
FILES = TOP / "tests" / "scenarios" / "files"
SETTINGS = 'rules = ["rules"]\nno-shipped-rules = true\nbaseline = "negotia.baseline"\nfail-on = "major"\n'


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", RECIPES, re.DOTALL)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans and rules of a house under git, with what was pushed as `origin/main`, and `negotia` on the path."""
    if not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("needs git and bash")
    top = tmp_path / "repository"
    for name, below in {"bad.yaml": "plans", "good.yaml": "plans", "rules.yaml": "rules"}.items():
        (top / below).mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / name, top / below / name)
    (top / "negotia.toml").write_text(SETTINGS, encoding="utf-8")
    (top / "negotia.baseline").write_text('{"schema": "negotia/baseline/1"}\n', encoding="utf-8")
    shim = tmp_path / "bin" / "negotia"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{TOP / "cli.py"}" "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(top)
    git = ["git", "-c", "user.name=Kim", "-c", "user.email=kim@example.com", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Plans"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], check=True)
    return top


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def hook(id: str, *committed: str) -> subprocess.CompletedProcess[str] | None:
    """What pre-commit does: the entry, with the files that match; nothing if none does."""
    one = HOOKS[id]
    matching = [path for path in committed if re.search(one["files"], path)]
    if not matching:
        return None
    return shell(" ".join([one["entry"], *(matching if one.get("pass_filenames", True) else [])]))


def test_the_hooks_are_whole() -> None:
    assert set(HOOKS) == {"negotia-check", "negotia-rules"}
    for one in HOOKS.values():
        assert {"id", "name", "entry", "language", "files"} <= one.keys()
        assert one["language"] == "python"
        re.compile(one["files"])


def test_the_hook_checks_the_plans_that_are_committed_and_nothing_else(repository: Path) -> None:
    bad = hook("negotia-check", "plans/bad.yaml", "README.md")
    assert bad is not None
    assert (bad.returncode, "blocker H-COST" in bad.stdout) == (1, True)
    good = hook("negotia-check", "plans/good.yaml")
    assert good is not None
    assert good.returncode == 0, good.stderr
    assert hook("negotia-check", "rules/rules.yaml", "plans.yaml") is None


def test_the_hook_runs_the_cases_of_rules(repository: Path) -> None:
    ran = hook("negotia-rules", "rules/rules.yaml")
    assert ran is not None
    assert ran.returncode == 0, ran.stdout
    rules = repository / "rules" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("floor < pricing", "floor > pricing"), "utf-8")
    broken = hook("negotia-rules", "rules/rules.yaml")
    assert broken is not None
    assert broken.returncode == 1


def test_the_recipe_for_github(repository: Path, tmp_path: Path) -> None:
    recipe = next(yaml.safe_load(block) for block in blocks("yaml") if "GITHUB_BASE_REF" in block)
    steps = [one["run"] for one in recipe["jobs"]["check"]["steps"] if "negotia " in one.get("run", "")]
    tests, check, compare = [one for one in steps if not one.startswith("pip ")]
    assert shell(tests).returncode == 0
    checked = shell(check)
    assert (checked.returncode, "::error file=plans/bad.yaml,line=5" in checked.stdout) == (1, True)
    assert (repository / "findings.html").exists()
    assert (repository / "findings.sarif").exists()

    plan = repository / "plans" / "bad.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("cost: 100.10", "cost: 80"), encoding="utf-8")
    note = tmp_path / "summary.md"
    compared = shell(compare, GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(note))
    assert compared.returncode == 0, compared.stderr
    assert "**1 fixed in 1 of 2 deals.**" in note.read_text(encoding="utf-8")


def test_the_recipe_for_gitlab(repository: Path) -> None:
    recipe = next(yaml.safe_load(block) for block in blocks("yaml") if "junit" in block)
    _, check = recipe["plans"]["script"]
    assert shell(check).returncode == 1
    assert (repository / recipe["plans"]["artifacts"]["reports"]["junit"]).exists()


def test_a_baseline_to_begin_with_and_the_check_every_morning(repository: Path) -> None:
    begin, morning = blocks("sh")
    first = shell(f"{begin}git diff --cached --name-only")
    assert (first.returncode, first.stdout.splitlines()[-1]) == (0, "negotia.baseline"), first.stderr
    assert shell("negotia check plans/").returncode == 0
    check, compare, keep = morning.splitlines()
    assert shell(keep).returncode == 0
    assert shell(check).returncode == 0
    assert (repository / "this-week.xlsx").exists()
    same = shell(compare)
    assert (same.returncode, same.stdout) == (0, "No change in 2 deals.\n")


def test_the_settings_of_the_recipes_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings,) = blocks("toml")
    (tmp_path / "negotia.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["config"]) == 0


def test_the_hooks_of_the_recipe_are_ours() -> None:
    (config,) = [yaml.safe_load(block) for block in blocks("yaml") if "repos:" in block]
    assert {one["id"] for repo in config["repos"] for one in repo["hooks"]} == set(HOOKS)
