"""A source that was read: its data, and where each value of it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..errors import Problem
from .places import Path, Place, Position, path_text

Format = Literal["yaml", "json"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, eq=False)
class Source:
    """Data of one YAML or JSON text, each value traceable to its line and column.

    `data` is made of dict (text keys, in file order), list, str, int, Decimal, bool and None. Nothing in
    it is shared: an alias gives its own copy. Positions are worked out when the first one is asked for.
    """

    name: str
    text: str
    format: Format
    data: Any
    first_line: int = 1
    """The number of the text's first line, when it is a piece of a file."""

    def position(self, path: Path = ()) -> Position:
        """Where the value at the path stands, or its nearest ancestor that is there."""
        place, _ = self._root.nearest(path)
        return self._in_file(place.position)

    def key_position(self, path: Path) -> Position:
        """Where the key of the value at the path stands; for a list item or a missing key, as `position`."""
        parent, taken = self._root.nearest(path[:-1])
        key = parent.key(path[-1]) if path and taken == len(path) - 1 else None
        return self.position(path) if key is None else self._in_file(key)

    def _in_file(self, position: Position) -> Position:
        return (
            position
            if self.first_line == 1
            else Position(position.line + self.first_line - 1, position.column)
        )

    def cell(self, path: Path = ()) -> str:  # noqa: ARG002 - for sources that are tables
        """The cell of a table where the value stands; empty for a text."""
        return ""

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line break; empty outside the text."""
        return self._lines[line - 1] if 1 <= line <= len(self._lines) else ""

    def problem(
        self, code: str, message: str, path: Path, *, hint: str = "", at_key: bool = False
    ) -> Problem:
        """A problem with the value at the path, or with its key."""
        line, column = self.key_position(path) if at_key else self.position(path)
        return Problem(code, message, self.name, line, column, path_text(path), hint)

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_BREAK.split(self.text)

    @cached_property
    def _root(self) -> Place:
        if self.format == "json":
            from .json_places import json_places

            return json_places(self.text)
        from .yaml_places import yaml_places

        return yaml_places(self.text)
