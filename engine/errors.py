"""What can go wrong, as one tree.

- NegotiaError
  - SourceError: a user's text is at fault; carries every problem found in it
    - DealError
    - RuleError
    - TemplateError

Anything else that escapes negotia is a bug of negotia and is reported as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a user's file: where it is, what is wrong, and the way out.

    `line` and `column` count from 1; both are 0 when the whole file is meant (it cannot be opened, say), or when the
    place is a `cell` of a table: `B7`, `Issues!B7` in a workbook.
    `path` names the value in the user's terms (`issues[price].ours.opening`), empty for the whole file.
    `code` is a stable slug (`unknown-key`) for programs; `hint` is the way out, a sentence or nothing.
    """

    code: str
    message: str
    source: str
    line: int = 0
    column: int = 0
    path: str = ""
    hint: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """`acme.yaml:3:5`, `plans.xlsx:Issues!B7`, or the file alone."""
        return place_of(self.source, self.line, self.column, self.cell)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"


def place_of(source: str, line: int = 0, column: int = 0, cell: str = "") -> str:
    """A place in a file as people and editors know it."""
    known = cell or ":".join(str(one) for one in (line, column) if one)
    return f"{source}:{known}" if known else source


class NegotiaError(Exception):
    """Base of every error that negotia raises on purpose."""


class SourceError(NegotiaError):
    """A file or text of the user's cannot be used; `problems` lists every mistake found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.source, p.line, p.column, p.path, p.message)))
        if not self.problems:
            raise ValueError("a SourceError needs at least one problem")
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[SourceError], tuple[tuple[Problem, ...]]]:
        """So that it can travel between processes."""
        return type(self), (self.problems,)


class DealError(SourceError):
    """A deal description is not one."""


class RuleError(SourceError):
    """A rule pack is not one."""


class TemplateError(SourceError):
    """A document template cannot be compiled or rendered."""
