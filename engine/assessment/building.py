"""Evaluation -> Assessment: verdicts become findings, questions, conclusions, advice, scores and an honest tally."""

from __future__ import annotations

from collections.abc import Mapping

from ..deal.base import STAGES
from ..deal.paths import Location as Place
from ..deal.paths import name_of
from ..evaluation import Evaluation, Verdict
from ..expressions import NOT_APPLICABLE, Text
from ..ruleset.schema import SEVERITIES
from ..wording import Reader
from .evidence import evidence
from .model import (
    Advice,
    Assessment,
    Conclusion,
    Finding,
    Location,
    Outcome,
    OutcomeKind,
    RulesetInfo,
    Score,
)
from .needs import Needing
from .questions import gather_questions
from .severity import severity_of, weight_of
from .waivers import apply_waivers


def assess(evaluation: Evaluation, *, locale: str = "en_GB") -> Assessment:
    """The assessment of an evaluated deal, its texts worded for a locale."""
    return _Assessing(evaluation, locale).assessment()


class _Assessing:
    def __init__(self, evaluation: Evaluation, locale: str) -> None:
        self._evaluation = evaluation
        self._facts = evaluation.facts
        self._deal = evaluation.facts.deal
        self._reader = Reader(locale, self._deal.deal.currency or "")
        self._needing = Needing(evaluation)

    def assessment(self) -> Assessment:
        evaluation, deal, header = self._evaluation, self._deal, self._deal.deal
        fired = [verdict for verdict in evaluation.verdicts if verdict.code is True]
        found = sorted(filter(None, map(self._finding, fired)), key=_finding_order)
        findings, waivers = apply_waivers(found, deal, evaluation.ruleset, self._facts.as_of, self.location)
        return Assessment(
            path=deal.source.name if deal.source else "",
            id=deal.id,
            title=header.title,
            owner=header.owner or "",
            stage=self._facts.derived.stage,
            as_of=self._facts.as_of,
            ruleset=RulesetInfo(
                tuple((pack.name, pack.version, pack.sha256) for pack in evaluation.ruleset.packs),
                evaluation.ruleset.sha256,
                evaluation.ruleset.inference.name,
            ),
            findings=findings,
            questions=gather_questions(evaluation, self._needing, self.render),
            conclusions=self._conclusions(),
            advice=tuple(filter(None, map(self._advice, fired))),
            scores=self._scores(),
            outcomes=tuple(map(self._outcome, evaluation.verdicts)),
            waivers=waivers,
        )

    def render(self, text: Text | None, env: Mapping[str, object]) -> str:
        """A text of the rule set, with the values of this deal."""
        return "" if text is None else self._evaluation.ruleset.render(text, env, self._reader)

    def location(self, place: Place) -> Location:
        """Where a place of the deal stands in its file: itself or its nearest existing ancestor."""
        source = self._deal.source
        line, column = source.position(place) if source else (0, 0)
        return Location(source.name if source else "", line, column, name_of(place, self._deal))

    def _finding(self, verdict: Verdict) -> Finding | None:
        rule = verdict.rule
        severity = severity_of(rule.severity, self._facts)
        if rule.message is None or severity == "question":
            return None
        env = self._evaluation.env(verdict)
        place, values = evidence(rule.check, self._evaluation.binding(verdict), env, self._facts)
        return Finding(
            rule=rule.id,
            severity=severity,
            subject=self._evaluation.subject(verdict),
            title=self.render(rule.title, env),
            message=self.render(rule.message, env),
            remedy=self.render(rule.remedy, env),
            practice=rule.practice,
            stage=rule.stage,
            location=self.location(place),
            values=values,
        )

    def _advice(self, verdict: Verdict) -> Advice | None:
        rule = verdict.rule
        if rule.advise is None:
            return None
        env = self._evaluation.env(verdict)
        return Advice(
            rule=rule.id,
            subject=self._evaluation.subject(verdict),
            title=self.render(rule.title, env),
            text=self.render(rule.advise.text, env),
            say=self.render(rule.advise.say, env),
            tactic=rule.advise.tactic or "",
            practice=rule.practice,
        )

    def _conclusions(self) -> tuple[Conclusion, ...]:
        evaluation, closure = self._evaluation, self._evaluation.closure
        titles = {verdict.rule.id: verdict for verdict in evaluation.verdicts}
        found = []
        for one in closure.conclusions():
            because = closure.support(one.subject, one.conclusion)
            found.append(
                Conclusion(
                    name=one.conclusion,
                    subject=one.subject,
                    certain=one.value is True,
                    because=because,
                    reasons=tuple(self._title(titles[id]) for id in because),
                    level=closure.stratum(one.conclusion),
                )
            )
        return tuple(found)

    def _title(self, verdict: Verdict) -> str:
        return self.render(verdict.rule.title, self._evaluation.env(verdict))

    def _outcome(self, verdict: Verdict) -> Outcome:
        kind = outcome_kind(verdict)
        needs = self._needing.texts(verdict) if kind == "not evaluated" else ()
        error = f"{type(verdict.code).__name__}: {verdict.code}" if kind == "error" else ""
        return Outcome(verdict.rule.id, self._evaluation.subject(verdict), kind, needs, error)

    def _scores(self) -> tuple[Score, ...]:
        met, known, unknown = (dict.fromkeys(STAGES, 0) for _ in range(3))
        for verdict in self._evaluation.verdicts:
            rule, kind = verdict.rule, outcome_kind(verdict)
            if rule.message is None or kind in ("not applicable", "error"):
                continue
            weight = weight_of(rule.severity)
            if kind == "not evaluated":
                unknown[rule.stage] += weight
            else:
                known[rule.stage] += weight
                met[rule.stage] += weight if kind == "clear" else 0
        return tuple(
            Score(stage, known[stage], met[stage], unknown[stage])
            for stage in STAGES
            if known[stage] or unknown[stage]
        )


def outcome_kind(verdict: Verdict) -> OutcomeKind:
    """The verdict's code in words."""
    if verdict.code is NOT_APPLICABLE:
        return "not applicable"
    if isinstance(verdict.code, Exception):
        return "error"
    return "not evaluated" if verdict.code is None else "fires" if verdict.code is True else "clear"


def _finding_order(finding: Finding) -> tuple[int, int, int, str, str]:
    location = finding.location
    return (SEVERITIES.index(finding.severity), location.line, location.column, finding.rule, finding.subject)
