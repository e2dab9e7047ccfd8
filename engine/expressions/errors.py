"""What can be wrong in an expression, with its place inside the expression's own text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import NegotiaError


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an expression or text.

    `offset` and `length` count characters of the source as it was given, newlines included, so that a
    caller can map them to the line and column of the file. `code` is a stable slug: `syntax`, `refused`,
    `limit`, `unknown-name`, `unknown-field`, `unknown-function`, `unknown-format`, `type`, `option` or
    `arguments`. `hint` is the way out.
    """

    code: str
    message: str
    offset: int
    length: int = 1
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def moved(self, by: int) -> Mistake:
        """Return the same mistake, `by` characters further on."""
        return Mistake(self.code, self.message, self.offset + by, self.length, self.hint)


class ExpressionError(NegotiaError):
    """An expression or text cannot be used; `problems` lists every mistake found in it, in order of place."""

    def __init__(self, problems: Iterable[Mistake]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.offset, p.length, p.message)))
        if not self.problems:
            raise ValueError("an ExpressionError needs at least one mistake")
        super().__init__("\n".join(map(str, self.problems)))

    def moved(self, by: int) -> ExpressionError:
        """Return the same error for an expression that begins `by` characters further on."""
        return ExpressionError(problem.moved(by) for problem in self.problems)
