"""The questions of an assessment with the fields of the deal that an answer fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..assessment import Assessment, Question
from ..assessment.absence import absent_places
from ..assessment.evidence import paths_read
from ..deal.paths import names, sections
from ..evaluation import Evaluation
from ..ruleset.model import Rule
from .kept import place_beside
from .slots import Slot, UnknownPath, find_slot

_DETAILS = frozenset({"id", "source", "currency", "basis", "as_of"})
"""Fields of a section that nobody is asked for one by one."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question, and the fields that take its answer; without any, no field of the deal does.

    To a question that they are asked and no field is about, the place that takes the answer is beside it.
    """

    question: Question
    slots: tuple[Slot, ...]


def open_questions(
    evaluation: Evaluation, assessment: Assessment, data: Mapping[str, Any]
) -> tuple[OpenQuestion, ...]:
    """The questions in their order. One whose rule names no field goes to those that the rule misses."""
    missed = {
        f"{verdict.rule.id}:{evaluation.subject(verdict)}": verdict
        for verdict in evaluation.verdicts
        if verdict.code is True and verdict.rule.ask is not None
    }
    found = []
    for question in assessment.questions:
        verdict = missed.get(question.id)
        if question.path:
            slots = tuple(_slots([question.path], data))
        elif verdict is None or (question.to != "us" and _looks_at_questions(verdict.rule)):
            slots = ()
        else:
            slots = tuple(_slots([named.text for named in absent_places(evaluation, verdict)], data))
        if not slots and not question.path and question.to != "us":
            slots = (place_beside(question),)
        found.append(OpenQuestion(question, slots))
    return tuple(found)


def _looks_at_questions(rule: Rule) -> bool:
    """Whether the rule is about what they were asked: then no other field that it misses takes the answer."""
    return ("derived", "questions") in set(paths_read(rule.check.condition.root))


def parts_of(slot: Slot, data: Mapping[str, Any]) -> tuple[Slot, ...]:
    """The fields to ask for: a section's own one by one, any other field itself."""
    if slot.kind != "section" or slot.section is None:
        return (slot,)
    asked = (name for name in names(slot.section) if name not in _DETAILS | sections(slot.section).keys())
    return tuple(find_slot(f"{slot.path}.{name}", data) for name in asked)


def _slots(paths: list[str], data: Mapping[str, Any]) -> Iterator[Slot]:
    for path in paths:
        try:
            yield find_slot(path, data)
        except UnknownPath:
            continue  # what is derived from the deal is no field of it
