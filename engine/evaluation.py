"""Applies a rule set to a deal: what became of every rule, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .deal.base import Stage
from .deal.model import Deal
from .expressions import NOT_APPLICABLE, Code, Result
from .facts import Binding, Facts, place_of
from .inference import DEAL, Clause, Closure
from .ruleset.model import Rule, Ruleset


class Verdict(NamedTuple):
    """What became of a rule: True it fires, False it is clear, None not evaluated, NOT_APPLICABLE, or its error.

    `element` and its `position` are of the rule's loop; None and 0 when the verdict is about the deal as a whole.
    """

    rule: Rule
    code: Code
    element: object | None = None
    position: int = 0


@dataclass(frozen=True)
class Evaluation:
    """The outcomes and conclusions of one deal; texts and questions are made from it when they are wanted."""

    facts: Facts
    ruleset: Ruleset
    results: tuple[Result, ...]
    """What became of each rule, in the order of the set: one code, or one an element of its loop."""
    closure: Closure

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each rule and element, in the order of the rules."""
        return tuple(
            verdict
            for rule, result in zip(self.ruleset.rules, self.results, strict=True)
            for verdict in _verdicts(rule, result, self.facts)
        )

    @cached_property
    def fired(self) -> tuple[Verdict, ...]:
        """Those verdicts that are true."""
        found: list[Verdict] = []
        for rule, result in zip(self.ruleset.rules, self.results, strict=True):
            if result is True:
                found.append(Verdict(rule, True))
            elif type(result) is list and True in result:
                found += (one for one in _verdicts(rule, result, self.facts) if one.code is True)
        return tuple(found)

    def subject(self, verdict: Verdict) -> str:
        """The subject of a verdict in the user's terms; empty for the deal as a whole."""
        return _subject(verdict, self.facts)

    def binding(self, verdict: Verdict) -> Binding | None:
        """The element a verdict is about, under the name that the rule gives it."""
        return _binding(verdict, self.facts)

    def env(self, verdict: Verdict) -> Mapping[str, object]:
        """What the rule's expressions run on: the facts, and the element under its name."""
        return self.env_of(self.binding(verdict))

    def env_of(self, binding: Binding | None) -> Mapping[str, object]:
        """The facts, and the element under its name if there is one."""
        return {**self.facts.env, binding.variable: binding.element} if binding else self.facts.env


def evaluate(deal: Deal, ruleset: Ruleset, as_of: date, *, stage: Stage | None = None) -> Evaluation:
    """What became of every rule: outcomes and conclusions, no texts."""
    facts = Facts(deal, as_of, stage)
    return conclude(facts, ruleset, ruleset.run(facts.env))


def conclude(facts: Facts, ruleset: Ruleset, conditions: Iterable[Result]) -> Evaluation:
    """What follows from the conditions of the rules, one result a rule, once conclusions are drawn."""
    results = list(conditions)
    chaining = [
        (position, _possible(ruleset.rules[position], results[position], facts))
        for position in ruleset.chaining
        if results[position] is not False and results[position] is not NOT_APPLICABLE
    ]
    closure = ruleset.inference.run(_by_subject(ruleset, chaining))
    for position, possible in chaining:
        results[position] = _chained(ruleset.rules[position], results[position], possible, closure)
    return Evaluation(facts, ruleset, tuple(results), closure)


_Possible = tuple[str, int, bool | None]
"""A condition that is true or unknown: its subject, its position in the loop, its code. What is false by itself needs
no chaining."""


_HOLDS: Sequence[_Possible] = ((DEAL, 0, True),)
_OPEN: Sequence[_Possible] = ((DEAL, 0, None),)


def _possible(rule: Rule, result: Result, facts: Facts) -> Sequence[_Possible]:
    if result is True:
        return _HOLDS
    if not isinstance(result, list):
        # A single unknown of a rule with a loop means that there is no list, and so no subject.
        return _OPEN if result is None and rule.check.loop is None else ()
    if True not in result and None not in result:
        return ()
    return [
        (facts.name_of(place_of(element, rule.list_location, position, facts)), position, code)
        for position, (code, element) in enumerate(zip(result, _elements(rule, facts), strict=True))
        if code is None or code is True
    ]


def _by_subject(
    ruleset: Ruleset, chaining: Iterable[tuple[int, Sequence[_Possible]]]
) -> dict[str, dict[str, bool | None]]:
    """The value of each chaining rule's own condition, by subject and rule; what is not listed is false."""
    found: dict[str, dict[str, bool | None]] = {}
    for rule, possible in chaining:
        for subject, _, code in possible:
            values = found.setdefault(subject, {})
            # Two elements of one loop may stand for one subject; the rule holds of it if it holds of either.
            values[ruleset.rules[rule].id] = code or values.get(ruleset.rules[rule].id)
    return found


def _chained(rule: Rule, result: Result, possible: Sequence[_Possible], closure: Closure) -> Result:
    """The codes of a rule once it is known what it was given."""
    clause = rule.clause
    if clause is None or not (clause.givens or clause.unlesses):
        return result
    if not possible:
        # Its list is not known; the deal as a whole may rule it out all the same.
        return False if result is None and _ruled_out(clause, closure) else result
    if not isinstance(result, list):
        return closure.clause(DEAL, clause.key)
    codes = list(result)
    for subject, position, _ in possible:
        codes[position] = closure.clause(subject, clause.key)
    return codes


def _ruled_out(clause: Clause, closure: Closure) -> bool:
    givens = (ref for ref in clause.givens if ref.scope != "same")
    unlesses = (ref for ref in clause.unlesses if ref.scope != "same")
    return any(closure.reference(DEAL, ref) is False for ref in givens) or any(
        closure.reference(DEAL, ref) is True for ref in unlesses
    )


def _verdicts(rule: Rule, result: Result, facts: Facts) -> Iterator[Verdict]:
    if not isinstance(result, list):
        yield Verdict(rule, result)
    elif not result:
        # A rule about the elements of an empty list says nothing, and is counted all the same.
        yield Verdict(rule, NOT_APPLICABLE)
    else:
        for index, (code, element) in enumerate(zip(result, _elements(rule, facts), strict=True)):
            yield Verdict(rule, code, element, index)


def _elements(rule: Rule, facts: Facts) -> tuple[object, ...]:
    node = facts.env[str(rule.list_location[0])]
    for step in rule.list_location[1:]:
        node = getattr(node, str(step))
    assert isinstance(node, tuple)
    return node


def _binding(verdict: Verdict, facts: Facts) -> Binding | None:
    rule = verdict.rule
    if verdict.element is None or rule.check.loop is None:
        return None
    place = place_of(verdict.element, rule.list_location, verdict.position, facts)
    return Binding(rule.check.loop.variable, verdict.element, place)


def _subject(verdict: Verdict, facts: Facts) -> str:
    binding = _binding(verdict, facts)
    return facts.name_of(binding.location) if binding else DEAL
