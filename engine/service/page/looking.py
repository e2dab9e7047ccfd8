"""What a page shows of one deal, worked out from its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...answering import OpenQuestion
from ...answering.asking import open_questions
from ...assessment import Assessment, Conclusion, Finding
from ...assessment.building import assess
from ...deal.model import Deal
from ...deal.talks import words_asked
from ...errors import DealError, Problem
from ...evaluation import evaluate
from ...ruleset import Ruleset
from ...ruleset.schema import SEVERITIES
from ...usecases import DealText, read_one
from ..storage.deals import Summary
from ..tasks import Asked, Kit, assess_text
from .asking import AnswerField, answer_fields


@dataclass(frozen=True, slots=True)
class AskedHere:
    """A question with the fields that take its answer, and whether it was put to them already."""

    question: OpenQuestion
    fields: tuple[AnswerField, ...]
    put: bool


@dataclass(frozen=True, slots=True)
class Chained:
    """A conclusion, and the conclusions of the same deal that it was drawn from."""

    conclusion: Conclusion
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A deal as its page shows it; findings by severity, the gravest first."""

    deal: Deal
    assessment: Assessment
    findings: Mapping[str, Sequence[Finding]]
    questions: tuple[AskedHere, ...]
    chain: tuple[Chained, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A deal of a list with what was found about it; without an assessment the reason why there is none."""

    summary: Summary
    assessment: Assessment | None
    problems: tuple[Problem, ...] = ()
    meeting: datetime | None = None

    @property
    def worst(self) -> Sequence[Finding]:
        """The three gravest open findings."""
        found = self.assessment.open_findings if self.assessment else ()
        return sorted(found, key=lambda one: SEVERITIES.index(one.severity))[:3]


def look(kit: Kit, plan: DealText, asked: Asked) -> Look:
    """What there is to see. Raises DealError for a text that is no deal any more."""
    deal, ruleset = read_one(plan), kit.ruleset(asked.locale)
    evaluation = evaluate(deal, ruleset, asked.as_of)
    assessment = assess(evaluation, locale=asked.locale)
    assert deal.source is not None
    data = deal.source.data
    questions = open_questions(evaluation, assessment, data)
    put = {words_asked(one.question) for one in (deal.exchange and deal.exchange.questions) or ()}
    return Look(
        deal,
        assessment,
        {
            severity: [one for one in assessment.findings if one.severity == severity]
            for severity in SEVERITIES
        },
        tuple(
            AskedHere(one, tuple(answer_fields(one, data)), words_asked(one.question.text) in put)
            for one in questions
        ),
        tuple(_chain(assessment, ruleset)),
    )


def glance(kit: Kit, held: Sequence[tuple[Summary, DealText]], asked: Asked) -> list[Listed]:
    """The deals of a list, each assessed; one that cannot be read says why."""
    return [_listed(kit, summary, plan, asked) for summary, plan in held]


def _listed(kit: Kit, summary: Summary, plan: DealText, asked: Asked) -> Listed:
    try:
        return Listed(summary, assess_text(kit, plan, asked))
    except DealError as error:
        return Listed(summary, None, tuple(error.problems))


def _chain(assessment: Assessment, ruleset: Ruleset) -> Iterator[Chained]:
    drawn = {one.name for one in assessment.conclusions}
    for one in sorted(assessment.conclusions, key=lambda one: (one.level, one.name, one.subject)):
        clauses = [ruleset.by_id[id].clause for id in one.because if id in ruleset.by_id]
        named = {ref.conclusion for clause in clauses if clause for ref in clause.givens}
        yield Chained(one, tuple(sorted((named & drawn) - {one.name})))
