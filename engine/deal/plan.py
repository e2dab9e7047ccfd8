"""How we mean to negotiate: strategy, approvals, meetings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Literal

from pydantic import Field

from .base import Count, Day, Moment, Name, Number, Section, Side, Text, Texts, optional, required
from .term import Term


class Tactic(Section):
    """A tactic expected from the other side, and what we do then."""

    keyed_by: ClassVar[tuple[str, ...]] = ("tactic",)
    tactic: Name = required("What they may try.")
    counter: Text | None = optional("What we say or do.")


class Concession(Section):
    """A concession we are willing to make, and its price."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name = required("Short key; offers refer to it.")
    give: Name = required("What we give, in words.")
    issue: Text | None = optional("Id of the issue on which we give.")
    from_: Term | None = Field(default=None, alias="from", description="Where we stand before it.")
    to: Term | None = optional("Where we stand after it.")
    ask_in_return: Text | None = optional("What we ask for it: if you ..., then we ...")
    cost_to_us: Number | None = optional("What it costs us, in the deal's currency.")
    value_to_them: Number | None = optional("What it is worth to them, in the deal's currency.")
    order: Count | None = optional("When it may be used; 1 comes first.")


class AuthorityLimit(Section):
    """How far someone of ours may go alone."""

    keyed_by: ClassVar[tuple[str, ...]] = ("who",)
    who: Name = required("Whose limit it is.")
    issue: Text | None = optional("Id of the issue it is about.")
    up_to: Number | None = optional("Highest value they may agree to.")
    down_to: Number | None = optional("Lowest value they may agree to.")

    @classmethod
    def compose_key(cls, get: Callable[[str], Any]) -> str:
        """One person may hold a limit an issue."""
        who, issue = get("who"), get("issue")
        return f"{who}/{issue}" if who and issue else str(who or "")


class Solution(Section):
    """A problem of theirs that we solve."""

    keyed_by: ClassVar[tuple[str, ...]] = ("problem",)
    problem: Name = required("The problem, as they see it.")
    how: Text | None = optional("How we solve it.")


class Strategy(Section):
    """The way we mean to negotiate, and about what."""

    process: Text | None = optional("How we negotiate: sequence, pace, who leads.")
    content: Text | None = optional("What we negotiate: priorities, what may move, what may not.")
    opens_first: Side | None = optional("Who opens.")
    message: Text | None = optional("What we want them to take away, tailored to what they care about.")
    solves: tuple[Solution, ...] | None = optional("Problems of theirs that we solve.")
    tactics: tuple[Tactic, ...] | None = optional("Tactics expected from them, with our counter.")
    concessions: tuple[Concession, ...] | None = optional("Concessions prepared in advance.")
    authority: tuple[AuthorityLimit, ...] | None = optional("How far our people may go alone.")


class Approval(Section):
    """Something that needs someone's consent on our side."""

    keyed_by: ClassVar[tuple[str, ...]] = ("item",)
    item: Name = required("What needs consent.")
    threshold: Text | None = optional("From which point consent is needed.")
    approver: Text | None = optional("Who decides.")
    status: Literal["requested", "granted", "refused"] | None = optional("Where it stands.")
    on: Day | None = optional("Date of the decision.")
    scope: Text | None = optional("What exactly was granted.")
    expires: Day | None = optional("Until when it holds.")


class AgendaItem(Section):
    """A point of the agenda."""

    keyed_by: ClassVar[tuple[str, ...]] = ("topic",)
    topic: Name = required("What is talked about.")
    minutes: Count | None = optional("Time for it.")
    speaker: Literal["us", "them", "both"] | None = optional("Who speaks.")


class GroundRules(Section):
    """How the meeting is run."""

    time_limits: Text | None = optional("Time limits agreed.")
    speaking_order: Text | None = optional("Who speaks when.")
    topic_boundaries: Text | None = optional("What is on the table and what is not.")


class Meeting(Section):
    """A meeting; the first one after the day of the check is the one prepared for."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "at")
    id: Name | None = optional("Short key.")
    purpose: (
        Literal["presentation", "exchange", "clarification", "bargaining", "closing", "review", "internal"]
        | None
    ) = optional("What kind of meeting.")
    objective: Text | None = optional("What we want to have at its end.")
    commitment: Text | None = optional("The commitment we will ask for.")
    at: Moment | None = optional("When it starts, with zone.")
    place: Text | None = optional("Where, or by which means.")
    minutes: Count | None = optional("How long it lasts.")
    attendees: Texts | None = optional("Who attends, of both sides.")
    agenda: tuple[AgendaItem, ...] | None = optional("The agenda.")
    ground_rules: GroundRules | None = optional("How it is run.")
    breaks: Text | None = optional("Breaks planned.")
    setting: Text | None = optional("Room, refreshments: what makes people comfortable.")
    note_taker: Text | None = optional("Who takes notes.")
