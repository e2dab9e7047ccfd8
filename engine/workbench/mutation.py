"""Mutation testing of rules: which small changes to a rule do the cases beside the rules not notice?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..ruleset.model import Rule, Ruleset
from ..ruleset.places import character_place
from .equivalents import Equivalent
from .mutants import Mutant, mutants
from .scenes import Rehearsal, Rehearsals, Scene
from .testing import failure_of


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no case notices: of which rule, by which operator, where it stands, the words before and after.

    `became` is empty for what was dropped.
    """

    rule: str
    operator: str
    part: str
    was: str
    became: str
    source: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mutation:
    """The result: how many changes were noticed, which were not, and which are set aside as changing nothing.

    `stale` are entries of the list of equivalent changes that are noticed after all or no longer exist.
    """

    noticed: int
    survivors: tuple[Survivor, ...]
    excluded: tuple[Survivor, ...]
    stale: tuple[Equivalent, ...]

    @property
    def total(self) -> int:
        """All changes that were tried."""
        return self.noticed + len(self.survivors) + len(self.excluded)

    @property
    def score(self) -> float:
        """The share of changes that are noticed, of those that change anything; 1 if there is none."""
        counted = self.noticed + len(self.survivors)
        return self.noticed / counted if counted else 1.0


def mutate(
    ruleset: Ruleset, rules: Sequence[Rule] | None = None, equivalents: Sequence[Equivalent] = ()
) -> Mutation:
    """Tries every change to the rules (all unless named) against their cases and those of rules that build on them.

    A case that fails with the rules as they are notices nothing.
    """
    run = _Run(ruleset)
    chosen = ruleset.rules if rules is None else tuple(rules)
    listed = {one.change: one for one in equivalents if _concerns(one, chosen, ruleset)}
    noticed = 0
    survivors: list[Survivor] = []
    excluded: list[Survivor] = []
    for rule in chosen:
        for mutant in mutants(rule):
            if run.notices(rule, mutant):
                noticed += 1
                continue
            survivor = _survivor(rule, mutant)
            (excluded if _key(survivor) in listed else survivors).append(survivor)
    used = {_key(one) for one in excluded}
    stale = tuple(one for key, one in listed.items() if key not in used)
    return Mutation(noticed, tuple(survivors), tuple(excluded), stale)


def _concerns(entry: Equivalent, chosen: Sequence[Rule], ruleset: Ruleset) -> bool:
    """Whether the entry is about one of the rules; what is about no rule at all concerns everybody."""
    return entry.rule in {rule.id for rule in chosen} or entry.rule not in ruleset.by_id


def joined(parts: Sequence[Mutation]) -> Mutation:
    """The results of several sets of rules as one."""
    return Mutation(
        sum(one.noticed for one in parts),
        tuple(survivor for one in parts for survivor in one.survivors),
        tuple(survivor for one in parts for survivor in one.excluded),
        tuple(dict.fromkeys(entry for one in parts for entry in one.stale)),
    )


class _Run:
    def __init__(self, ruleset: Ruleset) -> None:
        self._rehearsals = Rehearsals(ruleset)
        self._passing: dict[str, tuple[Scene, ...]] = {}

    def notices(self, rule: Rule, mutant: Mutant) -> bool:
        """Whether a case fails when the rule is changed; those of other rules are asked last."""
        return self._fails(self._rehearsals.of(rule), mutant) or any(
            self._fails(one, mutant) for one in self._rehearsals.after(rule)
        )

    def _fails(self, rehearsal: Rehearsal, mutant: Mutant) -> bool:
        changed = rehearsal.changed(mutant.rule)
        judged = mutant.rule if rehearsal.rule.id == mutant.rule.id else rehearsal.rule
        return any(failure_of(one.case, judged, changed.play(one)) for one in self._scenes(rehearsal))

    def _scenes(self, rehearsal: Rehearsal) -> tuple[Scene, ...]:
        rule = rehearsal.rule
        if rule.id not in self._passing:
            self._passing[rule.id] = tuple(
                one for one in rehearsal.scenes if not failure_of(one.case, rule, rehearsal.play(one))
            )
        return self._passing[rule.id]


def _survivor(rule: Rule, mutant: Mutant) -> Survivor:
    line, column = character_place(rule.origin.at(mutant.part), mutant.source, mutant.offset)
    return Survivor(
        rule.id, mutant.operator, mutant.part, mutant.was, mutant.became, rule.source, line, column
    )


def _key(survivor: Survivor) -> tuple[str, str, str, str]:
    return survivor.rule, survivor.part, survivor.was, survivor.became
