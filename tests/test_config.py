"""The configuration file: where it is found, what it may say, and how mistakes in it are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.config import NAME, Config, find_config, read_config
from engine.errors import SourceError


def config(folder: Path, text: str) -> Config:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        config(folder, text)
    return [str(one).removeprefix(f"{folder / NAME}:").strip() for one in caught.value.problems]


def test_the_nearest_file_is_found_upwards(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / NAME).mkdir()  # a folder of that name is not meant
    (tmp_path / NAME).touch()
    assert find_config(below) == tmp_path / NAME
    (below / NAME).touch()
    assert find_config(below) == below / NAME
    assert find_config(tmp_path / "a") == tmp_path / NAME


def test_all_settings_with_their_lines_and_paths_relative_to_the_file(tmp_path: Path) -> None:
    text = """
        # of our house
        rules = ["own", "/packs/more.yaml"]
        "templates" = "word"
        baseline = "negotia.baseline"
        no-shipped-rules = true
        fail-on = "major"
        fail-on-unknown = "never"
        locale = "de-at"
    """
    found = config(tmp_path, text)
    assert {name: (one.value, one.line) for name, one in found.settings.items()} == {
        "rules": ((str(tmp_path / "own"), "/packs/more.yaml"), 3),
        "templates": (str(tmp_path / "word"), 4),
        "baseline": (str(tmp_path / "negotia.baseline"), 5),
        "no-shipped-rules": (True, 6),
        "fail-on": ("major", 7),
        "fail-on-unknown": ("never", 8),
        "locale": ("de_AT", 9),
    }


def test_one_path_needs_no_list_and_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert config(tmp_path, 'rules = "own"').settings["rules"].value == (str(tmp_path / "own"),)
    assert config(tmp_path, "").settings == {}


KEYS = "baseline, fail-on, fail-on-unknown, locale, no-shipped-rules, rules, templates"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\nfail_on = 'major'", "2:1: unknown key 'fail_on' (did you mean 'fail-on'?)"),
        ("[check]\nx = 1", f"1:1: unknown key 'check' (known: {KEYS})"),
        ("'a b'.c = 1", f"1:1: unknown key 'a b' (known: {KEYS})"),
        (
            "fail-on = 'mayor'",
            "1:1: fail-on: write one of blocker, major, minor, advice, never (did you mean 'major'?)",
        ),
        ("fail-on = 3", "1:1: fail-on: write one of blocker, major, minor, advice, never"),
        ("no-shipped-rules = 'yes'", "1:1: no-shipped-rules: write true or false"),
        ("rules = 3", "1:1: rules: write a path in quotes, or a list of them"),
        ("rules = ['a', 3]", "1:1: rules: write a path in quotes"),
        ("templates = ''", "1:1: templates: write a path in quotes"),
        ("locale = 3", "1:1: locale: write a locale in quotes, such as de_DE"),
        ("locale = 'xx'", "1:1: locale: there is no locale 'xx' (write one such as en_US, de or de_CH)"),
        ("\nrules = [", "2:1: is not TOML: invalid value"),
        ("rules = 'a'\nrules = 'b'", "2:1: is not TOML: cannot overwrite a value"),
        ("x", "1:1: is not TOML: expected '=' after a key in a key/value pair"),
        ("rules = " + "[" * 5000, "lists go too deep"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, expected: str) -> None:
    assert mistakes(tmp_path, text) == [expected]


def test_every_mistake_is_told(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "rules = 3\nlocal = 'de'\nfail-on = 1")) == 3


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_bytes(b"# \xff")
    with pytest.raises(SourceError, match="is not UTF-8"):
        read_config(tmp_path / NAME)
    with pytest.raises(SourceError, match="cannot be read: is a directory"):
        read_config(tmp_path)
    with pytest.raises(SourceError, match="there is no such file"):
        read_config(tmp_path / "gone.toml")
    monkeypatch.setattr("engine.config.MAX_BYTES", 3)
    assert mistakes(tmp_path, "# long") == ["is larger than 3 bytes"]
