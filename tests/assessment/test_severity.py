"""Ramps: how grave an absence is depends on the working days to the meeting."""

from __future__ import annotations

import pytest

from engine.assessment.severity import severity_of
from engine.facts import Facts
from tests.making import MONDAY, deal_of


@pytest.mark.parametrize(
    ("meeting", "ramp", "to_blocker"),
    [
        ("2026-03-17", "question", "question"),
        ("2026-03-16", "minor", "minor"),
        ("2026-03-10", "minor", "minor"),
        ("2026-03-09", "major", "major"),
        ("2026-03-05", "major", "major"),
        ("2026-03-04", "major", "blocker"),
        ("2026-03-02", "major", "blocker"),
    ],
)
def test_ramps_by_working_days(meeting: str, ramp: str, to_blocker: str) -> None:
    facts = Facts(deal_of(f'meetings: [{{at: "{meeting}T10:00+01:00"}}]'), MONDAY)
    assert (severity_of("ramp", facts), severity_of("ramp-to-blocker", facts)) == (ramp, to_blocker)


@pytest.mark.parametrize(
    ("stage", "ramp", "to_blocker"),
    [
        ("preparation", "question", "question"),
        ("exchange", "major", "major"),
        ("clarification", "major", "major"),
        ("bargaining", "major", "blocker"),
        ("commitment", "major", "blocker"),
        ("closed", "advice", "advice"),
    ],
)
def test_without_a_meeting_the_stage_decides(stage: str, ramp: str, to_blocker: str) -> None:
    facts = Facts(deal_of(f"deal: {{id: d, title: D, stage: {stage}}}"), MONDAY)
    assert (severity_of("ramp", facts), severity_of("ramp-to-blocker", facts)) == (ramp, to_blocker)


def test_a_fixed_severity_stays() -> None:
    assert severity_of("minor", Facts(deal_of(), MONDAY)) == "minor"
