"""What there is to ask about a deal, and what answers settled, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..answering import Answered, Inquiry, OpenQuestion, Slot, required_fields
from ..assessment import Finding, Question
from ..assessment.comparison import Comparison
from .deal_data import location_data
from .encoding import encode

if TYPE_CHECKING:
    from ..documents.questions.placing import Returned


def format_questions_json(inquiry: Inquiry) -> str:
    """All questions, most useful first, each with the fields that take its answer (`negotia/questions/1`)."""
    assessment = inquiry.assessment
    data = {
        "schema": "negotia/questions/1",
        "as_of": inquiry.as_of,
        "path": assessment.path,
        "id": assessment.id,
        "title": assessment.title,
        "stage": assessment.stage,
        "questions": [_open(one) for one in inquiry.questions],
    }
    return encode(data) + "\n"


def format_answered_json(answered: Answered, returned: Sequence[Returned] = (), *, written: bool) -> str:
    """What was answered, what that settled and brought, and what is left to ask (`negotia/answered/1`)."""
    after = answered.after
    data = {
        "schema": "negotia/answered/1",
        "as_of": after.as_of,
        "path": after.assessment.path,
        "id": after.assessment.id,
        "written": written,
        "answers": [one.path for one in answered.answers],
        "without_source": [one.path for one in answered.sourceless],
        "unplaced": [
            {"list": one.name, "question": left.question, "answer": left.answer, "reason": left.reason}
            for one in returned
            for left in one.unplaced
        ],
        "difference": comparison_data(answered.comparison),
        "questions": [_open(one) for one in after.questions],
    }
    return encode(data) + "\n"


def comparison_data(one: Comparison) -> dict[str, Any]:
    """What is different afterwards, as plain data."""
    return {
        "fixed": [finding_data(finding) for finding in one.fixed],
        "new": [finding_data(finding) for finding in one.new],
        "changed": [{**finding_data(new), "was": old.severity} for old, new in one.changed],
        "known": [
            {"rule": told.rule, "subject": told.subject, "outcome": told.outcome} for told in one.known
        ],
        "unknown": [
            {"rule": left.rule, "subject": left.subject, "needs": left.needs} for left in one.unknown
        ],
        "answered": [question.id for question in one.answered],
        "raised": [question.id for question in one.raised],
    }


def finding_data(one: Finding) -> dict[str, Any]:
    """A finding in short."""
    return {
        "id": one.id,
        "rule": one.rule,
        "subject": one.subject,
        "severity": one.severity,
        "message": one.message,
        "remedy": one.remedy,
        "location": location_data(one.location),
        "waived": one.waived is not None,
    }


def question_data(one: Question) -> dict[str, Any]:
    """A question with its rank and what an answer settles."""
    return {
        "id": one.id,
        "rank": one.rank,
        "to": one.to,
        "text": one.text,
        "why": one.why,
        "follow_up": one.follow_up,
        "sensitive": one.sensitive,
        "settles": one.settles,
    }


def slot_data(slot: Slot) -> dict[str, Any]:
    """A field that takes an answer: what goes behind `--set PATH=`."""
    return {
        "path": slot.path,
        "type": slot.kind,
        "several": slot.is_list,
        "range": slot.is_term,
        "options": slot.options,
        "unit": slot.unit,
        "required": required_fields(slot.section) if slot.section else (),
        "doc": slot.doc,
    }


def _open(one: OpenQuestion) -> dict[str, Any]:
    return {**question_data(one.question), "fields": [slot_data(slot) for slot in one.slots]}
