"""What we have ready for an answer, as far as the plan knows: never made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...assessment import Question
from ...deal.model import Deal
from ..worded import sentence

MOST: Final = 2
_ISSUE: Final = re.compile(r"issues\[([^\]]+)\]")
_INSIGHTS: Final = re.compile(
    r"them\.(view|challenges|needs|decision_drivers|concerns|hopes|emotional_drivers)\b"
)


def replies_to(question: Question, deal: Deal) -> tuple[str, ...]:
    """`If they ..., we ...` for a question: from the concessions planned on its issue and the answers prepared."""
    about = f"{question.path} {question.id}"
    return (*_trades(about, deal), *_answers(about, deal))[:MOST]


def _trades(about: str, deal: Deal) -> Iterator[str]:
    issue = _ISSUE.search(about)
    for concession in (deal.strategy.concessions if deal.strategy else None) or ():
        if issue and concession.issue == issue[1] and concession.ask_in_return:
            label = next(one.label for one in deal.issues or () if one.id == concession.issue)
            yield f"If they need to move on {label}, we trade: {sentence(concession.ask_in_return)}"


def _answers(about: str, deal: Deal) -> Iterator[str]:
    section = _INSIGHTS.search(about)
    for insight in (getattr(deal.them, section[1]) if section else None) or ():
        if insight.answer:
            yield f"If they say “{insight.text.rstrip('.')}”, we answer: {sentence(insight.answer)}"
