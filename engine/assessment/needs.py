"""What keeps a rule from being evaluated: the places of the deal that would have to be filled."""

from __future__ import annotations

from ..evaluation import Evaluation, Verdict
from ..expressions import needs as expression_needs
from ..facts import Named, places_needed
from ..inference import Ref


class Needing:
    """Answers, for one evaluation, what each verdict needs; an open conclusion hands its needs on."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._known: dict[tuple[str, str], tuple[Named, ...]] = {}
        self._by_rule: dict[str, list[Verdict]] = {}
        for verdict in evaluation.verdicts:
            self._by_rule.setdefault(verdict.rule.id, []).append(verdict)

    def texts(self, verdict: Verdict) -> tuple[str, ...]:
        """The places in the user's terms; one that is there but too vague says why."""
        return tuple(
            named.text if named.reason == "missing" else f"{named.text} ({named.reason})"
            for named in self.places(verdict)
        )

    def places(self, verdict: Verdict) -> tuple[Named, ...]:
        """The places of the deal that would have to be filled before the rule can tell."""
        key = (verdict.rule.id, self._evaluation.subject(verdict))
        if key not in self._known:
            self._known[key] = ()  # ends a circle of conclusions that rest on each other
            self._known[key] = self._places(verdict, key[1])
        return self._known[key]

    def _places(self, verdict: Verdict, subject: str) -> tuple[Named, ...]:
        facts = self._evaluation.facts
        binding = self._evaluation.binding(verdict)
        own = places_needed(
            expression_needs(verdict.rule.check, self._evaluation.env(verdict)), binding, facts
        )
        found = {named.text: named for named in own}
        clause = verdict.rule.clause
        for reference in (*clause.givens, *clause.unlesses) if clause else ():
            if self._evaluation.closure.reference(subject, reference) is None:
                for named in self._inherited(reference, subject):
                    found.setdefault(named.text, named)
        return tuple(found.values())

    def _inherited(self, reference: Ref, subject: str) -> tuple[Named, ...]:
        closure = self._evaluation.closure
        subjects = {"same": (subject,), "deal": ("",), "any": closure.subjects}[reference.scope]
        found: list[Named] = []
        for one in subjects:
            if closure.conclusion(one, reference.conclusion) is not None:
                continue
            for rule in closure.support(one, reference.conclusion):
                for verdict in self._by_rule[rule]:
                    if self._evaluation.subject(verdict) == one and verdict.code is None:
                        found.extend(self.places(verdict))
        return tuple(found)
