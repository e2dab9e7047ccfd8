"""The clause library, checked and ready to be chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...errors import Problem
from ...expressions import Expression
from ...source import Source
from .schema import ClauseEntry, ToBe
from .texts import ClauseText

SCHEDULES: Final = ("payments", "deliverables", "metrics", "contacts", "open")
"""Schedules that a text may refer to as `schedule.payments`."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list below a sub-clause."""

    text: ClauseText
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sub-clause. `generated` names the points that are added to its own."""

    id: str
    text: ClauseText
    when: Expression | None
    points: tuple[Point, ...]
    generated: str | None


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term that a clause defines; without a meaning, where it stands in quotation marks."""

    term: str
    meaning: ClauseText | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its metadata as written (`entry`) and its texts and conditions, checked."""

    entry: ClauseEntry
    when: Expression | None
    standard: tuple[Line, ...]
    fallbacks: Mapping[str, tuple[Line, ...]]
    defines: tuple[DefinedTerm, ...]
    version: str
    owner: str
    source: Source
    index: int

    @property
    def id(self) -> str:
        """Its stable key."""
        return self.entry.id

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """A problem with the clause, at its place in its file."""
        line, column = self.source.position(("clauses", self.index))
        return Problem(code, message, self.source.name, line, column, f"clauses[{self.id}]", hint)


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A row of the table on the first page; `generated` rows come from the terms negotiated."""

    label: str
    text: ClauseText | None
    when: Expression | None
    generated: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """What a value is called while it is open, and what has to happen to it."""

    label: str
    to_be: ToBe


@dataclass(frozen=True, slots=True)
class Library:
    """All clauses in their order, the rows of the first page, and the names of values."""

    clauses: tuple[Clause, ...]
    key_terms: tuple[KeyTerm, ...]
    inputs: Mapping[str, Input]
