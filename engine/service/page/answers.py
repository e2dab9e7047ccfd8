"""Answers of a form -> the new text of the deal, and what they settled."""

from __future__ import annotations

from dataclasses import dataclass

from ...answering import answer_deal, inquire
from ...assessment import Question
from ...deal.edit import append_item, set_value
from ...deal.model import Deal
from ...deal.reading import parse_deal
from ...deal.talks import words_asked
from ...output.words import counted
from ...source import Format
from ...usecases import DealText
from ..storage.deals import Text
from ..tasks import Asked, Kit
from .asking import answers_of
from .forms import Posted


@dataclass(frozen=True, slots=True)
class Settled:
    """A deal with answers in its text; `told` says what came of them."""

    deal: Deal
    text: Text
    told: str


def settle(kit: Kit, plan: DealText, asked: Asked, posted: Posted) -> Settled | None:
    """Puts the answers of a form into the deal; None for a form without any. Raises DealError."""
    text, format = str(plan.text), plan.format or "yaml"
    before = inquire(text, plan.name, kit.ruleset(asked.locale), asked.as_of, format=format)
    answers = answers_of(posted, before.data)
    id = posted.text("question")
    question = next((one.question for one in before.questions if one.question.id == id), None)
    put = question is not None and posted.text("put") == "yes"
    if not answers and not put:
        return None
    answered = answer_deal(before, answers)
    text = answered.after.text
    if put and question is not None:
        text = _put(text, question, format)
    deal = parse_deal(text, plan.name, format=format)
    comparison = answered.comparison
    done = [
        f"{counted(len(comparison.answered), 'question')} answered",
        f"{counted(len(comparison.fixed), 'finding')} gone",
        f"{counted(len(comparison.new), 'finding')} new",
    ]
    told = f"Saved: {', '.join(done)}." if answers else "Noted: we have asked this."
    return Settled(deal, Text(text, format), told)


def _put(text: str, question: Question, format: Format) -> str:
    """The text in which the question is one that was put to them."""
    deal = parse_deal(text, "plan", format=format)
    asked = (deal.exchange and deal.exchange.questions) or ()
    for index, one in enumerate(asked):
        if words_asked(one.question) == words_asked(question.text):
            return set_value(text, ("exchange", "questions", index, "status"), "asked", format=format)
    item = {"question": question.text, "to": question.to, "status": "asked"}
    return append_item(text, ("exchange", "questions"), item, format=format)
