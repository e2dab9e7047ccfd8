"""Asks for answers on a terminal, one question after the other."""

from __future__ import annotations

import sys

import click

from ..answering import Answer, Answered, Inquiry, OpenQuestion, Slot, answer_deal, parts_of
from ..deal.base import Origin
from ..errors import DealError
from ..output.answers import expected, format_question
from ..output.colour import one_line, painter
from .console import reject

_STOP = "q"


class _Stopped(Exception):
    """The person has had enough."""


class Dialogue:
    """One conversation about a deal. An answer is tried at once; one that does not fit is asked for again."""

    def __init__(self, inquiry: Inquiry, source: Origin | None, colour: bool) -> None:
        self._answered = Answered(inquiry, inquiry, ())
        self._source = source
        self._paint = painter(colour)

    def hold(self, most: int | None) -> Answered:
        """The deal with what was answered; `most` is how many questions to ask, None for all.

        What to ask next is chosen anew after each answer, since one answer may settle several questions.
        """
        click.echo("Empty skips a question, q stops. Nothing is written before the end.", err=True)
        asked: set[str] = set()
        try:
            while (most is None or len(asked) < most) and (one := self._next(asked)):
                asked.add(one.question.id)
                self._ask(one, len(asked))
        except _Stopped:
            click.echo(err=True)
        return self._answered

    def _next(self, asked: set[str]) -> OpenQuestion | None:
        questions = self._answered.after.questions
        return next((one for one in questions if one.slots and one.question.id not in asked), None)

    def _ask(self, one: OpenQuestion, number: int) -> None:
        click.echo("\n" + format_question(one.question, number, self._paint), err=True)
        for slot in one.slots:
            for part in parts_of(slot, self._answered.after.data):
                while not self._take(part):
                    pass

    def _take(self, slot: Slot) -> bool:
        """Ask for one field; False when the answer did not fit and is to be asked for again."""
        texts = self._texts(slot)
        if not texts:
            return True
        source = self._source_of(slot)
        answers = [Answer(slot.path, text, source, typed=True) for text in texts]
        try:
            self._answered = self._answered.then(answer_deal(self._answered.after, answers))
        except DealError as error:
            reject(error.problems)
            return False
        return True

    def _texts(self, slot: Slot) -> list[str]:
        several = ", one a line" if slot.is_list else ""
        path = self._paint(one_line(slot.path), "strong")
        click.echo(f"   {path}: {one_line(expected(slot))}{several}. {slot.doc}", err=True)
        texts: list[str] = []
        while text := _typed("   > "):
            texts.append(text)
            if not slot.is_list:
                break
        return texts

    def _source_of(self, slot: Slot) -> Origin | None:
        if self._source is not None or slot.source_kept == "nowhere":
            return self._source if slot.source_kept != "nowhere" else None
        click.echo("   Did they say it, or do we guess? stated, estimated, or empty", err=True)
        while (text := _typed("   > ").lower()) not in ("", "stated", "estimated"):
            click.echo("   stated, estimated, or empty", err=True)
        return "stated" if text == "stated" else "estimated" if text else None


def _typed(prompt: str) -> str:
    """A line from the terminal; the prompt goes to stderr, since stdout is for results."""
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    if not line or line.strip().lower() == _STOP:
        raise _Stopped
    return line.strip()
