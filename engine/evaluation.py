"""Applies a rule set to a deal: what became of every rule, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .deal.base import Stage
from .deal.model import Deal
from .deal.paths import name_of
from .expressions import NOT_APPLICABLE, Code, Result
from .facts import Binding, Facts, place_of
from .inference import DEAL, Closure
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
    closure: Closure

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each rule and element, in the order of the rules."""
        return tuple(
            self._chained(verdict)
            for rule, result in zip(self.ruleset.rules, self.results, strict=True)
            for verdict in _verdicts(rule, result, self.facts)
        )

    def _chained(self, verdict: Verdict) -> Verdict:
        clause, code = verdict.rule.clause, verdict.code
        if clause is None or not (clause.givens or clause.unlesses) or not (code is None or code is True):
            return verdict
        if clause.scoped and verdict.element is None:
            return verdict
        value = self.closure.clause(self.subject(verdict), clause.key)
        return verdict if value is code else verdict._replace(code=value)

    def subject(self, verdict: Verdict) -> str:
        """The subject of a verdict in the user's terms; empty for the deal as a whole."""
        return _subject(verdict, self.facts)

    def binding(self, verdict: Verdict) -> Binding | None:
        """The element a verdict is about, under the name that the rule gives it."""
        return _binding(verdict, self.facts)

    def env(self, verdict: Verdict) -> Mapping[str, object]:
        """What the rule's expressions run on: the facts, and the element under its name."""
        binding = self.binding(verdict)
        return {**self.facts.env, binding.variable: binding.element} if binding else self.facts.env


def evaluate(deal: Deal, ruleset: Ruleset, as_of: date, *, stage: Stage | None = None) -> Evaluation:
    """What became of every rule: outcomes and conclusions, no texts."""
    facts = Facts(deal, as_of, stage)
    results = ruleset.run(facts.env)
    closure = ruleset.inference.run(_conditions(ruleset, results, facts))
    return Evaluation(facts, ruleset, tuple(results), closure)


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


def _conditions(ruleset: Ruleset, results: list[Result], facts: Facts) -> dict[str, dict[str, bool | None]]:
    """The value of each chaining rule's own condition, by subject and rule."""
    found: dict[str, dict[str, bool | None]] = {}
    for position in ruleset.chaining:
        rule = ruleset.rules[position]
        for verdict in _verdicts(rule, results[position], facts):
            code = verdict.code
            if not (code is None or isinstance(code, bool)) or (verdict.element is None and rule.check.loop):
                continue
            values = found.setdefault(_subject(verdict, facts), {})
            # Two elements of one loop may stand for one subject; the rule holds of it if it holds of either.
            values[rule.id] = _either(values.get(rule.id, False), code)
    return found


def _either(one: bool | None, two: bool | None) -> bool | None:
    return True if one or two else None if one is None or two is None else False


def _binding(verdict: Verdict, facts: Facts) -> Binding | None:
    rule = verdict.rule
    if verdict.element is None or rule.check.loop is None:
        return None
    place = place_of(verdict.element, rule.list_location, verdict.position, facts)
    return Binding(rule.check.loop.variable, verdict.element, place)


def _subject(verdict: Verdict, facts: Facts) -> str:
    binding = _binding(verdict, facts)
    return name_of(binding.location, facts.deal) if binding else DEAL
