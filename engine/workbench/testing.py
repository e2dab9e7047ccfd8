"""Runs the cases that stand beside rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..assessment.counting import outcome_kind
from ..assessment.needs import Needing
from ..assessment.severity import severity_of
from ..evaluation import Evaluation, Verdict
from ..ruleset.model import Rule, Ruleset
from ..ruleset.schema import RuleTest
from ..wording import Reader
from .scenes import Rehearsals, Scene

_KINDS = {"fires": "fires", "clear": "clear", "unknown": "not evaluated", "not-applicable": "not applicable"}


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
    """The result of each case of the rules (all unless named), each run with all rules that it rests on."""
    rehearsals = Rehearsals(ruleset)
    for rule in ruleset.rules if rules is None else rules:
        rehearsal = rehearsals.of(rule)
        for case in rule.tests:
            scene = rehearsal.scene(case)
            failure = failure_of(case, rule, rehearsal.play(scene)) if isinstance(scene, Scene) else scene
            yield CaseResult(rule.id, case.name, failure)


def failure_of(case: RuleTest, rule: Rule, evaluation: Evaluation) -> str:
    """What is wrong with the outcome of a case; nothing if it is as expected."""
    verdicts = [one for one in evaluation.verdicts if one.rule.id == rule.id]
    meant = [one for one in verdicts if case.at is None or evaluation.subject(one) == case.at]
    kinds = {outcome_kind(one.code) for one in meant}
    # A case without a subject that expects silence means silence everywhere.
    everywhere = case.at is None and case.expect == "clear"
    if _KINDS[case.expect] not in kinds or (everywhere and "fires" in kinds):
        return _wrong_outcome(case, meant, verdicts, evaluation)
    return _wrong_finding(case, rule, [one for one in verdicts if one.code is True], evaluation)


def _wrong_outcome(
    case: RuleTest, meant: Sequence[Verdict], verdicts: Sequence[Verdict], evaluation: Evaluation
) -> str:
    place = f" at {case.at}" if case.at is not None else ""
    if not meant:
        known = sorted({evaluation.subject(one) or "the deal" for one in verdicts})
        return f"expected {case.expect}{place}, but there is no such subject (there are: {', '.join(known)})"
    needing = Needing(evaluation)
    came = ", ".join(sorted({_said(one, needing) for one in meant}))
    return f"expected {case.expect}{place}, came out {came}"


def _said(verdict: Verdict, needing: Needing) -> str:
    kind, detail = outcome_kind(verdict.code), ""
    if kind == "error":
        detail = f"{type(verdict.code).__name__}: {verdict.code}"
    elif kind == "not evaluated":
        detail = ", ".join(needing.texts(verdict))
    return f"{kind} ({detail})" if detail else kind


def _wrong_finding(case: RuleTest, rule: Rule, fired: Sequence[Verdict], evaluation: Evaluation) -> str:
    severity = severity_of(rule.severity, evaluation.facts) if fired and rule.message else "no finding"
    if case.severity == "question":
        asks = bool(fired) and rule.ask is not None
        return "" if asks and severity in ("question", "no finding") else "expected a question and no finding"
    found = severity not in ("question", "no finding")
    if case.severity is not None and case.severity != severity:
        return f"expected severity {case.severity}, came out {severity if found else 'no finding'}"
    if case.says is not None:
        messages = [_message(rule, one, evaluation) for one in fired] if found else []
        if not any(case.says in message for message in messages):
            said = messages[0] if messages else "nothing"
            return f"expected a message with {case.says!r}, it says: {said}"
    return ""


def _message(rule: Rule, verdict: Verdict, evaluation: Evaluation) -> str:
    assert rule.message is not None
    reader = Reader(currency=evaluation.facts.deal.deal.currency or "")
    return evaluation.ruleset.render(rule.message, evaluation.env(verdict), reader)
