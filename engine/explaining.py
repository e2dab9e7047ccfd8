"""Why a rule fired on a deal, or did not: every part of it with its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .assessment import Finding, Outcome
from .assessment.building import assess
from .deal.base import Stage
from .deal.model import Deal
from .evaluation import Evaluation, Verdict, evaluate
from .expressions import Check, Trace, explain_check
from .inference import Ref
from .ruleset.model import Rule, Ruleset


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the rule (`for_each`, `where`, `when`, `expect`) as far as it was reached, and its values."""

    name: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Link:
    """A conclusion that the rule builds on, and who draws it here: the rules that do, or all that could."""

    name: str
    """`given` or `unless`."""
    reference: str
    value: bool | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What the rule made of one subject; `in_stage` is False when the deal has not come to its stage, or is past it."""

    outcome: Outcome
    in_stage: bool
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule made of a deal on a day, subject by subject."""

    rule: Rule
    deal: str
    stage: Stage
    as_of: date
    cases: tuple[Case, ...]


def explain(
    deal: Deal, ruleset: Ruleset, rule: Rule, as_of: date, *, stage: Stage | None = None
) -> Explanation:
    """What the rule made of the deal. `stage` looks at it as if it stood at that stage."""
    evaluation = evaluate(deal, ruleset, as_of, stage=stage)
    assessment = assess(evaluation)
    findings = {one.id: one for one in assessment.findings}
    cases = tuple(
        _case(evaluation, verdict, outcome, findings.get(f"{rule.id}:{outcome.subject}"))
        for verdict, outcome in zip(evaluation.verdicts, assessment.outcomes, strict=True)
        if verdict.rule is rule
    )
    return Explanation(rule, deal.id, assessment.stage, as_of, cases)


def _case(evaluation: Evaluation, verdict: Verdict, outcome: Outcome, finding: Finding | None) -> Case:
    check = verdict.rule.check
    env = evaluation.env(verdict)
    traces = list(explain_check(check, env))
    names = _part_names(check, looped=verdict.element is not None)
    in_stage = True
    if check.guard is not None:
        # The guard is the rule's stages in the words of the language; a reader wants the stages.
        in_stage = traces.pop(0).value is True
    # A rule that only builds on conclusions has `True` for a condition, which nobody wrote.
    parts = tuple(
        Part(name, trace) for name, trace in zip(names, traces, strict=False) if trace.source != "True"
    )
    return Case(outcome, in_stage, parts, tuple(_links(evaluation, verdict)) if in_stage else (), finding)


def _part_names(check: Check, looped: bool) -> list[str]:
    if check.loop is not None and not looped:
        return ["for_each"]
    names = ["where"] if check.where is not None else []
    return [*names, "expect" if check.negate else "when"]


def _links(evaluation: Evaluation, verdict: Verdict) -> Iterator[Link]:
    clause = verdict.rule.clause
    subject = evaluation.subject(verdict)
    for name, references in (("given", clause.givens), ("unless", clause.unlesses)) if clause else ():
        for reference in references:
            value = evaluation.closure.reference(subject, reference)
            rules = tuple(dict.fromkeys(_behind(evaluation, reference, subject)))
            yield Link(name, str(reference), value, rules or _makers(evaluation.ruleset, reference))


def _behind(evaluation: Evaluation, reference: Ref, subject: str) -> Iterator[str]:
    """The rules that draw the conclusion here, or leave it open."""
    closure = evaluation.closure
    subjects = {"same": (subject,), "deal": ("",), "any": closure.subjects}[reference.scope]
    for one in subjects:
        yield from closure.support(one, reference.conclusion)


def _makers(ruleset: Ruleset, reference: Ref) -> tuple[str, ...]:
    return tuple(
        rule.id
        for rule in ruleset.rules
        if rule.clause is not None and rule.clause.concludes == reference.conclusion
    )
