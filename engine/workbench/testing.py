"""Runs the cases that stand beside rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..assessment import Assessment, Outcome
from ..assessment.building import assess
from ..deal.problems import Mistake
from ..deal.reading import build_deal
from ..evaluation import evaluate
from ..ruleset.model import Rule, Ruleset
from ..ruleset.schema import RuleTest

DAY = date(2026, 3, 2)
"""The day of a case that names none: a Monday."""

_KINDS = {"fires": "fires", "clear": "clear", "unknown": "not evaluated", "not-applicable": "not applicable"}
_SMALLEST: Mapping[str, Any] = {
    "deal": {"id": "case", "title": "Case"},
    "us": {"name": "Us"},
    "them": {"name": "Them"},
}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case; `failure` says what is wrong, nothing when it passed."""

    rule: str
    name: str
    failure: str

    @property
    def passed(self) -> bool:
        """Whether the case came out as it says."""
        return not self.failure


def run_cases(ruleset: Ruleset, rules: Sequence[Rule] | None = None) -> Iterator[CaseResult]:
    """The result of each case of the rules (all unless named), each run against the whole set."""
    for rule in ruleset.rules if rules is None else rules:
        for case in rule.tests:
            yield CaseResult(rule.id, case.name, run_case(ruleset, rule, case))


def run_case(ruleset: Ruleset, rule: Rule, case: RuleTest) -> str:
    """What is wrong with the outcome of a case; nothing if it is as expected."""
    mistakes: list[Mistake] = []
    deal = build_deal(merged(_SMALLEST, case.deal), mistakes)
    if deal is None:
        return f"its deal is not one: {mistakes[0].message} ({mistakes[0].hint})"
    evaluation = evaluate(deal, ruleset, case.as_of or DAY)
    assessment = assess(evaluation)
    outcomes = [one for one in assessment.outcomes if one.rule == rule.id and _at(case, one)]
    wanted = _KINDS[case.expect]
    if not any(one.outcome == wanted for one in outcomes):
        return _wrong_outcome(case, outcomes, assessment, rule)
    # A case without a subject that expects silence means silence everywhere.
    if case.at is None and case.expect == "clear" and any(one.outcome == "fires" for one in outcomes):
        return _wrong_outcome(case, outcomes, assessment, rule)
    return _wrong_finding(case, rule, assessment)


def _at(case: RuleTest, outcome: Outcome) -> bool:
    return case.at is None or outcome.subject == case.at


def _wrong_outcome(case: RuleTest, outcomes: Sequence[Outcome], assessment: Assessment, rule: Rule) -> str:
    place = f" at {case.at}" if case.at is not None else ""
    if not outcomes:
        known = sorted({one.subject or "the deal" for one in assessment.outcomes if one.rule == rule.id})
        return f"expected {case.expect}{place}, but there is no such subject (there are: {', '.join(known)})"
    came = ", ".join(sorted({_said(one) for one in outcomes}))
    return f"expected {case.expect}{place}, came out {came}"


def _said(outcome: Outcome) -> str:
    detail = ", ".join(outcome.needs) or outcome.error
    return f"{outcome.outcome} ({detail})" if detail else outcome.outcome


def _wrong_finding(case: RuleTest, rule: Rule, assessment: Assessment) -> str:
    findings = [one for one in assessment.findings if one.rule == rule.id]
    if case.severity == "question":
        asked = any(
            rule.id in settled.split(":")[0] for one in assessment.questions for settled in one.settles
        )
        return "" if asked and not findings else "expected a question and no finding"
    if case.severity is not None and case.severity not in {one.severity for one in findings}:
        came = ", ".join(sorted({one.severity for one in findings})) or "no finding"
        return f"expected severity {case.severity}, came out {came}"
    if case.says is not None and not any(case.says in one.message for one in findings):
        said = findings[0].message if findings else "nothing"
        return f"expected a message with {case.says!r}, it says: {said}"
    return ""


def merged(base: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `parts` put over it, mapping by mapping; lists and scalars are replaced."""
    both = dict(base)
    for key, value in parts.items():
        below = both.get(key)
        both[key] = (
            merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
        )
    return both
