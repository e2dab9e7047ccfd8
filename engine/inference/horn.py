"""Three values in positive rules: what is certainly true, and what is possibly true.

Negation never reaches the engine. For each conclusion there are four atoms: it is certain, it is possible, it
is excluded (not possible), it is unproven (not certain). The last two are plain facts, added once the
conclusion's stratum is complete. A clause becomes two Horn rules over such atoms; a conclusion is true when
it is certain, unknown when it is only possible, else false. Circles through `given` alone thus get their
least fixpoint (van Emden and Kowalski 1976), for both readings.

Atoms are numbers, a set of atoms is the integer with those bits set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .program import Clause, Ref

_OWN, _DEAL, _ANY = range(3)
_CERTAIN, _POSSIBLE, _EXCLUDED, _UNPROVEN = range(4)


@dataclass(frozen=True, slots=True)
class HornRule:
    """When every atom of `body` is known, those of `heads` follow."""

    body: tuple[int, ...]
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """Bit sets of what a stage found, by conclusion and by clause."""

    certain: int
    possible: int
    holds: int
    may_hold: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the atoms of a program with `conclusions` conclusions and `clauses` clauses lie in an integer.

    Four blocks for each of the three scopes (the subject's own, the deal's, any), then for clauses: the
    condition is certain, is possible; the clause holds, may hold.
    """

    conclusions: int
    clauses: int

    def view(self, certain: int, possible: int) -> int:
        """All atoms about conclusions of one scope, from the sets of certain and of possible conclusions."""
        width = self.conclusions
        everything = (1 << width) - 1
        negative = (everything & ~possible) | (everything & ~certain) << width
        return certain | possible << width | negative << 2 * width

    def facts(self, own: int, deal: int, anywhere: int, certain: int, possible: int) -> int:
        """The facts of a session: three views, and the clauses with certain and with possible conditions."""
        block = 4 * self.conclusions
        conditions = certain | possible << self.clauses
        return own | deal << block | anywhere << 2 * block | conditions << 3 * block

    def read(self, atoms: int) -> Derived:
        """Sort the derived `atoms` into conclusions and clauses."""
        conclusions, clauses = (1 << self.conclusions) - 1, (1 << self.clauses) - 1
        values = atoms >> self._value(0, possible=False)
        return Derived(
            certain=atoms & conclusions,
            possible=atoms >> self.conclusions & conclusions,
            holds=values & clauses,
            may_hold=values >> self.clauses & clauses,
        )

    def conclusion(self, scope: int, kind: int, index: int) -> int:
        return (4 * scope + kind) * self.conclusions + index

    def condition(self, clause: int, *, possible: bool) -> int:
        return 12 * self.conclusions + possible * self.clauses + clause

    def _value(self, clause: int, *, possible: bool) -> int:
        return 12 * self.conclusions + (2 + possible) * self.clauses + clause

    def rules(self, number: int, clause: Clause, index: dict[str, int]) -> tuple[HornRule, HornRule]:
        """The certain and the possible reading of `clause`, which is clause `number` of its program."""

        def atom(ref: Ref, kind: int) -> int:
            scope = _OWN if not clause.crosses(ref) else _DEAL if ref.scope == "deal" else _ANY
            return self.conclusion(scope, kind, index[ref.conclusion])

        def reading(positive: int, negative: int, *, possible: bool) -> HornRule:
            given = (atom(ref, positive) for ref in clause.givens)
            unless = (atom(ref, negative) for ref in clause.unlesses)
            body = dict.fromkeys((self.condition(number, possible=possible), *given, *unless))
            heads = [self._value(number, possible=possible)]
            if clause.concludes is not None:
                heads.append(self.conclusion(_OWN, positive, index[clause.concludes]))
            return HornRule(tuple(body), tuple(heads))

        return (
            reading(_CERTAIN, _EXCLUDED, possible=False),
            reading(_POSSIBLE, _UNPROVEN, possible=True),
        )


def mask(atoms: Iterable[int]) -> int:
    """The set of `atoms` as an integer."""
    result = 0
    for atom in atoms:
        result |= 1 << atom
    return result


def read_by(rules: Sequence[HornRule]) -> int:
    """The set of atoms that the bodies of `rules` ask for."""
    return mask(atom for rule in rules for atom in rule.body)
