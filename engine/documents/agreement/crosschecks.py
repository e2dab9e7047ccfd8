"""What a clause file cannot say alone: that ids are unique, references lead somewhere, and values have names."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...suggest import did_you_mean
from .library import SCHEDULES, Clause, Library, Line
from .texts import ClauseText


def crosscheck(library: Library) -> Iterator[Problem]:
    """Every problem between the clauses of a library."""
    ids: dict[str, Clause] = {}
    for clause in library.clauses:
        if clause.id in ids:
            message = f"the clause {clause.id!r} is already in {ids[clause.id].source.name}"
            yield clause.problem("duplicate-clause", message, "give it an id of its own")
        ids.setdefault(clause.id, clause)
    targets = {f"schedule.{key}" for key in SCHEDULES}
    for clause in library.clauses:
        targets |= {clause.id, *(f"{clause.id}.{line.id}" for line in clause.standard if line.id)}
    for clause in library.clauses:
        yield from _references(clause, targets)
        yield from _neighbours(clause, ids)
        yield from _values(clause, library)
        yield from _definitions(clause)
    yield from _row_values(library)


def texts_of(clause: Clause) -> Iterator[ClauseText]:
    """Every text of a clause, its fallbacks and meanings too."""
    for lines in (clause.standard, *clause.fallbacks.values()):
        yield from texts_of_lines(lines)
    for one in clause.defines:
        if one.meaning is not None:
            yield one.meaning


def texts_of_lines(lines: tuple[Line, ...]) -> Iterator[ClauseText]:
    """The texts of sub-clauses and of the points below them."""
    for line in lines:
        yield line.text
        yield from (point.text for point in line.points)


def _references(clause: Clause, targets: set[str]) -> Iterator[Problem]:
    for text in texts_of(clause):
        for target in text.targets:
            if target not in targets:
                hint = did_you_mean(target, targets)
                message = f"clause {clause.id} refers to {target!r}, which does not exist"
                yield clause.problem("unknown-reference", message, hint)


def _neighbours(clause: Clause, ids: dict[str, Clause]) -> Iterator[Problem]:
    for word, named in (("requires", clause.entry.requires), ("conflicts with", clause.entry.conflicts)):
        for id in named or ():
            if id not in ids:
                message = f"clause {clause.id} {word} {id!r}, which does not exist"
                yield clause.problem("unknown-clause", message, did_you_mean(id, ids))


def _values(clause: Clause, library: Library) -> Iterator[Problem]:
    for text in texts_of(clause):
        for value in text.values:
            if value not in library.inputs:
                message = f"clause {clause.id} prints {value!r}, which has no name for when it is open"
                hint = did_you_mean(value, library.inputs) or f"add {{value: {value}, label: ...}} to inputs"
                yield clause.problem("unnamed-value", message, hint)


def _row_values(library: Library) -> Iterator[Problem]:
    for row in library.key_terms:
        for value in row.text.values if row.text else ():
            if value not in library.inputs:
                message = (
                    f"the key term {row.label!r} prints {value!r}, which has no name for when it is open"
                )
                hint = did_you_mean(value, library.inputs) or f"add {{value: {value}, label: ...}} to inputs"
                yield Problem("unnamed-value", message, "key_terms", hint=hint)


def _definitions(clause: Clause) -> Iterator[Problem]:
    words = " ".join(text.words for text in texts_of_lines(clause.standard))
    for one in clause.defines:
        if one.meaning is None and f"“{one.term}”" not in words:
            message = f"clause {clause.id} defines {one.term!r}, but has it nowhere in quotation marks"
            yield clause.problem("undefined-term", message, f"write “{one.term}” in it, or give a meaning")
