"""Writes every shipped template: python -m tools.templates."""

from __future__ import annotations

from pathlib import Path

from . import NAMES, build_template

FOLDER = Path(__file__).parents[2] / "templates"


def main() -> None:
    """Write the templates and say which."""
    for name in NAMES:
        path = FOLDER / f"{name}.docx"
        path.write_bytes(build_template(name))
        print(path.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
