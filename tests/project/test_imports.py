"""The direction of imports (design: what may know what), walked over the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "engine"
FREE = {"errors", "suggest", "files", "garbage", "resources", "__init__"}
"""Modules that know nothing of negotia but each other; anyone may use them."""

ALLOWED: dict[str, set[str]] = {
    "source": set(),
    "expressions": set(),
    "inference": set(),
    "deal": {"source"},
    "bargaining": {"deal"},
    "facts": {"deal", "bargaining", "expressions"},
    "wording": {"deal", "bargaining", "expressions", "facts"},
    "ruleset": {"source", "deal", "expressions", "facts", "inference", "wording"},
    "evaluation": {"deal", "expressions", "facts", "inference", "ruleset"},
    "assessment": {"deal", "expressions", "facts", "inference", "ruleset", "wording", "evaluation"},
    "checking": {"deal", "ruleset", "evaluation", "assessment"},
    "casefile": {"deal", "facts", "ruleset", "evaluation", "assessment"},
    "workbench": {"deal", "expressions", "ruleset", "evaluation", "assessment"},
}


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(ENGINE.rglob("*.py")):
        found.setdefault(path.relative_to(ENGINE).parts[0].removesuffix(".py"), []).append(path)
    return found


def imported_rooms(path: Path) -> set[str]:
    """The first-level modules of the package that a file imports, anywhere in it."""
    depth = len(path.relative_to(ENGINE).parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            if node.module:
                found.add(node.module.split(".")[0])
            else:
                found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert (node.module or "").split(".")[0] not in ("engine", "negotia"), (
                f"absolute import in {path}"
            )
    return found


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_lies_before_it(room: str) -> None:
    for path in rooms()[room]:
        assert imported_rooms(path) - {room} - FREE <= ALLOWED[room], path


def test_only_the_front_ends_know_click() -> None:
    for room, paths in rooms().items():
        for path in paths:
            text = path.read_text(encoding="utf-8")
            if room != "cli":
                assert "import click" not in text, path
            assert "print(" not in text or room == "cli", path
