"""Data files beside the rules: read, checked for shape, every mistake at its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from ..deal.base import Section
from ..deal.paths import Location, describe
from ..deal.problems import mistakes
from ..errors import Problem, RuleError, SourceError
from ..source import Source, read_file

S = TypeVar("S", bound=Section)


@dataclass(frozen=True, slots=True)
class Written(Generic[S]):
    """What a file says, with the text it was read from."""

    content: S
    source: Source

    def problem(self, code: str, message: str, location: Location, hint: str = "") -> Problem:
        """A problem with a value of the file."""
        return _problem(self.source, type(self.content), code, message, location, hint)


def read_written(path: Path, kind: type[S]) -> Written[S]:
    """The file at a path as a section of that kind. Raises RuleError with every problem."""
    try:
        source = read_file(path)
    except SourceError as error:
        raise RuleError(error.problems) from None
    try:
        return Written(kind.model_validate(source.data), source)
    except ValidationError as error:
        raise RuleError(
            _problem(source, kind, one.code, one.message, one.location, one.hint)
            for one in mistakes(error, kind)
        ) from None


def _problem(
    source: Source, kind: type[Section], code: str, message: str, location: Location, hint: str
) -> Problem:
    at = source.key_position if code == "unknown-key" else source.position
    line, column = at(location)
    return Problem(code, message, source.name, line, column, describe(location, source.data, kind), hint)
