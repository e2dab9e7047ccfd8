"""Writes every shipped template: python -m tools.templates."""

from __future__ import annotations

from pathlib import Path

from . import FILES, build_template

FOLDER = Path(__file__).parents[2] / "templates"


def main() -> None:
    """Write the templates and say which."""
    for file, (name, language) in FILES.items():
        path = FOLDER / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(build_template(name, language))
        print(path.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
