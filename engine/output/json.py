"""A run as JSON, `negotia/assessment/1`: for programs, complete, numbers exact."""

from __future__ import annotations

from typing import Any

from ..assessment import Assessment, Finding
from ..run import Run, by_severity, tally
from .encoding import encode, plain
from .options import DEFAULT, Options

SCHEMA = "negotia/assessment/1"


def format_json(run: Run, options: Options = DEFAULT) -> str:  # noqa: ARG001 - every format has this signature
    """The whole run as one JSON object."""
    return encode(run_data(run)) + "\n"


def run_data(run: Run) -> dict[str, Any]:
    """The run as plain data and dataclasses; numbers are still Decimal."""
    return {
        "schema": SCHEMA,
        "as_of": run.as_of,
        "ruleset": {
            "packs": [
                {"name": name, "version": version, "sha256": sha256}
                for name, version, sha256 in run.ruleset.packs
            ],
            "sha256": run.ruleset.sha256,
            "inference": run.ruleset.inference,
        },
        "deals": [deal_data(one) for one in run.assessments],
        "problems": run.problems,
        "summary": {
            "deals": len(run.assessments),
            "problems": len(run.problems),
            "findings": by_severity(run.assessments),
            "tally": tally(run.assessments),
        },
    }


def deal_data(one: Assessment) -> dict[str, Any]:
    """An assessment as plain data."""
    return {
        "path": one.path,
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "stage": one.stage,
        "findings": [_finding(finding) for finding in one.findings],
        "questions": one.questions,
        "conclusions": one.conclusions,
        "advice": one.advice,
        "scores": one.scores,
        "outcomes": one.outcomes,
        "waivers": one.waivers,
        "tally": tally([one]),
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
        "location": one.location,
        "values": {path: plain(value) for path, value in one.values.items()},
        "waived": one.waived,
    }
