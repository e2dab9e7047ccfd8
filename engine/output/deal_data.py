"""An assessment as plain data, as JSON and JSON Lines hold it."""

from __future__ import annotations

from typing import Any

from ..assessment import Assessment, Finding, Location, WaiverNote
from ..errors import Problem
from ..run import tally
from .encoding import plain

DETAILS = ("questions", "conclusions", "advice", "outcomes")
"""What an assessment in the scope `findings` has not."""


def deal_data(one: Assessment) -> dict[str, Any]:
    """The assessment as plain data and dataclasses; numbers are still Decimal."""
    data = {
        "path": one.path,
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "stage": one.stage,
        "meeting": one.meeting,
        "findings": [_finding(finding) for finding in one.findings],
        "questions": one.questions,
        "conclusions": one.conclusions,
        "advice": one.advice,
        "scores": one.scores,
        "outcomes": one.outcomes,
        "waivers": [_note(note) for note in one.waivers],
        "tally": tally([one]),
    }
    if one.scope == "findings":
        for name in DETAILS:
            del data[name]
    return data


def location_data(one: Location) -> dict[str, Any]:
    """The location; only one in a table has a cell."""
    data = {"source": one.source, "line": one.line, "column": one.column, "path": one.path}
    return {**data, "cell": one.cell} if one.cell else data


def problem_data(one: Problem) -> dict[str, Any]:
    """The problem; only one in a table has a cell."""
    data = {
        "code": one.code,
        "message": one.message,
        "source": one.source,
        "line": one.line,
        "column": one.column,
        "path": one.path,
        "hint": one.hint,
    }
    return {**data, "cell": one.cell} if one.cell else data


def _note(one: WaiverNote) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "subject": one.subject,
        "state": one.state,
        "message": one.message,
        "location": location_data(one.location),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.rule,
        "severity": one.severity,
        "title": one.title,
        "message": one.message,
        "remedy": one.remedy,
        "practice": one.practice,
        "stage": one.stage,
        "subject": one.subject,
        "location": location_data(one.location),
        "values": {path: plain(value) for path, value in one.values.items()},
        "waived": one.waived,
    }
