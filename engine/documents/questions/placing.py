"""A question list that came back -> answers for the fields of its deal, and what none of them takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ...answering import Answer, Inquiry, OpenQuestion, Slot, find_slot
from ...answering.recording import record
from ...deal.base import Origin
from ...deal.edit.paths import at
from ...deal.paths import names
from ...deal.reading import parse_deal
from ...errors import DealError, Problem, SourceError
from .reading import Filled, FilledList
from .rendering import mark_of, tag_of
from .selection import own_questions

_STATED: Final = frozenset({"stated", "evidenced"})
_OWN: Final = 0
"""The rank of a question that the deal itself lists."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer that is in no field now: the question, what stands there, why, and the fields that would take it."""

    question: str
    answer: str
    reason: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back with a list: `answers` all fit into the deal together; `made_on` is the day of the list."""

    name: str
    made_on: date | None
    answers: tuple[Answer, ...]
    unplaced: tuple[Unplaced, ...]


def place_answers(found: FilledList, inquiry: Inquiry, source: Origin | None = None) -> Returned:
    """The answers of a list for the deal asked about. Raises SourceError if the list is of another deal.

    A box tells whether they said it; on the list for the other side they wrote themselves. Without either, an
    answer has the `source` given. What is parked is no answer.
    """
    known = _Known(inquiry)
    if found.mark != mark_of(known.deal_id) and (found.mark or not any(map(known.find, found.filled))):
        message = f"this list was made for another deal, not for {known.deal_id!r}"
        hint = "name the deal that it belongs to, or put single answers in with --set"
        raise SourceError([Problem("other-deal", message, found.name, hint=hint)])
    desk = _Desk(inquiry, known, found.name, source)
    for one in found.filled:
        desk.take(one)
    return Returned(found.name, found.made_on, tuple(desk.answers), tuple(desk.unplaced))


class _Known:
    """The open questions of a deal, found by their tag or by their words."""

    def __init__(self, inquiry: Inquiry) -> None:
        deal = parse_deal(inquiry.text, inquiry.name, format=inquiry.format)
        own = own_questions((deal.exchange.questions if deal.exchange else None) or ())
        asked = [
            *inquiry.questions,
            *(OpenQuestion(one, (find_slot(one.path, inquiry.data),)) for one in own),
        ]
        self.deal_id = deal.id
        self._by_tag = {tag_of(one.question.id): one for one in asked}
        self._by_words = {_words(one.question.text): one for one in asked}

    def find(self, one: Filled) -> OpenQuestion | None:
        """The open question; a to-do without a tag shows its follow-up behind its words."""
        if one.tag:
            return self._by_tag.get(one.tag)
        words = _words(one.question)
        exact = self._by_words.get(words)
        return exact or next((q for text, q in self._by_words.items() if words.startswith(text + " ")), None)


class _Desk:
    """Takes one filled-in question after the other, and keeps what fits into the deal."""

    def __init__(self, inquiry: Inquiry, known: _Known, name: str, source: Origin | None) -> None:
        self._inquiry, self._known, self._name, self._source = inquiry, known, name, source
        self._text = inquiry.text
        self.answers: list[Answer] = []
        self.unplaced: list[Unplaced] = []

    def take(self, one: Filled) -> None:
        asked = self._known.find(one)
        if asked is None:
            if one.lines:
                self._leave(one, "the plan does not ask this, or not any more")
        elif refusal := _refusal(one):
            self._leave(one, refusal, asked)
        elif one.lines:
            self._place(one, asked)
        elif "parked" in one.ticked and asked.question.rank == _OWN:
            self._keep([Answer(_status_path(asked), "asked", given_in=self._name)])

    def _place(self, one: Filled, asked: OpenQuestion) -> None:
        slot = _field_for(asked.slots, self._inquiry.data)
        if slot is None:
            several = "the answer belongs into more than one field" if asked.slots else "no field takes it"
            self._leave(one, several, asked)
            return
        source: Origin | None = "stated" if one.ticked & _STATED or not one.has_boxes else self._source
        texts = one.lines if slot.is_list else (" ".join(one.lines),)
        answers = [
            Answer(slot.path, _as_option(text, slot), source, typed=True, given_in=self._name)
            for text in texts
            if not _stands_there(text, slot, self._inquiry.data)
        ]
        if asked.question.rank == _OWN:
            answers.append(Answer(_status_path(asked), "answered", given_in=self._name))
        if problem := self._keep(answers):
            self._leave(one, problem, asked)

    def _keep(self, answers: Sequence[Answer]) -> str:
        """Takes the answers, all or none; why not, if they do not fit."""
        inquiry = self._inquiry
        try:
            filed = inquiry.filed(answers)
            recorded = record(self._text, inquiry.name, filed, inquiry.as_of, format=inquiry.format)
        except DealError as error:
            first = error.problems[0]
            return f"{first.message} ({first.hint})" if first.hint else first.message
        self._text = recorded.text
        self.answers += answers
        return ""

    def _leave(self, one: Filled, reason: str, asked: OpenQuestion | None = None) -> None:
        paths = tuple(slot.path for slot in asked.slots) if asked else ()
        question = asked.question.text if asked else one.question
        self.unplaced.append(Unplaced(question, " ".join(one.lines), reason, paths))


def _refusal(one: Filled) -> str:
    """Why what stands at an open question cannot be an answer to it; empty if it can, or nothing stands there."""
    if "cleared" in one.ticked:
        return "ticked as cleared, but the plan does not say it yet"
    if "parked" in one.ticked and one.ticked & _STATED:
        return "parked, and stated or evidenced, are ticked at once"
    if "parked" in one.ticked and one.lines:
        return "parked: not taken as an answer yet"
    if one.ticked & _STATED and not one.lines:
        return f"{' and '.join(sorted(one.ticked))} ticked, but there is no answer"
    return ""


def _field_for(slots: Sequence[Slot], data: Mapping[str, Any]) -> Slot | None:
    """The one field that takes a text: of a section the summary, where it has one."""
    if len(slots) != 1:
        return None
    (slot,) = slots
    if slot.kind != "section" or slot.section is None:
        return slot
    return find_slot(f"{slot.path}.summary", data) if "summary" in names(slot.section) else None


def _as_option(text: str, slot: Slot) -> str:
    """The option that is meant, whatever its capitals; any other text as it is."""
    return next((option for option in slot.options if option.casefold() == text.casefold()), text)


def _stands_there(text: str, slot: Slot, data: Mapping[str, Any]) -> bool:
    """Whether a list has the item already, so that a file can be read twice."""
    present = at(data, slot.steps) if slot.is_list else None
    items: Iterator[Any] = iter(present) if isinstance(present, list) else iter(())
    return any(
        text == item or (isinstance(item, Mapping) and text in map(str, item.values())) for item in items
    )


def _status_path(asked: OpenQuestion) -> str:
    return asked.question.path.removesuffix("answer") + "status"


def _words(text: str) -> str:
    return " ".join(text.split())
