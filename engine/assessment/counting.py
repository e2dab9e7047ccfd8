"""Counts what became of the rules, and weighs it into the scores of the stages."""

from __future__ import annotations

from collections.abc import Sequence

from ..deal.base import STAGES, Stage
from ..evaluation import Evaluation
from ..expressions import NOT_APPLICABLE, Code
from .model import OUTCOMES, Counts, OutcomeKind, Score
from .severity import weight_of

_NOTHING_TO_LOOP_OVER: Sequence[Code] = (NOT_APPLICABLE,)
"""A rule about the elements of an empty list says nothing, and is counted all the same."""


def outcome_kind(code: Code) -> OutcomeKind:
    """A rule's code in words."""
    if code is True:
        return "fires"
    if code is False:
        return "clear"
    if code is None:
        return "not evaluated"
    return "not applicable" if code is NOT_APPLICABLE else "error"


def count_outcomes(evaluation: Evaluation) -> tuple[Counts, tuple[Score, ...]]:
    """How many outcomes are of each kind, and how each stage stands by the weight of its rules."""
    counts: dict[OutcomeKind, int] = dict.fromkeys(OUTCOMES, 0)
    met, known, unknown = (dict.fromkeys(STAGES, 0) for _ in range(3))
    for rule, result in zip(evaluation.ruleset.rules, evaluation.results, strict=True):
        codes = (result or _NOTHING_TO_LOOP_OVER) if isinstance(result, list) else (result,)
        kinds = [outcome_kind(code) for code in codes]
        for kind in kinds:
            counts[kind] += 1
        if rule.message is not None:
            weight, stage = weight_of(rule.severity), rule.stage
            clear, open = kinds.count("clear"), kinds.count("not evaluated")
            met[stage] += weight * clear
            known[stage] += weight * (clear + kinds.count("fires"))
            unknown[stage] += weight * open
    return counts, tuple(_scores(known, met, unknown))


def _scores(known: dict[Stage, int], met: dict[Stage, int], unknown: dict[Stage, int]) -> Sequence[Score]:
    return [
        Score(stage, known[stage], met[stage], unknown[stage])
        for stage in STAGES
        if known[stage] or unknown[stage]
    ]
