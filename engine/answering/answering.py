"""(Deal text, answers) -> new deal text, and what the answers settled. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..assessment import Assessment
from ..assessment.building import assess
from ..assessment.comparison import Comparison, compare
from ..deal.model import Deal
from ..deal.reading import parse_deal
from ..evaluation import evaluate
from ..ruleset.model import Ruleset
from ..source import Format
from .asking import OpenQuestion, open_questions
from .kept import spelt_out
from .recording import Answer, record


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A deal as it stands in its text, what was found about it by which rules and when, and what is to be asked."""

    text: str
    name: str
    format: Format
    ruleset: Ruleset
    as_of: date
    assessment: Assessment
    questions: tuple[OpenQuestion, ...]
    data: Mapping[str, Any]
    """The raw data of the deal, in which its fields are found."""

    def filed(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """The answers by fields of the deal, also those that are kept beside their questions. Raises DealError."""
        beside = {
            slot.path: one.question.text
            for one in self.questions
            for slot in one.slots
            if slot.is_beside_question
        }
        return tuple(spelt_out(answers, beside, self.data, self.as_of))


@dataclass(frozen=True, slots=True)
class Answered:
    """A deal before and after answers were put into its text."""

    before: Inquiry
    after: Inquiry
    answers: tuple[Answer, ...]
    sourceless: tuple[Answer, ...] = ()
    """Answers about the other side with a source that the file has no place for."""

    @property
    def comparison(self) -> Comparison:
        """What the answers settled, and what they brought."""
        return compare(self.before.assessment, self.after.assessment)

    def then(self, later: Answered) -> Answered:
        """Both together, when the other began where this one ended."""
        answers = (*self.answers, *later.answers)
        return Answered(self.before, later.after, answers, (*self.sourceless, *later.sourceless))


def inquire(text: str, name: str, ruleset: Ruleset, as_of: date, *, format: Format = "yaml") -> Inquiry:
    """What there is to ask about the deal that a text describes. Raises DealError."""
    return _inquiry(text, parse_deal(text, name, format=format), ruleset, as_of)


def answer_deal(before: Inquiry, answers: Sequence[Answer]) -> Answered:
    """The deal with the answers in its text. Raises DealError with every answer that does not fit."""
    filed = before.filed(answers)
    recorded = record(before.text, before.name, filed, before.as_of, format=before.format)
    after = _inquiry(recorded.text, recorded.deal, before.ruleset, before.as_of)
    return Answered(before, after, tuple(answers), recorded.sourceless)


def _inquiry(text: str, deal: Deal, ruleset: Ruleset, as_of: date) -> Inquiry:
    evaluation = evaluate(deal, ruleset, as_of)
    assessment = assess(evaluation)
    source = deal.source
    assert source is not None, "a deal that was read from a text knows it"
    questions = open_questions(evaluation, assessment, source.data)
    return Inquiry(
        text=text,
        name=source.name,
        format=source.format,
        ruleset=ruleset,
        as_of=as_of,
        assessment=assessment,
        questions=questions,
        data=source.data,
    )
