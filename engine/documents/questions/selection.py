"""Which questions go to the meeting, and in which order: what the answer settles selects, conversation orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final, Literal

from ...assessment import Question
from ...deal.talks import QuestionAsked, words_asked
from ...texts import Texts, texts_for

Kind = Literal["open", "probing", "confirming"]
MOST: Final = 7
"""Questions that a meeting of an hour or two can hold."""
OWN_MOST: Final = 3
"""Places kept for questions that the plan itself wants to put."""

_ORDER: Final = ("open", "probing", "confirming")
_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class _Signs:
    """The words of a language by which a question is known as one of a kind."""

    auxiliaries: frozenset[str]
    probing: frozenset[str]
    measured: frozenset[str]
    measuring: frozenset[str]
    open: frozenset[str]


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
    questions: Sequence[Question],
    own: Sequence[QuestionAsked] = (),
    texts: Texts | None = None,
    *,
    most: int = MOST,
) -> QuestionPlan:
    """The plan for a meeting. `own` are the questions that the deal itself lists; answered ones are done.

    `texts` are those of the language that the questions are put in, English unless given.
    """
    signs = _signs(texts or texts_for())
    candidates = tuple(_without_repeats([*own_questions(own), *_by_rank(questions)]))
    chosen = _chosen(candidates, most)
    ordered = sorted(chosen, key=partial(_place_in_talk, signs))
    ourselves = [question for question in _by_rank(questions) if question.to == "us"]
    return QuestionPlan(
        for_them=tuple(_number(signs, ordered)),
        for_us=tuple(_number(signs, ourselves)),
        left_out=len(candidates) - len(chosen),
    )


def kind_of(text: str, texts: Texts | None = None) -> Kind:
    """What a question asks for: `open` lets them talk, `probing` wants a fact, `confirming` a yes or no."""
    return _kind(_signs(texts or texts_for()), text)


def _kind(signs: _Signs, text: str) -> Kind:
    words = re.findall(r"[^\W\d_]+", re.split(r"[.:] ", text)[-1].lower())
    if not words or words[0] in signs.auxiliaries:
        return "confirming"
    for word, following in pairwise([*words, ""]):
        if word in signs.probing or (word in signs.measured and following in signs.measuring):
            return "probing"
        if word in signs.open:
            return "open"
    return "confirming"


@lru_cache(_KEPT)
def _signs(texts: Texts) -> _Signs:
    return _Signs(*(frozenset(texts(f"questions.words.{one.name}").split()) for one in fields(_Signs)))


def own_questions(asked: Sequence[QuestionAsked]) -> Iterator[Question]:
    """Open questions that the deal itself lists, those not yet put first; rank 0 tells them from the assessment's."""
    waiting = [one for one in asked if not one.is_answered]
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
        words = words_asked(question.text)
        if question.to != "us" and words not in seen:
            seen.add(words)
            yield question


def _place_in_talk(signs: _Signs, question: Question) -> tuple[bool, int, int]:
    return question.sensitive, _ORDER.index(_kind(signs, question.text)), question.rank


def _number(signs: _Signs, questions: Sequence[Question]) -> Iterator[Numbered]:
    for number, question in enumerate(questions, start=1):
        yield Numbered(number, question, _kind(signs, question.text))
