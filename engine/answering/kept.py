"""Answers that no field of their own takes: they are kept beside their question, under `exchange.questions`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..assessment import Question
from ..deal.edit.paths import at
from ..deal.talks import QuestionAsked, words_asked
from ..errors import DealError
from .recording import Answer
from .slots import Slot, find_slot, item_keys
from .values import Unfit, typed_value

LIST = "exchange.questions"
_STEPS = ("exchange", "questions")


def place_beside(question: Question) -> Slot:
    """Where the answer goes; its path is the question's own id, since no field has it."""
    doc = "Kept with the question under exchange.questions."
    return Slot(question.id.rstrip(":"), _STEPS, "text", doc, QuestionAsked)


def spelt_out(
    answers: Sequence[Answer], questions: Mapping[str, str], data: Mapping[str, Any], as_of: date
) -> Iterator[Answer]:
    """The answers by fields of the deal. `questions` are those without a field: the text of each by its place.

    A question that the deal lists already gets its answer there, any other is added. The value may be a mapping that
    says more than the answer, such as `{answer: Two years, by: Ada}`. Raises DealError for what is no answer.
    """
    for answer in answers:
        text = questions.get(answer.path)
        if text is None:
            yield answer
        else:
            yield from _kept(answer, text, data, as_of)


def _kept(answer: Answer, question: str, data: Mapping[str, Any], as_of: date) -> Iterator[Answer]:
    said = _said(answer, data)
    fields = {"status": "answered", **said, "on": said.get("on", as_of.isoformat())}
    items = at(data, _STEPS) or []
    for key, item in zip(item_keys(QuestionAsked, items), items, strict=True):
        if isinstance(item, Mapping) and words_asked(str(item.get("question"))) == words_asked(question):
            for name, value in fields.items():
                yield replace(answer, path=f"{LIST}[{key}].{name}", value=value, typed=False, source=None)
            return
    yield replace(answer, path=LIST, value={"question": question, **fields}, typed=False, source=None)


def _said(answer: Answer, data: Mapping[str, Any]) -> dict[str, Any]:
    if answer.source == "estimated":
        hint = "ask them; what we believe belongs into clarification.assumptions"
        raise DealError(
            [answer.problem("wrong-answer", "a guess of ours does not answer a question to them", hint)]
        )
    try:
        value = typed_value(answer.value, find_slot(LIST, data)) if answer.typed else answer.value
    except Unfit as mistake:
        raise DealError([answer.problem("wrong-answer", str(mistake), mistake.hint)]) from None
    return dict(value) if isinstance(value, Mapping) else {"answer": value}
