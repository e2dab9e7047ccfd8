"""Who of the other side is best asked a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...assessment import Question
from ...deal.parties import Person
from ...texts import Texts

_FIRST_TO_ASK: Final = (
    "champion",
    "representative",
    "decision-maker",
    "economic buyer",
    "influencer",
    "user",
    "blocker",
)


def addressee(question: Question, people: Sequence[Person], texts: Texts) -> str:
    """The name of the person to ask; a role that nobody is known to fill, as a role; empty if nobody is known.

    A person the question names is asked; then one in the role it is meant for; then, of those who attend, the one
    likeliest to be open with us.
    """
    names = [person.name for person in people]
    if question.to in names:
        return question.to
    if question.to != "them":
        in_role = next((person.name for person in people if person.decision_role == question.to), None)
        return in_role or texts("questions.ask.not_named", role=texts.named("role", question.to))
    named = next(
        (name for name in names if f"[{name}]" in question.id or question.text.startswith(name)), None
    )
    if named:
        return named
    present = [person for person in people if person.attends] or list(people)
    return min(present, key=_openness).name if present else ""


def _openness(person: Person) -> int:
    return _FIRST_TO_ASK.index(person.decision_role) if person.decision_role else len(_FIRST_TO_ASK)
