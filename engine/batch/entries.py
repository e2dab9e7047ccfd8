"""Lines of parts -> assessments and refusals, for the reports that are no JSON Lines."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from ..assessment import (
    Advice,
    Assessment,
    Conclusion,
    Finding,
    Location,
    Outcome,
    Question,
    Score,
    Waived,
    WaiverNote,
)
from ..errors import Problem
from ..run import Refusal, RunInfo, Tally

_DECODER = msgspec.json.Decoder(float_hook=Decimal)


def read_entry(line: bytes, info: RunInfo) -> Assessment | Refusal:
    """What a line of a part says; see `output.jsonl`."""
    data = _DECODER.decode(line)
    if "problems" in data:
        problems = tuple(Problem(**problem) for problem in data["problems"])
        return Refusal(data["path"], problems, data["line"])
    return _assessment(data, info)


def _assessment(data: dict[str, Any], info: RunInfo) -> Assessment:
    tally = Tally(**data["tally"])
    return Assessment(
        path=data["path"],
        id=data["id"],
        title=data["title"],
        owner=data["owner"],
        stage=data["stage"],
        as_of=info.as_of,
        ruleset=info.ruleset,
        findings=tuple(map(_finding, data["findings"])),
        questions=msgspec.convert(data.get("questions", ()), tuple[Question, ...]),
        conclusions=msgspec.convert(data.get("conclusions", ()), tuple[Conclusion, ...]),
        advice=msgspec.convert(data.get("advice", ()), tuple[Advice, ...]),
        scores=msgspec.convert(data["scores"], tuple[Score, ...]),
        outcomes=msgspec.convert(data.get("outcomes", ()), tuple[Outcome, ...]),
        waivers=msgspec.convert(data["waivers"], tuple[WaiverNote, ...]),
        counts={
            "fires": tally.fired + tally.waived,
            "clear": tally.clear,
            "not evaluated": tally.not_evaluated,
            "not applicable": tally.not_applicable,
            "error": tally.errors,
        },
        meeting=msgspec.convert(data["meeting"], datetime | None),
        scope="all" if "outcomes" in data else "findings",
    )


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        rule=data["rule"],
        severity=data["severity"],
        subject=data["subject"],
        title=data["title"],
        message=data["message"],
        remedy=data["remedy"],
        practice=tuple(data["practice"]),
        stage=data["stage"],
        location=msgspec.convert(data["location"], Location),
        values=data["values"],
        waived=msgspec.convert(data["waived"], Waived | None),
    )
