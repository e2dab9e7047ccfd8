"""The assessment of a deal: what it holds, and how it is made from an evaluation."""

from .model import (
    OUTCOMES,
    Advice,
    Assessment,
    Conclusion,
    Finding,
    Location,
    Outcome,
    OutcomeKind,
    Question,
    RulesetInfo,
    Score,
    Waived,
    WaiverNote,
    WaiverState,
)

__all__ = [
    "OUTCOMES",
    "Advice",
    "Assessment",
    "Conclusion",
    "Finding",
    "Location",
    "Outcome",
    "OutcomeKind",
    "Question",
    "RulesetInfo",
    "Score",
    "Waived",
    "WaiverNote",
    "WaiverState",
]
