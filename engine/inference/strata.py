"""The order in which conclusions can be settled.

Stratum 0 holds what follows from conditions alone. A strict link leads to a higher stratum, any other one may
stay in its own; a program whose strict links form a circle has no such order (Apt, Blair and Walker 1988).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import NegotiaError
from .program import Clause, Link


class CycleError(NegotiaError):
    """Conclusions depend on each other in a circle that cannot be put in order.

    `conclusions` is the circle, its first name repeated at the end; `clauses` are the keys of the clauses
    that lead from each to the next; `strict` are the keys of those that need the step before them to be
    settled first.
    """

    def __init__(self, circle: Iterable[Link]) -> None:
        links = tuple(circle)
        self.conclusions = (*(link.source for link in links), links[0].source)
        self.clauses = tuple(link.clause.key for link in links)
        self.strict = tuple(link.clause.key for link in links if link.strict)
        waiting = " and ".join(str(link) for link in links if link.strict)
        super().__init__(
            f"conclusions go round in a circle: {' -> '.join(self.conclusions)} "
            f"(by {', '.join(self.clauses)}); {waiting} can only be decided once the conclusion it names "
            "is settled: take one of these steps out"
        )


@dataclass(frozen=True, slots=True)
class Strata:
    """The stratum of every conclusion (those named but never drawn are in 0) and of every clause, by key."""

    conclusions: Mapping[str, int]
    clauses: Mapping[str, int]


def stratify(clauses: Iterable[Clause]) -> Strata:
    """Order `clauses` into strata.

    Raises CycleError when a circle holds a strict link, ValueError when two clauses share a key.
    """
    program = tuple(clauses)
    keys = {clause.key for clause in program}
    if len(keys) != len(program):
        raise ValueError("two clauses share a key")
    level: dict[str, int] = {}
    for clause in program:
        if clause.concludes is not None:
            level.setdefault(clause.concludes, 0)
        for link in clause.links():
            level.setdefault(link.source, 0)
    _settle(program, level)
    return Strata(level, {clause.key: _stratum(clause, level) for clause in program})


def _settle(program: tuple[Clause, ...], level: dict[str, int]) -> None:
    drawing = [clause for clause in program if clause.chains and clause.concludes is not None]
    for _ in range(len(level) + 2):
        settled = True
        for clause in drawing:
            lowest = _lowest(clause, level)
            if lowest > level[str(clause.concludes)]:
                level[str(clause.concludes)] = lowest
                settled = False
        if settled:
            return
    raise CycleError(_strict_circle(drawing))


def _lowest(clause: Clause, level: Mapping[str, int]) -> int:
    return max((level[link.source] + link.strict for link in clause.links()), default=0) or int(clause.chains)


def _stratum(clause: Clause, level: Mapping[str, int]) -> int:
    return _lowest(clause, level) if clause.concludes is None else level[clause.concludes]


def _strict_circle(drawing: list[Clause]) -> list[Link]:
    """The shortest circle through the first strict link that lies on one."""
    links = [link for clause in drawing for link in clause.links()]
    ways = ([link, *way] for link in links if link.strict if (way := _way_back(link, links)) is not None)
    return next(ways)


def _way_back(start: Link, links: list[Link]) -> list[Link] | None:
    """The fewest links from the target of `start` to its source; nothing to walk when they are the same."""
    if start.target == start.source:
        return []
    ways: list[list[Link]] = [[link] for link in links if link.source == start.target]
    seen = {start.target}
    while ways:
        longer: list[list[Link]] = []
        for way in ways:
            reached = way[-1].target
            if reached == start.source:
                return way
            if reached not in seen:
                seen.add(reached)
                longer.extend([*way, link] for link in links if link.source == reached)
        ways = longer
    return None
