"""What follows for one deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .program import DEAL, Clause, Ref


class Concluded(NamedTuple):
    """A conclusion about a subject that is true, or unknown (None)."""

    subject: str
    conclusion: str
    value: bool | None


@dataclass(frozen=True, slots=True)
class Outline:
    """What a closure needs of its program: the place of each name in the bit sets, and the strata."""

    conclusions: Mapping[str, int]
    clauses: Mapping[str, int]
    drawn_by: Mapping[str, tuple[Clause, ...]]
    strata: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """Bit sets for one subject: conclusions certain and possible, clauses that hold and that may hold."""

    certain: int = 0
    possible: int = 0
    holds: int = 0
    may_hold: int = 0


@dataclass(frozen=True, slots=True)
class Closure:
    """The three-valued result of one run: True, False, or None for unknown.

    Asking about a subject that took no part answers False; a name that the program does not know raises
    KeyError.
    """

    _outline: Outline
    _findings: Mapping[str, Findings]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The whole deal, then the subjects in the order given to the run."""
        return tuple(self._findings)

    def conclusion(self, subject: str, name: str) -> bool | None:
        """Whether conclusion `name` holds for `subject`."""
        found = self._findings.get(subject, _NOTHING)
        return _value(found.certain, found.possible, self._outline.conclusions[name])

    def clause(self, subject: str, key: str) -> bool | None:
        """Whether clause `key` holds for `subject`, its givens and unlesses included."""
        found = self._findings.get(subject, _NOTHING)
        return _value(found.holds, found.may_hold, self._outline.clauses[key])

    def reference(self, subject: str, ref: Ref) -> bool | None:
        """What `ref` stands for when a clause about `subject` uses it."""
        if ref.scope != "any":
            return self.conclusion(subject if ref.scope == "same" else DEAL, ref.conclusion)
        values = {self.conclusion(each, ref.conclusion) for each in self._findings}
        return True if True in values else None if None in values else False

    def conclusions(self) -> Iterator[Concluded]:
        """All that is true or unknown: by subject, then in the order in which the program names them."""
        for subject, found in self._findings.items():
            for name, index in self._outline.conclusions.items():
                value = _value(found.certain, found.possible, index)
                if value is not False:
                    yield Concluded(subject, name, value)

    def support(self, subject: str, name: str) -> tuple[str, ...]:
        """The keys of the clauses that make `name` true for `subject`, or unknown where it is unknown."""
        value = self.conclusion(subject, name)
        if value is False:
            return ()
        drawing = self._outline.drawn_by.get(name, ())
        return tuple(clause.key for clause in drawing if self.clause(subject, clause.key) is value)

    def stratum(self, name: str) -> int:
        """The stratum of conclusion `name`: 0 when plain conditions decide it, higher when chains do."""
        return self._outline.strata[name]


_NOTHING = Findings()


def _value(certain: int, possible: int, index: int) -> bool | None:
    if certain >> index & 1:
        return True
    return None if possible >> index & 1 else False
