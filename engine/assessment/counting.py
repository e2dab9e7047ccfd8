"""Counts what became of the rules, and weighs it into the scores of the stages."""

from __future__ import annotations

from collections.abc import Sequence

from ..deal.base import STAGES, Stage
from ..evaluation import Evaluation
from ..expressions import NOT_APPLICABLE, Code
from ..ruleset import Ruleset
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
    met, failed, unknown = (dict.fromkeys(STAGES, 0) for _ in range(3))
    fires = clear = open = other = errors = 0
    for (stage, weight), result in zip(_weights(evaluation.ruleset), evaluation.results, strict=True):
        for code in (result or _NOTHING_TO_LOOP_OVER) if type(result) is list else (result,):
            if code is False:
                clear += 1
                met[stage] += weight
            elif code is NOT_APPLICABLE:
                other += 1
            elif code is True:
                fires += 1
                failed[stage] += weight
            elif code is None:
                open += 1
                unknown[stage] += weight
            else:
                errors += 1
    counts: Counts = dict(zip(OUTCOMES, (fires, clear, open, other, errors), strict=True))
    return counts, tuple(_scores(met, failed, unknown))


_memory: dict[int, tuple[Ruleset, tuple[tuple[Stage, int], ...]]] = {}
"""Stage and weight of the rules of a set, by its identity. Each entry holds its set, so that no other can have that."""


def _weights(ruleset: Ruleset) -> tuple[tuple[Stage, int], ...]:
    """The stage of each rule and what it counts there; nothing if it makes no findings."""
    found = _memory.get(id(ruleset))
    if found is None:
        _memory.clear()
        found = _memory[id(ruleset)] = (
            ruleset,
            tuple(
                (rule.stage, 0 if rule.message is None else weight_of(rule.severity))
                for rule in ruleset.rules
            ),
        )
    return found[1]


def _scores(met: dict[Stage, int], failed: dict[Stage, int], unknown: dict[Stage, int]) -> Sequence[Score]:
    return [
        Score(stage, met[stage] + failed[stage], met[stage], unknown[stage])
        for stage in STAGES
        if met[stage] or failed[stage] or unknown[stage]
    ]
