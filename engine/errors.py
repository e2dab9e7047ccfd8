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

    `line` and `column` count from 1; both are 0 when the whole file is meant (it cannot be opened, say).
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

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}:{self.column}" if self.line else self.source
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{hint}"


class NegotiaError(Exception):
    """Base of every error that negotia raises on purpose."""


class SourceError(NegotiaError):
    """A file or text of the user's cannot be used; `problems` lists every mistake found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.source, p.line, p.column, p.path, p.message)))
        if not self.problems:
            raise ValueError("a SourceError needs at least one problem")
        super().__init__("\n".join(map(str, self.problems)))


class DealError(SourceError):
    """A deal description is not one."""


class RuleError(SourceError):
    """A rule pack is not one."""


class TemplateError(SourceError):
    """A document template cannot be compiled or rendered."""
