"""The JSON Schema of assessments, `negotia/assessment/1`."""

from __future__ import annotations

from typing import Any, get_args

from ..assessment import OUTCOMES, WaiverState
from ..deal.base import STAGES
from ..deal.schema import DIALECT
from ..ruleset.schema import SEVERITIES
from .json import SCHEMA
from .schema_parts import list_of, or_null, record, ref

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}
_CELL = _TEXT | {"description": "The cell of a table: B7, or Issues!B7 in a workbook; absent for a text."}
_DAY = {"type": "string", "format": "date"}
_STAGE = {"enum": list(STAGES)}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_STATES = list(get_args(WaiverState))
_SUBJECT = _TEXT | {
    "description": "The element in the terms of the deal (issues[price]); empty for the deal."
}
_END = {"type": ["string", "number"]}


def assessment_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what `negotia check --format json` prints; every field is always there."""
    top = record(
        "What a check found in a number of deals.",
        schema={"const": SCHEMA},
        as_of=_DAY | {"description": "The day of the check."},
        ruleset=ref("ruleset"),
        deals=list_of(ref("deal")),
        problems=list_of(ref("problem")),
        summary=ref("summary"),
    )
    return {"$schema": DIALECT, "$id": SCHEMA, "title": SCHEMA, **top, "$defs": {**_parts(), **_results()}}


def _parts() -> dict[str, Any]:
    parts = _common_parts()
    for name in ("problem", "location"):
        # Only what stands in a table has it.
        parts[name]["properties"]["cell"] = _CELL
    return parts


def _common_parts() -> dict[str, Any]:
    return {
        "ruleset": record(
            "Which rules were applied, and what chained their conclusions.",
            packs=list_of(record("A pack of rules.", name=_TEXT, version=_TEXT, sha256=_SHA256)),
            sha256=_SHA256,
            inference=_TEXT,
        ),
        "problem": record(
            "Why a file could not be checked; line and column are 0 when the whole file, or a cell, is meant.",
            code=_TEXT,
            message=_TEXT,
            source=_TEXT,
            line=_NUMBER,
            column=_NUMBER,
            path=_TEXT,
            hint=_TEXT,
        ),
        "location": record(
            "Where something stands; line and column count from 1, 0 means that there is no text.",
            source=_TEXT,
            line=_NUMBER,
            column=_NUMBER,
            path=_TEXT,
        ),
        "tally": record(
            "Outcomes of rules, which add up; `fired` leaves out what is waived.",
            fired=_NUMBER,
            clear=_NUMBER,
            not_evaluated=_NUMBER,
            not_applicable=_NUMBER,
            waived=_NUMBER,
            errors=_NUMBER,
        ),
        "summary": record(
            "Counts over all deals; waived findings are not among the findings.",
            deals=_NUMBER,
            problems=_NUMBER,
            findings=record("Open findings by severity.", **dict.fromkeys(SEVERITIES, _NUMBER)),
            tally=ref("tally"),
        ),
        "value": {
            "description": "A plain value of the deal; a range is [low, high].",
            "anyOf": [
                {"type": ["string", "number", "boolean", "null"]},
                {"type": "array", "items": _END, "minItems": 2, "maxItems": 2},
            ],
        },
    }


def _results() -> dict[str, Any]:
    return {
        "deal": record(
            "The assessment of one deal.",
            path=_TEXT,
            id=_TEXT,
            title=_TEXT,
            owner=_TEXT,
            stage=_STAGE,
            meeting={
                "type": ["string", "null"],
                "format": "date-time",
                "description": "When the meeting prepared for begins.",
            },
            findings=list_of(ref("finding")),
            questions=list_of(ref("question")),
            conclusions=list_of(ref("conclusion")),
            advice=list_of(ref("advice")),
            scores=list_of(ref("score")),
            outcomes=list_of(ref("outcome")),
            waivers=list_of(ref("waiver")),
            tally=ref("tally"),
        ),
        "finding": record(
            "A rule that fired; `id` is rule:subject and survives reordering of the deal.",
            id=_TEXT,
            rule=_TEXT,
            severity={"enum": list(SEVERITIES)},
            title=_TEXT,
            message=_TEXT,
            remedy=_TEXT,
            practice=list_of(_TEXT),
            stage=_STAGE,
            subject=_SUBJECT,
            location=ref("location"),
            values={"type": "object", "additionalProperties": ref("value")},
            waived=or_null(
                record("By whom it is accepted for now.", by=_TEXT, reason=_TEXT, until=or_null(_DAY))
            ),
        ),
        "question": record(
            "Something to ask; rank 1 settles most.",
            id=_TEXT,
            to=_TEXT,
            text=_TEXT,
            why=_TEXT,
            follow_up=_TEXT,
            path=_TEXT,
            type=_TEXT,
            settles=list_of(_TEXT),
            rank={"type": "integer", "minimum": 1},
            sensitive={"type": "boolean"},
        ),
        "conclusion": record(
            "What follows about a subject; not certain while something it rests on is not known.",
            name=_TEXT,
            subject=_SUBJECT,
            certain={"type": "boolean"},
            because=list_of(_TEXT),
            reasons=list_of(_TEXT),
            level=_NUMBER,
        ),
        "advice": record(
            "What to do in this situation.",
            rule=_TEXT,
            subject=_SUBJECT,
            title=_TEXT,
            text=_TEXT,
            say=_TEXT,
            tactic=_TEXT,
            practice=list_of(_TEXT),
        ),
        "score": record(
            "How a stage stands, by weight of its rules.",
            stage=_STAGE,
            known=_NUMBER,
            met=_NUMBER,
            unknown=_NUMBER,
        ),
        "outcome": record(
            "What became of a rule on a subject, and what would have to be known to tell.",
            rule=_TEXT,
            subject=_SUBJECT,
            outcome={"enum": list(OUTCOMES)},
            needs=list_of(_TEXT),
            error=_TEXT,
        ),
        "waiver": record(
            "What became of a waiver of the deal.",
            rule=_TEXT,
            subject=_TEXT,
            state={"enum": _STATES},
            message=_TEXT,
            location=ref("location"),
        ),
    }
