"""The list of problems that a reader collects while it goes on reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from ..errors import Problem, SourceError
from .limits import Limits
from .places import Position, path_text

WHOLE_FILE = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value, wherever it stands."""

    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class Collector:
    """Collects the problems of one source and raises them together."""

    source: str
    limits: Limits
    found: list[Problem] = field(default_factory=list)

    def add(self, fault: Fault, position: Position, path: Sequence[str | int] = ()) -> None:
        """Note a problem and go on, unless the list is long enough."""
        problem = Problem(
            fault.code,
            fault.message,
            self.source,
            position.line,
            position.column,
            path_text(path),
            fault.hint,
        )
        self.found.append(problem)
        if len(self.found) >= self.limits.problems:
            raise SourceError(self.found)

    def stop(self, fault: Fault, position: Position = WHOLE_FILE, path: Sequence[str | int] = ()) -> NoReturn:
        """Note a problem after which reading cannot go on."""
        self.add(fault, position, path)
        raise SourceError(self.found)

    def finish(self) -> None:
        """Raise what was found, if anything was."""
        if self.found:
            raise SourceError(self.found)


def given_twice(key: str, first: int, again: int) -> Fault:
    """A key of one mapping stands on two lines."""
    message = f"the key {key!r} is given twice: first on line {first}, again on line {again}"
    return Fault("duplicate-key", message, "keep one of the two")


def too_deep(limit: int) -> Fault:
    """Lists and mappings lie too deep inside each other."""
    return Fault("too-deep", f"lists and mappings go more than {limit} levels deep")


def too_many_values(limit: int) -> Fault:
    """The data is too large."""
    return Fault("too-many-values", f"holds more than {limit:,} values")


def text_too_long(limit: int) -> Fault:
    """One text is too long."""
    return Fault("text-too-long", f"the text is longer than {limit:,} characters")
