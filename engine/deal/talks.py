"""What happened at the table: information exchanged, positions clarified, offers made."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, Literal

from .base import Count, Currency, Day, Name, Number, Section, Side, Text, Texts, Truth, optional, required
from .parties import Insight
from .term import Term


class Case(Section):
    """What a side said for itself."""

    position: Text | None = optional("The position as stated.")
    rationale: Text | None = optional("The reasoning given with it.")
    interests: Texts | None = optional("Why it matters to them.")
    concerns: Texts | None = optional("What worries them.")
    hopes: Texts | None = optional("What they hope for.")


class QuestionAsked(Section):
    """A question to the other side, and what came of it."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "question")
    id: Name | None = optional("Short key.")
    question: Name = required("The question.")
    to: Text | None = optional("Whom we ask.")
    status: Literal["open", "asked", "answered"] | None = optional("Where it stands.")
    answer: Text | None = optional("What they said.")
    by: Text | None = optional("Who answered.")
    on: Day | None = optional("When.")

    @property
    def is_answered(self) -> bool:
        """Whether an answer is there, or is said to be."""
        return self.status == "answered" or self.answer is not None


def words_asked(question: str) -> str:
    """The words of a question alone: two that differ in nothing else are the same one."""
    return " ".join(re.findall(r"\w+", question.lower()))


class Revisit(Section):
    """What we did with our terms once we knew their opening."""

    decision: Literal["keep", "adjust"] = required("Whether our terms stay or change.")
    reason: Text | None = optional("Why.")


class Exchange(Section):
    """The exchange of information."""

    our_case: Case | None = optional("What we say for ourselves.")
    their_case: Case | None = optional("What they said for themselves.")
    questions: tuple[QuestionAsked, ...] | None = optional("Questions put to them.")
    listening_plan: Text | None = optional("How we listen: paraphrasing, clarifying questions, notes.")
    terms_revisited: Revisit | None = optional("Our terms, looked at again after their opening.")


class Claim(Section):
    """An assertion that a position rests on."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "statement")
    id: Name | None = optional("Short key.")
    by: Side = required("Who asserts it.")
    statement: Name = required("What is asserted.")
    issue: Text | None = optional("Id of the issue it is about.")
    evidence: Texts | None = optional("What supports it.")
    status: Literal["open", "questioned", "supported", "conceded"] | None = optional("Where it stands.")


class Disagreement(Section):
    """A point of contention."""

    keyed_by: ClassVar[tuple[str, ...]] = ("topic",)
    topic: Name = required("What it is about.")
    about: Literal["issue", "person"] | None = optional("Whether it is about a matter or a person.")
    status: Literal["open", "resolved"] | None = optional("Where it stands.")
    handling: Text | None = optional("How we mean to address it.")


class Misunderstanding(Section):
    """Something the sides understood differently."""

    keyed_by: ClassVar[tuple[str, ...]] = ("topic",)
    topic: Name = required("What it is about.")
    status: Literal["open", "cleared"] | None = optional("Where it stands.")
    resolution: Text | None = optional("What was meant.")


class Assumption(Section):
    """Something we take for granted."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "assumption")
    id: Name | None = optional("Short key.")
    assumption: Name = required("What we take for granted.")
    tested: Truth | None = optional("Whether we asked them.")
    result: Text | None = optional("What came out.")


class NewInformation(Section):
    """Something learnt in the talks, and what we decided because of it."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "information")
    id: Name | None = optional("Short key.")
    information: Name = required("What was learnt.")
    decision: Literal["keep", "adjust"] | None = optional("What it does to our position.")
    reason: Text | None = optional("Why.")


class AgreedPoint(Section):
    """Something both sides have said yes to."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "point")
    id: Name | None = optional("Short key.")
    point: Name = required("What is agreed.")
    issue: Text | None = optional("Id of the issue it is about.")
    documented: Text | None = optional("Where it is written down.")


class Clarification(Section):
    """The clarification of positions."""

    claims: tuple[Claim, ...] | None = optional("Assertions of both sides.")
    disagreements: tuple[Disagreement, ...] | None = optional("Points of contention.")
    common_interests: Texts | None = optional("What both sides want.")
    misunderstandings: tuple[Misunderstanding, ...] | None = optional("What was understood differently.")
    assumptions: tuple[Assumption, ...] | None = optional("What we take for granted.")
    hidden_drivers: tuple[Insight, ...] | None = optional("Unstated motives, as far as known.")
    new_information: tuple[NewInformation, ...] | None = optional("What was learnt, and decided.")
    agreed_points: tuple[AgreedPoint, ...] | None = optional("What is agreed so far.")


class Offer(Section):
    """An offer or counteroffer: a package of terms."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name | None = optional("Short key; round and side unless given.")
    round: Count = required("The round it belongs to; 1 is the first.")
    by: Side = required("Whose offer it is.")
    at: Day | None = optional("When it was made.")
    channel: Text | None = optional("How it was made.")
    valid_until: Day | None = optional("Until when it holds.")
    terms: dict[Text, Term] | None = optional(
        "Value of each issue, by issue id; what is left out stays as it was."
    )
    conditions: Texts | None = optional("What it depends on: if they ...")
    alternatives: Text | None = optional("Name of the set of equal alternatives it belongs to.")
    creative: Text | None = optional("The new option it brings, in words.")
    status: Literal["draft", "sent", "accepted", "rejected", "withdrawn", "lapsed"] | None = optional(
        "Where it stands."
    )
    subject_to_contract: Truth | None = optional("Whether it binds only by a signed contract.")
    total: Number | None = optional("Its total on the basis of the contract value.")
    currency: Currency | None = optional("Currency of the total; the deal's own.")
    correction: Truth | None = optional("True when it only corrects a mistake in the one before.")
    scope: Literal["same", "reduced", "extended"] | None = optional("What it does to the scope.")
    concessions: Texts | None = optional("Ids of the planned concessions it uses.")
    departure: Text | None = optional("Why it departs from the concessions prepared.")
    note: Text | None = optional("Anything else about it.")

    @classmethod
    def compose_key(cls, get: Callable[[str], Any]) -> str:
        """`id`, else side and round."""
        if get("id"):
            return str(get("id"))
        side, round = get("by"), get("round")
        return "" if side is None or round is None else f"{side}@{round}"


class Incident(Section):
    """Behaviour that made the talks difficult."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "what")
    id: Name | None = optional("Short key.")
    kind: Literal["aggression", "pressure", "emotion"] = required("What it was.")
    by: Side = required("Whose behaviour it was.")
    what: Name = required("What happened.")
    round: Count | None = optional("In which round.")
    at: Day | None = optional("When.")
    response: Text | None = optional("What we did.")
    documented: Truth | None = optional("Whether it is on record.")
    witness: Text | None = optional("Who of ours was there as well.")


ImpasseTactic = Literal[
    "reframe",
    "new-variable",
    "third-party",
    "break",
    "partial-agreement",
    "problem-solving",
    "escalate",
    "walk-away",
]


class TacticTried(Section):
    """A way out of a deadlock that was tried."""

    keyed_by: ClassVar[tuple[str, ...]] = ("tactic",)
    tactic: ImpasseTactic = required("Which way out.")
    round: Count | None = optional("In which round.")
    worked: Truth | None = optional("Whether it moved things.")
    note: Text | None = optional("What happened.")


class Demand(Section):
    """A demand of theirs outside the issues."""

    keyed_by: ClassVar[tuple[str, ...]] = ("demand",)
    demand: Name = required("What they demand.")
    possible: Truth | None = optional("Whether we can meet it at all.")
    response: Text | None = optional("What we said to it.")


class Bargaining(Section):
    """The give and take."""

    offers: tuple[Offer, ...] | None = optional("Offers of both sides, in the order they were made.")
    demands: tuple[Demand, ...] | None = optional("Demands of theirs outside the issues.")
    incidents: tuple[Incident, ...] | None = optional("Aggression, pressure or emotion on record.")
    impasse_tactics: tuple[TacticTried, ...] | None = optional("Ways out of a deadlock that were tried.")
    halted: Truth | None = optional("Whether the talks have stopped.")
