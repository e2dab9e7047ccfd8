"""Which clauses an agreement has, and which of their sub-clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from ...errors import Problem, TemplateError
from ...expressions import Expression, evaluate
from .contract import Contract
from .library import Clause, KeyTerm, Library, Line
from .positions import Positions

Env = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ChosenClause:
    """A clause of the agreement with the sub-clauses whose conditions hold."""

    clause: Clause
    lines: tuple[Line, ...]
    fallback: str | None


def environment(contract: Contract) -> Env:
    """The facts under the names that clauses use."""
    return {one.name: getattr(contract, one.name) for one in fields(contract)}


def choose_clauses(library: Library, contract: Contract, positions: Positions) -> tuple[ChosenClause, ...]:
    """The clauses that apply, in their order. Raises TemplateError where they do not fit together."""
    env = environment(contract)
    chosen = []
    for clause in library.clauses:
        if _applies(clause, contract) and holds(clause.when, env):
            fallback = positions.fallbacks.get(clause.id)
            lines = clause.fallbacks[fallback] if fallback else clause.standard
            chosen.append(ChosenClause(clause, tuple(_standing(lines, env)), fallback))
    problems = list(_misfits(chosen))
    if problems:
        raise TemplateError(problems)
    return tuple(chosen)


def choose_key_terms(library: Library, contract: Contract) -> tuple[KeyTerm, ...]:
    """The rows of the first page that apply."""
    env = environment(contract)
    return tuple(row for row in library.key_terms if holds(row.when, env))


def holds(condition: Expression | None, env: Env) -> bool:
    """Whether a condition is known to hold; none always does."""
    return condition is None or evaluate(condition, env).value is True


def _applies(clause: Clause, contract: Contract) -> bool:
    entry = clause.entry
    law = (contract.law or "").lower()
    return (
        (entry.our_role is None or contract.our_role in entry.our_role)
        and (entry.subjects is None or contract.subject in entry.subjects)
        and (entry.paper is None or contract.paper in entry.paper)
        and (entry.laws is None or any(name.lower() in law for name in entry.laws))
    )


def _standing(lines: tuple[Line, ...], env: Env) -> Iterator[Line]:
    for line in lines:
        if holds(line.when, env):
            yield replace(line, points=tuple(point for point in line.points if holds(point.when, env)))


def _misfits(chosen: list[ChosenClause]) -> Iterator[Problem]:
    ids = {one.clause.id for one in chosen}
    targets = ids | {f"{one.clause.id}.{line.id}" for one in chosen for line in one.lines if line.id}
    for one in chosen:
        clause = one.clause
        for id in clause.entry.requires or ():
            if id not in ids:
                hint = "give both the same conditions"
                message = f"clause {clause.id} needs {id}, which this agreement does not have"
                yield clause.problem("clause-needed", message, hint)
        for id in clause.entry.conflicts or ():
            if id in ids:
                message = f"clauses {clause.id} and {id} cannot stand in one agreement"
                yield clause.problem(
                    "clause-conflict", message, "give them conditions that exclude each other"
                )
        for target in _targets(one.lines):
            if not target.startswith("schedule.") and target not in targets:
                message = f"clause {clause.id} refers to {target}, which this agreement does not have"
                yield clause.problem(
                    "reference-lost", message, "give the sub-clause the condition of its target"
                )


def _targets(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield from line.text.targets
        for point in line.points:
            yield from point.text.targets
