"""Evaluation -> Assessment: verdicts become findings, questions, conclusions, advice, scores and an honest tally."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..deal.paths import Location as Place
from ..evaluation import Evaluation, Verdict
from ..expressions import Text
from ..inference import DEAL
from ..ruleset import Ruleset
from ..ruleset.schema import SEVERITIES
from ..texts import DEFAULT_LOCALE, Texts
from ..wording import Reader
from .counting import count_outcomes, outcome_kind
from .evidence import evidence
from .model import (
    Advice,
    Assessment,
    Conclusion,
    Finding,
    Location,
    Outcome,
    RulesetInfo,
    Scope,
)
from .needs import Needing
from .questions import gather_questions
from .severity import severity_of
from .waivers import apply_waivers


def assess(
    evaluation: Evaluation,
    *,
    locale: str = DEFAULT_LOCALE,
    scope: Scope = "all",
    texts: Texts | None = None,
) -> Assessment:
    """The assessment of an evaluated deal, its texts worded for a locale, with the words of `texts` or else ours."""
    assessing = _Assessing(evaluation, Reader(locale, evaluation.facts.deal.deal.currency or "", texts))
    found = assessing.findings()
    return assessing.completed(found) if scope == "all" else found


class _Assessing:
    def __init__(self, evaluation: Evaluation, reader: Reader) -> None:
        self._evaluation = evaluation
        self._facts = evaluation.facts
        self._deal = evaluation.facts.deal
        self._source = evaluation.facts.deal.source
        self._reader = reader
        self._locations: dict[Place, Location] = {}

    def findings(self) -> Assessment:
        """The assessment in the scope `findings`."""
        evaluation, deal, header = self._evaluation, self._deal, self._deal.deal
        found = sorted(filter(None, map(self._finding, evaluation.fired)), key=_finding_order)
        findings, waivers = apply_waivers(found, deal, evaluation.ruleset, self._facts.as_of, self.location)
        counts, scores = count_outcomes(evaluation)
        meeting = self._facts.derived.meeting
        return Assessment(
            path=self._source.name if self._source else "",
            id=deal.id,
            title=header.title,
            owner=header.owner or "",
            stage=self._facts.derived.stage,
            as_of=self._facts.as_of,
            ruleset=ruleset_info(evaluation.ruleset),
            findings=findings,
            questions=(),
            conclusions=(),
            advice=(),
            scores=scores,
            outcomes=(),
            waivers=waivers,
            counts=counts,
            meeting=meeting.at if meeting else None,
            scope="findings",
        )

    def completed(self, found: Assessment) -> Assessment:
        """The assessment with all that takes a look at every outcome."""
        evaluation, needing = self._evaluation, Needing(self._evaluation)
        return replace(
            found,
            questions=gather_questions(evaluation, needing, self.render, lambda: self._reader.texts),
            conclusions=self._conclusions(),
            advice=tuple(filter(None, map(self._advice, evaluation.fired))),
            outcomes=tuple(self._outcome(verdict, needing) for verdict in evaluation.verdicts),
            scope="all",
        )

    def render(self, text: Text | None, env: Mapping[str, object]) -> str:
        """A text of the rule set, with the values of this deal."""
        return "" if text is None else self._evaluation.ruleset.render(text, env, self._reader)

    def location(self, place: Place) -> Location:
        """Where a place of the deal stands in its file: itself or its nearest existing ancestor."""
        found = self._locations.get(place)
        if found is None:
            source = self._source
            name = self._facts.name_of(place)
            found = Location("", 0, 0, name)
            if source is not None:
                found = Location(source.name, *source.position(place), name, source.cell(place))
            self._locations[place] = found
        return found

    def _finding(self, verdict: Verdict) -> Finding | None:
        rule = verdict.rule
        severity = severity_of(rule.severity, self._facts)
        if rule.message is None or severity == "question":
            return None
        binding = self._evaluation.binding(verdict)
        env = self._evaluation.env_of(binding)
        place, values = evidence(rule.check, binding, env, self._facts)
        return Finding(
            rule=rule.id,
            severity=severity,
            subject=self._facts.name_of(binding.location) if binding else DEAL,
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

    def _outcome(self, verdict: Verdict, needing: Needing) -> Outcome:
        kind = outcome_kind(verdict.code)
        needs = needing.texts(verdict) if kind == "not evaluated" else ()
        error = f"{type(verdict.code).__name__}: {verdict.code}" if kind == "error" else ""
        return Outcome(verdict.rule.id, self._evaluation.subject(verdict), kind, needs, error)


def ruleset_info(ruleset: Ruleset) -> RulesetInfo:
    """Which rules were applied, and what chains their conclusions."""
    packs = tuple((pack.name, pack.version, pack.sha256) for pack in ruleset.packs)
    return RulesetInfo(packs, ruleset.sha256, ruleset.inference.name)


def _finding_order(finding: Finding) -> tuple[int, int, int, str, str]:
    location = finding.location
    return (SEVERITIES.index(finding.severity), location.line, location.column, finding.rule, finding.subject)
