"""Which questions go to the meeting, and in which order: what the answer settles selects, conversation orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from ...assessment import Question
from ...deal.talks import QuestionAsked

Kind = Literal["open", "probing", "confirming"]
MOST: Final = 7
"""Questions that a meeting of an hour or two can hold."""
OWN_MOST: Final = 3
"""Places kept for questions that the plan itself wants to put."""

_ORDER: Final = ("open", "probing", "confirming")
_AUXILIARIES: Final = frozenset(
    (
        "is",
        "are",
        "am",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "have",
        "has",
        "had",
        "may",
        "might",
        "must",
    )
)
_PROBING: Final = frozenset(("why", "which", "when", "where", "who", "whose", "whom"))
_MEASURING: Final = frozenset(
    ("much", "many", "long", "soon", "often", "far", "large", "high", "low", "early", "late")
)
_OPEN: Final = frozenset(("what", "how", "tell", "describe", "explain"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with its number on the list: how documents refer to it."""

    number: int
    question: Question
    kind: Kind


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """The questions for the meeting, those to clear among ourselves before it, and how many were left out."""

    for_them: tuple[Numbered, ...]
    for_us: tuple[Numbered, ...]
    left_out: int


def plan_questions(
    questions: Sequence[Question], own: Sequence[QuestionAsked] = (), *, most: int = MOST
) -> QuestionPlan:
    """The plan for a meeting. `own` are the questions that the deal itself lists; answered ones are done."""
    candidates = tuple(_without_repeats([*own_questions(own), *_by_rank(questions)]))
    chosen = _chosen(candidates, most)
    ordered = sorted(chosen, key=_place_in_talk)
    ourselves = [question for question in _by_rank(questions) if question.to == "us"]
    return QuestionPlan(
        for_them=tuple(_number(ordered)),
        for_us=tuple(_number(ourselves)),
        left_out=len(candidates) - len(chosen),
    )


def kind_of(text: str) -> Kind:
    """What a question asks for: `open` lets them talk, `probing` wants a fact, `confirming` a yes or no."""
    words = re.findall(r"[a-z]+", re.split(r"[.:] ", text)[-1].lower())
    if not words or words[0] in _AUXILIARIES:
        return "confirming"
    for word, following in pairwise([*words, ""]):
        if word in _PROBING or (word == "how" and following in _MEASURING):
            return "probing"
        if word in _OPEN:
            return "open"
    return "confirming"


def own_questions(asked: Sequence[QuestionAsked]) -> Iterator[Question]:
    """Open questions that the deal itself lists, those not yet put first; rank 0 tells them from the assessment's."""
    waiting = [one for one in asked if one.status != "answered" and not one.answer]
    for one in sorted(waiting, key=lambda one: one.status == "asked"):
        path = f"exchange.questions[{one.key}].answer"
        yield Question(
            id=path, to=one.to or "them", text=one.question, why="", follow_up="", path=path, type="text",
            settles=(), rank=0,
        )  # fmt: skip


def _chosen(candidates: Sequence[Question], most: int) -> list[Question]:
    own = [question for question in candidates if question.rank == 0]
    ranked = [question for question in candidates if question.rank > 0]
    reserved = own[:OWN_MOST]
    return [*reserved, *ranked, *own[OWN_MOST:]][:most]


def _by_rank(questions: Sequence[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: question.rank)


def _without_repeats(questions: Sequence[Question]) -> Iterator[Question]:
    seen: set[str] = set()
    for question in questions:
        words = " ".join(re.findall(r"\w+", question.text.lower()))
        if question.to != "us" and words not in seen:
            seen.add(words)
            yield question


def _place_in_talk(question: Question) -> tuple[bool, int, int]:
    return question.sensitive, _ORDER.index(kind_of(question.text)), question.rank


def _number(questions: Sequence[Question]) -> Iterator[Numbered]:
    for number, question in enumerate(questions, start=1):
        yield Numbered(number, question, kind_of(question.text))
