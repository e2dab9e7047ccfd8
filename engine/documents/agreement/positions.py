"""What was decided on single clauses: a fallback in place of the standard, or wording of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...deal.outcome import ClausePosition
from .library import Clause, Library

_STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class SpecialTerm:
    """Wording agreed for this agreement alone; without wording the decision is not clear and stays open."""

    clause: str
    label: str
    wording: str | None


@dataclass(frozen=True, slots=True)
class Positions:
    """The fallback chosen, by clause id, and the special terms in the order of the deal."""

    fallbacks: Mapping[str, str]
    special: tuple[SpecialTerm, ...]


def resolve_positions(decided: Sequence[ClausePosition], library: Library) -> Positions:
    """What the decisions of a deal mean for the clauses of the library."""
    fallbacks: dict[str, str] = {}
    special: list[SpecialTerm] = []
    for one in decided:
        matching = [clause for clause in library.clauses if named(clause, one.clause)]
        label = matching[0].entry.title if matching else one.clause[:1].upper() + one.clause[1:]
        position = (one.position or _STANDARD).strip()
        if one.wording is not None and one.wording.strip():
            special.append(SpecialTerm(one.clause, label, one.wording))
        elif any(position in clause.fallbacks for clause in matching):
            fallbacks |= {clause.id: position for clause in matching if position in clause.fallbacks}
        elif position.lower() != _STANDARD:
            special.append(SpecialTerm(one.clause, label, None))
    return Positions(fallbacks, tuple(special))


def named(clause: Clause, name: str) -> bool:
    """Whether a deal means this clause by that name: its id, or the last word of it."""
    wanted = name.strip().lower().replace(" ", "-")
    return wanted in (clause.id, clause.id.rpartition(".")[2])
