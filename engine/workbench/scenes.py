"""Cases made ready to be played, as often as a rule is changed: their deals read, their conditions evaluated.

What becomes of a rule depends on the rule and on those whose conclusions it builds on; no other rule of the set is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..deal.problems import Mistake
from ..deal.reading import build_deal
from ..evaluation import Evaluation, conclude
from ..expressions import Result
from ..expressions.reference import run as interpret
from ..facts import Facts
from ..ruleset.model import Rule, Ruleset
from ..ruleset.schema import RuleTest

DAY = date(2026, 3, 2)
"""The day of a case that names none: a Monday."""

_SMALLEST: Mapping[str, Any] = {
    "deal": {"id": "case", "title": "Case"},
    "us": {"name": "Us"},
    "them": {"name": "Them"},
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A case with its facts, and what became of the conditions of the rules it rests on."""

    case: RuleTest
    facts: Facts
    results: tuple[Result, ...]


class Rehearsal:
    """The cases of one rule, together with the rules that its outcome rests on."""

    def __init__(self, rule: Rule, ruleset: Ruleset) -> None:
        self.rule = rule
        self._ruleset = ruleset

    def scene(self, case: RuleTest) -> Scene | str:
        """A case made ready; or what is wrong with its deal."""
        mistakes: list[Mistake] = []
        deal = build_deal(merged(_SMALLEST, case.deal), mistakes)
        if deal is None:
            return f"its deal is not one: {mistakes[0].message} ({mistakes[0].hint})"
        facts = Facts(deal, case.as_of or DAY)
        return Scene(case, facts, tuple(self._ruleset.run(facts.env)))

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """The cases whose deals can be read."""
        return tuple(one for case in self.rule.tests if isinstance(one := self.scene(case), Scene))

    def play(self, scene: Scene) -> Evaluation:
        """What comes of a scene with the rules as they are."""
        return conclude(scene.facts, self._ruleset, scene.results)

    def changed(self, rule: Rule) -> Changed:
        """The same cases with another version of one of the rules."""
        return Changed(self._ruleset, rule)


class Changed:
    """The rules of a rehearsal with one of them in another version."""

    def __init__(self, ruleset: Ruleset, rule: Rule) -> None:
        self._position = next(place for place, one in enumerate(ruleset.rules) if one.id == rule.id)
        before = ruleset.rules
        self._ruleset = replace(
            ruleset, rules=(*before[: self._position], rule, *before[self._position + 1 :])
        )
        self._rule = rule

    def play(self, scene: Scene) -> Evaluation:
        """What comes of a scene; only the changed condition is evaluated again."""
        results = list(scene.results)
        (results[self._position],) = interpret([self._rule.check], scene.facts.env)
        return conclude(scene.facts, self._ruleset, results)


class Rehearsals:
    """The rehearsals of a set, each made when it is first asked for."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._made: dict[str, Rehearsal] = {}
        self._makers: dict[str, list[Rule]] = {}
        for rule in ruleset.rules:
            if rule.clause and rule.clause.concludes:
                self._makers.setdefault(rule.clause.concludes, []).append(rule)

    def of(self, rule: Rule) -> Rehearsal:
        """The rehearsal of a rule."""
        if rule.id not in self._made:
            rules = self._behind(rule)
            self._made[rule.id] = Rehearsal(rule, replace(self._ruleset, rules=rules, interpreted=True))
        return self._made[rule.id]

    def after(self, rule: Rule) -> Iterator[Rehearsal]:
        """The rehearsals of the rules whose outcome rests on a rule, itself left out."""
        for id in self._followers.get(rule.id, ()):
            yield self.of(self._ruleset.by_id[id])

    @cached_property
    def _followers(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for rule in self._ruleset.rules:
            for before in self._behind(rule):
                if before.id != rule.id:
                    found.setdefault(before.id, []).append(rule.id)
        return found

    def _behind(self, rule: Rule) -> tuple[Rule, ...]:
        """The rule and all that it builds on, directly or through others."""
        found, waiting = {rule.id: rule}, [rule]
        while waiting:
            clause = waiting.pop().clause
            for reference in (*clause.givens, *clause.unlesses) if clause else ():
                for maker in self._makers.get(reference.conclusion, ()):
                    if maker.id not in found:
                        found[maker.id] = maker
                        waiting.append(maker)
        return tuple(found.values())


def merged(base: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `parts` put over it, mapping by mapping; lists and scalars are replaced."""
    both = dict(base)
    for key, value in parts.items():
        below = both.get(key)
        both[key] = (
            merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
        )
    return both
