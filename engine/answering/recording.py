"""Puts answers into the text of a deal file; everything else in it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..assessment.waivers import subject_matches
from ..deal.base import Origin
from ..deal.edit import append_item, set_value
from ..deal.edit.paths import at
from ..deal.model import Deal
from ..deal.reading import parse_deal
from ..errors import DealError, NegotiaError, Problem
from ..source import Format, read_source
from .slots import Slot, UnknownPath, find_slot
from .values import Unfit, fitted_value, typed_value, with_source

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """What belongs into a field of the deal.

    `value` is data of a file, or with `typed` the text that a person typed. `given_in`, `line` and `column` tell
    where the answer stands, for messages.
    """

    path: str
    value: Any
    source: Origin | None = None
    typed: bool = False
    given_in: str = "answer"
    line: int = 0
    column: int = 0

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """A problem with this answer."""
        return Problem(code, message, self.given_in, self.line, self.column, self.path, hint)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A deal with answers in it."""

    text: str
    deal: Deal
    sourceless: tuple[Answer, ...]
    """Answers about the other side with a source that their fields have no place for."""


def record(text: str, name: str, answers: Sequence[Answer], as_of: date, *, format: Format) -> Recorded:
    """The text of the deal with the answers in it.

    A field is set, and what is missing on the way to it is made; to a list the answer is added, unless the list said
    `none`. Raises DealError with every answer that cannot be recorded, or that makes the deal one that cannot be
    read.
    """
    problems: list[Problem] = []
    sourceless = []
    for answer in answers:
        try:
            slot = find_slot(answer.path, read_source(text, name, format=format).data)
            text = _put(text, slot, answer, as_of, format)
            if answer.source is not None and slot.is_theirs and slot.source_kept == "nowhere":
                sourceless.append(answer)
        except UnknownPath as mistake:
            problems.append(answer.problem("unknown-path", str(mistake), mistake.hint))
        except (Unfit, NegotiaError) as mistake:
            problems.append(answer.problem("wrong-answer", str(mistake), getattr(mistake, "hint", "")))
    if problems:
        raise DealError(problems)
    try:
        return Recorded(text, parse_deal(text, name, format=format), tuple(sourceless))
    except DealError as error:
        raise DealError(_traced(problem, answers) for problem in error.problems) from None


def _put(text: str, slot: Slot, answer: Answer, as_of: date, format: Format) -> str:
    value = typed_value(answer.value, slot) if answer.typed else answer.value
    value = fitted_value(value, slot)
    if answer.source is not None:
        value = with_source(value, slot, answer.source, as_of)
    if slot.is_list:
        return _added(text, slot, value, answer, format)
    text = set_value(text, slot.steps, value, format=format)
    if answer.source is not None and slot.source_kept == "beside":
        text = set_value(text, (*slot.steps[:-1], "source"), answer.source, format=format)
    return text


def _added(text: str, slot: Slot, value: list[Any], answer: Answer, format: Format) -> str:
    present = at(read_source(text, answer.given_in, format=format).data, slot.steps)
    if isinstance(present, list) and present:
        for item in value:
            text = append_item(text, slot.steps, item, format=format)
        return text
    kept = [present] if isinstance(present, str) and present.strip().lower() != _NONE else []
    return set_value(text, slot.steps, _written([*kept, *value], slot), format=format)


def _written(items: list[Any], slot: Slot) -> Any:
    """`none` alone is written as people write it."""
    return _NONE if items == [_NONE] and slot.kind == "texts" else items


def _traced(problem: Problem, answers: Sequence[Answer]) -> Problem:
    """A problem of the new text, which nobody has seen, as a problem with the answer that made it."""
    for answer in answers:
        above, below = sorted((answer.path, problem.path), key=len)
        if above and subject_matches(above, below):
            given = (answer.given_in, answer.line, answer.column)
            return Problem(problem.code, problem.message, *given, problem.path, problem.hint)
    return problem
