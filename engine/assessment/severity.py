"""How grave a finding is when that depends on the time left to the meeting."""

from __future__ import annotations

from typing import Literal

from ..deal.base import STAGES
from ..facts import Facts
from ..ruleset.schema import Declared, Severity

Weight = Severity | Literal["question"]
"""`question`: early enough that what is absent is only asked for."""

_WEIGHTS: dict[str, int] = {
    "blocker": 8,
    "ramp-to-blocker": 8,
    "major": 4,
    "ramp": 4,
    "minor": 2,
    "advice": 1,
}


def weight_of(declared: Declared) -> int:
    """What a rule counts in scores and in the ranking of questions; ramps count at their top."""
    return _WEIGHTS[declared]


_BY_STAGE: dict[str, Weight] = {"preparation": "question", "exchange": "major", "clarification": "major"}


def severity_of(declared: Declared, facts: Facts) -> Weight:
    """The severity on the day of the check. Ramps rise with the working days to the meeting.

    More than 10 days: a question. More than 5: minor. More than 2: major. Then blocker for `ramp-to-blocker`, which is
    kept for what no meeting should be held without. Without a meeting date the stage decides; in preparation it is a
    question.
    """
    if declared not in ("ramp", "ramp-to-blocker"):
        return declared  # type: ignore[return-value]  # the ramps are excluded
    top: Weight = "blocker" if declared == "ramp-to-blocker" else "major"
    days = facts.derived.working_days_to_meeting
    if days is None:
        stage = facts.derived.stage
        return "advice" if stage == STAGES[-1] else _BY_STAGE.get(stage, top)
    if days > 10:
        return "question"
    return "minor" if days > 5 else "major" if days > 2 else top
