"""The direction of imports (design: what may know what), walked over the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "engine"
FREE = {"errors", "suggest", "files", "garbage", "resources", "__init__"}
"""Modules that know nothing of negotia but each other; anyone may use them."""

ORDER = [
    "source",
    "texts",
    "expressions",
    "inference",
    "deal",
    "bargaining",
    "analysis",
    "importing",
    "facts",
    "wording",
    "advising",
    "ruleset",
    "config",
    "evaluation",
    "assessment",
    "baseline",
    "checking",
    "answering",
    "remedies",
    "casefile",
    "explaining",
    "workbench",
    "documents",
    "drafting",
    "publishing",
    "run",
    "output",
    "tables",
    "usecases",
    "authoring",
    "batch",
    "bulk",
    "distributed",
    "service",
    "cli",
]
"""A room may import only what stands before it."""

ALONE = {"source", "expressions", "inference"}


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
                found.update(alias.name for alias in node.names if alias.name != "__version__")
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert (node.module or "").split(".")[0] not in ("engine", "negotia"), (
                f"absolute import in {path}"
            )
    return found


def test_every_room_has_its_place() -> None:
    assert set(rooms()) == set(ORDER) | FREE


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_only_what_stands_before_it(room: str) -> None:
    before = set() if room in ALONE else set(ORDER[: ORDER.index(room)])
    for path in rooms()[room]:
        assert imported_rooms(path) - {room} - FREE <= before, path


def test_the_free_modules_know_only_each_other() -> None:
    for room in FREE - {"__init__"}:
        for path in rooms()[room]:
            assert imported_rooms(path) <= FREE, path


def test_only_the_command_knows_click_and_prints() -> None:
    for room, paths in rooms().items():
        for path in paths if room != "cli" else ():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                assert "click" not in imported, path
                called = (
                    node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                )
                assert called != "print", path


def test_nothing_below_the_front_ends_reads_the_clock_or_the_environment() -> None:
    forbidden = {"date.today", "datetime.now", "datetime.today", "time.time", "os.environ", "os.getenv"}
    for room, paths in rooms().items():
        for path in paths if room != "cli" else ():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                assert not (isinstance(node, ast.Attribute) and node.attr in forbidden), (
                    f"{path}:{node.lineno}"
                )
