"""A run as JSON, `negotia/assessment/1`: for programs, complete, numbers exact."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..assessment import Assessment, Conclusion, Finding, Location, Outcome, Question, WaiverNote
from ..errors import Problem
from ..run import Run, by_severity, tally
from .encoding import encode
from .options import DEFAULT, Options

SCHEMA = "negotia/assessment/1"


def format_json(run: Run, options: Options = DEFAULT) -> str:  # noqa: ARG001 - every format has this signature
    """The whole run as one JSON object."""
    return encode(run_data(run)) + "\n"


def run_data(run: Run) -> dict[str, Any]:
    """The run as plain data; numbers are still Decimal, values of issues still terms."""
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
        "deals": [_deal(one) for one in run.assessments],
        "problems": [_problem(one) for one in run.problems],
        "summary": {
            "deals": len(run.assessments),
            "problems": len(run.problems),
            "findings": by_severity(run.assessments),
            "tally": asdict(tally(run.assessments)),
        },
    }


def _deal(one: Assessment) -> dict[str, Any]:
    return {
        "path": one.path,
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "stage": one.stage,
        "findings": [_finding(finding) for finding in one.findings],
        "questions": [_question(question) for question in one.questions],
        "conclusions": [_conclusion(conclusion) for conclusion in one.conclusions],
        "advice": [{**asdict(advice), "practice": list(advice.practice)} for advice in one.advice],
        "scores": [asdict(score) for score in one.scores],
        "outcomes": [_outcome(outcome) for outcome in one.outcomes],
        "waivers": [_waiver(waiver) for waiver in one.waivers],
        "tally": asdict(tally([one])),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.rule,
        "severity": one.severity,
        "title": one.title,
        "message": one.message,
        "remedy": one.remedy,
        "practice": list(one.practice),
        "stage": one.stage,
        "subject": one.subject,
        "location": _location(one.location),
        "values": dict(one.values),
        "waived": asdict(one.waived) if one.waived else None,
    }


def _question(one: Question) -> dict[str, Any]:
    return {**asdict(one), "settles": list(one.settles)}


def _conclusion(one: Conclusion) -> dict[str, Any]:
    return {**asdict(one), "because": list(one.because), "reasons": list(one.reasons)}


def _outcome(one: Outcome) -> dict[str, Any]:
    return {**asdict(one), "needs": list(one.needs)}


def _waiver(one: WaiverNote) -> dict[str, Any]:
    return {**asdict(one), "location": _location(one.location)}


def _location(one: Location) -> dict[str, Any]:
    return asdict(one)


def _problem(one: Problem) -> dict[str, Any]:
    return asdict(one)
