"""Files of the clause library -> a Library: every mistake of every file at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ...deal.paths import Location, describe
from ...deal.problems import mistakes
from ...errors import Problem, SourceError, TemplateError
from ...expressions import Expression, ExpressionError, Mistake, Vocabulary, read_condition
from ...resources import folder
from ...source import Source, read_file
from .crosschecks import crosscheck
from .library import Clause, DefinedTerm, Input, KeyTerm, Library, Line, Point
from .schema import ClauseEntry, ClauseFile, KeyTermEntry, SubClause
from .texts import ClauseText, clause_vocabulary, read_clause_text

T = TypeVar("T")


@cache
def shipped_library() -> Library:
    """The clause library that is shipped with negotia."""
    return read_library(sorted((folder("templates") / "clauses").glob("*.yaml")))


def read_library(paths: Iterable[Path]) -> Library:
    """The clauses of these files together. Raises TemplateError with every problem of every file."""
    problems: list[Problem] = []
    sources = []
    for path in paths:
        try:
            sources.append(read_file(path))
        except SourceError as error:
            problems.extend(error.problems)
    return build_library(sources, problems)


def build_library(sources: Sequence[Source], problems: Sequence[Problem] = ()) -> Library:
    """The clauses of sources that were read. Raises TemplateError; `problems` are those found before."""
    found = list(problems)
    compilers = [compiler for source in sources if (compiler := _open(source, found)) is not None]
    clauses = [clause for compiler in compilers for clause in compiler.clauses()]
    library = Library(
        tuple(sorted(clauses, key=lambda clause: (clause.entry.order, clause.id))),
        tuple(row for compiler in compilers for row in compiler.key_terms()),
        {value: named for compiler in compilers for value, named in compiler.inputs()},
    )
    found.extend(crosscheck(library))
    if found:
        raise TemplateError(found)
    return library


def _open(source: Source, problems: list[Problem]) -> _FileCompiler | None:
    try:
        return _FileCompiler(ClauseFile.model_validate(source.data), source, problems)
    except ValidationError as error:
        for mistake in mistakes(error, ClauseFile):
            at = source.key_position if mistake.code == "unknown-key" else source.position
            line, column = at(mistake.location)
            path = describe(mistake.location, source.data, ClauseFile)
            problems.append(
                Problem(mistake.code, mistake.message, source.name, line, column, path, mistake.hint)
            )
        return None


@dataclass(slots=True)
class _FileCompiler:
    """Reads the texts and conditions of one file."""

    file: ClauseFile
    source: Source
    problems: list[Problem]
    vocabulary: Vocabulary = field(default_factory=clause_vocabulary)

    def clauses(self) -> Iterator[Clause]:
        for index, entry in enumerate(self.file.clauses or ()):
            yield self._clause(entry, index)

    def inputs(self) -> Iterator[tuple[str, Input]]:
        for one in self.file.inputs or ():
            yield one.value.strip(), Input(one.label, one.to_be or "agreed")

    def key_terms(self) -> Iterator[KeyTerm]:
        for index, row in enumerate(self.file.key_terms or ()):
            yield self._key_term(row, ("key_terms", index))

    def _key_term(self, row: KeyTermEntry, at: Location) -> KeyTerm:
        text = None if row.text is None else self._text(row.text, (*at, "text"))
        return KeyTerm(row.label or "", text, self._condition(row.when, at), row.generated)

    def _clause(self, entry: ClauseEntry, index: int) -> Clause:
        at: Location = ("clauses", index)
        return Clause(
            entry=entry,
            when=self._condition(entry.when, at),
            standard=self._lines(entry.standard, (*at, "standard")),
            fallbacks={
                one.id: self._lines(one.text, (*at, "fallbacks", place, "text"))
                for place, one in enumerate(entry.fallbacks or ())
            },
            defines=tuple(
                DefinedTerm(one.term, None if one.meaning is None else self._text(one.meaning, spot))
                for place, one in enumerate(entry.defines or ())
                for spot in [(*at, "defines", place, "meaning")]
            ),
            version=entry.version or self.file.version,
            owner=entry.owner or self.file.owner,
            source=self.source,
            index=index,
        )

    def _lines(self, written: Sequence[SubClause], at: Location) -> tuple[Line, ...]:
        return tuple(self._line(one, (*at, index)) for index, one in enumerate(written))

    def _line(self, one: SubClause, at: Location) -> Line:
        points = tuple(
            Point(self._text(item.text, (*spot, "text")), self._condition(item.when, spot))
            for index, item in enumerate(one.items or ())
            for spot in [(*at, "items", index)]
        )
        text = self._text(one.text, (*at, "text"))
        return Line(one.id or "", text, self._condition(one.when, at), points, one.generated)

    def _condition(self, source: str | None, at: Location) -> Expression | None:
        if source is None:
            return None
        return self._read(source, (*at, "when"), read_condition)

    def _text(self, source: str, at: Location) -> ClauseText:
        return self._read(source, at, read_clause_text) or ClauseText(source, ())

    def _read(self, text: str, at: Location, read: Callable[[str, Vocabulary], T]) -> T | None:
        try:
            return read(text, self.vocabulary)
        except ExpressionError as error:
            path = describe(at, self.source.data, ClauseFile)
            for mistake in error.problems:
                line, column = _place(self.source, at, text, mistake)
                self.problems.append(
                    Problem(mistake.code, mistake.message, self.source.name, line, column, path, mistake.hint)
                )
            return None


def _place(source: Source, at: Location, text: str, mistake: Mistake) -> tuple[int, int]:
    """Where the mistaken words stand in the file, which may have folded the text over lines; else its beginning."""
    line, column = source.position(at)
    words = text[mistake.offset : mistake.offset + max(mistake.length, 1)].split(maxsplit=1)
    if not words:
        return line, column
    to_skip = text[: mistake.offset].count(words[0])
    start = column - 1
    for number in range(line, line + text.count("\n") + len(text) // 20 + 3):
        written = source.line_text(number)
        while (found := written.find(words[0], start)) >= 0:
            if to_skip == 0:
                return number, found + 1
            to_skip, start = to_skip - 1, found + 1
        start = 0
    return line, column
