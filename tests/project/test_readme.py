"""The README tells what is true: its Python runs, its commands and options are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from engine.cli.root import root

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "negotia") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found[f"{path} {name}"] = command
            if isinstance(command, click.Group):
                found.update(commands(command, f"{path} {name}"))
    return found


@pytest.mark.parametrize("name", sorted(commands(root)))
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    *above, last = name.split()
    assert name in README or (" ".join(above) in README and f"`{last}`" in README)
    for parameter in commands(root)[name].params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in README or f" {parameter.opts[0]}" in README, parameter.opts


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    code = code.replace("from negotia ", "from engine ").replace(
        '"brief.docx"', repr(str(tmp_path / "brief.docx"))
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", code],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "BATNA" in ran.stdout or "talks" in ran.stdout
    assert (tmp_path / "brief.docx").read_bytes().startswith(b"PK")


def test_the_files_that_the_readme_links_exist() -> None:
    links = re.findall(r"\]\(((?!http)[^)#]+)\)", README)
    assert links
    assert all((TOP / link).exists() for link in links)


def test_the_example_rule_is_one_of_ours_in_shape() -> None:
    assert "id: BARG-ONE-SIDED" in (TOP / "rules" / "bargaining.yaml").read_text(encoding="utf-8")
