"""What negotia.toml sets reaches every command that has the option, and the command line wins."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from engine.cli import run
from engine.cli.root import root
from engine.cli.settings import PARAMETERS, Defaults, Settings
from engine.config import READERS

DEAL = "deal: {id: d, title: D}\nus: {name: Us}\nthem: {name: Them}\n"


def every(group: click.Group) -> list[click.Command]:
    with click.Context(group) as context:
        found = [group.get_command(context, name) for name in group.list_commands(context)]
    below = [every(one) if isinstance(one, click.Group) else [one] for one in found if one is not None]
    return [one for commands in below for one in commands]


def test_every_setting_stands_for_an_option_of_some_command() -> None:
    assert {setting for setting, _ in PARAMETERS.values()} == set(READERS)
    names = {parameter.name for command in every(root) for parameter in command.params}
    assert set(PARAMETERS) <= names


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    return tmp_path


def test_templates_of_the_settings_leave_other_formats_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "word").mkdir()
    (folder / "negotia.toml").write_text('templates = "word"', encoding="utf-8")
    assert run(["brief", "deal.yaml", "--format", "markdown", "--as-of", "2026-03-02"]) == 0
    assert run(["brief", "deal.yaml", "--format", "markdown", "--templates", "word"]) == 2
    assert "--templates is for Word files" in capsys.readouterr().err


def test_a_folder_of_templates_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "negotia.toml").write_text('templates = "word"', encoding="utf-8")
    assert run(["brief", "deal.yaml"]) == 2
    assert "'word' does not exist" in capsys.readouterr().err


def test_the_baseline_of_the_settings_is_the_one_that_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "negotia.toml").write_text('baseline = "kept/our.baseline"', encoding="utf-8")
    words = ["baseline", "deal.yaml", "--by", "manager", "--reason", "known", "--until", "2026-06-30"]
    assert run([*words, "--as-of", "2026-03-02", "--jobs", "1"]) in (0, 1)
    assert (folder / "kept" / "our.baseline").read_bytes().startswith(b'{"schema": "negotia/baseline/1"}')
    assert "kept/our.baseline: " in capsys.readouterr().out.replace("\\", "/")


def test_defaults_answer_as_older_versions_of_click_ask(folder: Path) -> None:
    (folder / "negotia.toml").write_text('fail-on = "major"\nno-shipped-rules = true', encoding="utf-8")
    defaults = Defaults(Settings(None))
    assert (defaults.get("fail_on"), defaults.get("shipped")) == ("major", False)
    assert defaults.get("locale", "en_GB") == "en_GB"
    assert "as_of" not in defaults
