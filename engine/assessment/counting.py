"""Counts what became of the rules, and weighs it into the scores of the stages."""

from __future__ import annotations

from collections.abc import Sequence

from ..deal.base import STAGES, Stage
from ..evaluation import Evaluation
from ..expressions import NOT_APPLICABLE, Code
from .model import OUTCOMES, Counts, OutcomeKind, Score
from .severity import weight_of

_NOTHING_TO_LOOP_OVER: Sequence[OutcomeKind] = ("not applicable",)
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
        if isinstance(result, list) and len(result) != 1:
            kinds: Sequence[OutcomeKind] = [outcome_kind(code) for code in result] or _NOTHING_TO_LOOP_OVER
        else:
            kinds = (outcome_kind(result[0] if isinstance(result, list) else result),)
        for kind in kinds:
            counts[kind] += 1
            if rule.message is None or kind == "not applicable" or kind == "error":
                continue
            weight = weight_of(rule.severity)
            if kind == "not evaluated":
                unknown[rule.stage] += weight
            else:
                known[rule.stage] += weight
                met[rule.stage] += weight if kind == "clear" else 0
    return counts, tuple(_scores(known, met, unknown))


def _scores(known: dict[Stage, int], met: dict[Stage, int], unknown: dict[Stage, int]) -> Sequence[Score]:
    return [
        Score(stage, known[stage], met[stage], unknown[stage])
        for stage in STAGES
        if known[stage] or unknown[stage]
    ]
