"""What we have ready for an answer, as far as the plan knows: never made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...assessment import Question
from ..worded import Words, sentence

MOST: Final = 2
_ISSUE: Final = re.compile(r"issues\[([^\]]+)\]")
_INSIGHTS: Final = re.compile(
    r"them\.(view|challenges|needs|decision_drivers|concerns|hopes|emotional_drivers)\b"
)


def replies_to(question: Question, words: Words) -> tuple[str, ...]:
    """`If they ..., we ...` for a question: from the concessions planned on its issue and the answers prepared."""
    about = f"{question.path} {question.id}"
    return (*_trades(about, words), *_answers(about, words))[:MOST]


def _trades(about: str, words: Words) -> Iterator[str]:
    deal = words.deal
    issue = _ISSUE.search(about)
    for concession in (deal.strategy.concessions if deal.strategy else None) or ():
        if issue and concession.issue == issue[1] and concession.ask_in_return:
            label = next(one.label for one in deal.issues or () if one.id == concession.issue)
            trade = sentence(concession.ask_in_return)
            yield words.texts("questions.ask.trade", issue=label, trade=trade)


def _answers(about: str, words: Words) -> Iterator[str]:
    section = _INSIGHTS.search(about)
    for insight in (getattr(words.deal.them, section[1]) if section else None) or ():
        if insight.answer:
            said, answer = words.quoted(insight.text.rstrip(".")), sentence(insight.answer)
            yield words.texts("questions.ask.reply", said=said, answer=answer)
