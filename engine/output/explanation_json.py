"""An explanation for programs: every part of the rule with its value, and how its findings could be cleared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ..explaining import Case, Explanation
from ..expressions import Trace
from ..remedies import Attempt, Remedy
from .answers_json import comparison_data, finding_data, question_data, slot_data
from .encoding import encode, plain
from .explanation import shown_value


def format_explanation_json(explanation: Explanation, remedies: Sequence[Remedy]) -> str:
    """The rule's outcome subject by subject, and a remedy for each open finding (`negotia/explanation/1`)."""
    rule = explanation.rule
    data = {
        "schema": "negotia/explanation/1",
        "as_of": explanation.as_of,
        "deal": explanation.deal,
        "stage": explanation.stage,
        "rule": rule.id,
        "title": rule.title.source,
        "cases": [_case(one) for one in explanation.cases],
        "remedies": [_remedy(one) for one in remedies],
    }
    return encode(data) + "\n"


def _case(one: Case) -> dict[str, Any]:
    outcome = one.outcome
    return {
        "subject": outcome.subject,
        "outcome": outcome.outcome,
        "needs": outcome.needs,
        "error": outcome.error,
        "in_stage": one.in_stage,
        "finding": finding_data(one.finding) if one.finding else None,
        "parts": [{"name": part.name, **_trace(part.trace)} for part in one.parts],
        "builds_on": [
            {"as": link.name, "conclusion": link.reference, "holds": link.value, "rules": link.rules}
            for link in one.links
        ],
    }


def _trace(trace: Trace) -> dict[str, Any]:
    """`value` is null where it is not known, and where it is no single value; `shown` tells it in words."""
    value = trace.value
    return {
        "source": " ".join(trace.source.split()),
        "value": value if isinstance(value, bool | str | int | Decimal | date) else None,
        "shown": shown_value(trace),
        "parts": [_trace(child) for child in trace.children],
    }


def _remedy(one: Remedy) -> dict[str, Any]:
    return {
        "finding": one.finding.id,
        "edit": _attempt(one.edit) if one.edit else None,
        "refused": _attempt(one.refused) if one.refused else None,
        "state": [slot_data(slot) for slot in one.blanks],
        "state_all": one.together,
        "ask": [question_data(question) for question in one.questions],
    }


def _attempt(one: Attempt) -> dict[str, Any]:
    changes = [
        {"path": change.path, "before": plain(change.before), "after": plain(change.after)}
        for change in one.changes
    ]
    return {"changes": changes, "difference": comparison_data(one.comparison)}
