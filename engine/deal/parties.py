"""The two sides: who they are, what they want, what they do if talks fail."""

from __future__ import annotations

from typing import ClassVar, Literal

from .base import Count, Currency, Name, Origin, Section, Text, Texts, Truth, optional, required
from .term import Quantity

Basis = Literal["TCV", "ACV", "ARR", "monthly", "one-time"]


class Signatory(Section):
    """Who signs for a side."""

    name: Text | None = optional("Full name of the person who signs.")
    title: Text | None = optional("Their title.")
    authority: Text | None = optional(
        "What entitles them to sign (managing director, power of attorney, ...)."
    )


class Insight(Section):
    """One thing known, or guessed, about a side."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "text")
    id: Name | None = optional("Short key, if the text is long.")
    text: Name = required("What is known or guessed.")
    source: Origin | None = optional("stated: they said it; estimated: our guess.")
    by: Text | None = optional("Who said it.")
    answer: Text | None = optional("What we have to say or show to it: evidence, a plan, a term.")


class Interest(Section):
    """What a side really wants, behind its positions."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "interest")
    id: Name | None = optional("Short key, if the text is long.")
    interest: Name = required("What the side wants.")
    why: Text | None = optional("Why it matters to them.")
    priority: Count | None = optional("1 matters most.")
    source: Origin | None = optional("stated: they said it; estimated: our guess.")


class Person(Section):
    """Someone with a say, kept to role, interests and authority."""

    keyed_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Name = required("Full name.")
    role: Text | None = optional("Function or department.")
    decision_role: (
        Literal[
            "economic buyer", "decision-maker", "champion", "influencer", "user", "blocker", "representative"
        ]
        | None
    ) = optional("Part in the decision.")
    represents: Text | None = optional("Whom a representative speaks for.")
    authority: Text | None = optional("What they may decide alone.")
    priorities: Texts | None = optional("What this person cares about, most important first.")
    attends: Truth | None = optional("Whether they sit in the next meeting.")
    skills: (
        tuple[
            Literal[
                "analysis",
                "listening",
                "communication",
                "emotional intelligence",
                "creativity",
                "patience",
            ],
            ...,
        ]
        | None
    ) = optional("What they bring to the table (our people).")
    contact: Text | None = optional("E-mail or telephone.")


class Batna(Section):
    """Best alternative to a negotiated agreement: what the side does if talks fail."""

    summary: Text | None = optional("The alternative, in words.")
    value: Quantity | None = optional("What it is worth, on its basis.")
    currency: Currency | None = optional("Its currency; the deal's own.")
    basis: Basis | None = optional("Basis of the value; the contract value's unless stated.")
    steps: Texts | None = optional("What would make the alternative better.")
    source: Origin | None = optional("Theirs: stated or estimated.")


class Walkaway(Section):
    """The point below which the side prefers its alternative."""

    summary: Text | None = optional("The minimum terms, in words.")
    value: Quantity | None = optional("The limit of the whole deal, on its basis.")
    currency: Currency | None = optional("Its currency; the deal's own.")
    basis: Basis | None = optional("Basis of the value; the contract value's unless stated.")
    reason: Text | None = optional("Why there; a strategic reason if it is worse than the BATNA.")


class Goals(Section):
    """What a side wants from this deal, and beyond it."""

    short_term: Texts | None = optional("What this deal must achieve.")
    long_term: Texts | None = optional("What matters for the relationship.")


class Competitor(Section):
    """Whom, or what, the side could choose instead; `no decision` is one."""

    keyed_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Name = required("Who it is, or `no decision`.")
    position: Text | None = optional("Where they stand: incumbent, finalist, price level.")
    strengths: Texts | None = optional("Where they are better.")
    satisfaction: Text | None = optional("How content the other side is with their service.")


class Party(Section):
    """One side of the negotiation."""

    name: Name = required("The name in everyday use.")
    legal_name: Text | None = optional("Registered name; a draft agreement never guesses it.")
    entity_type: Text | None = optional("Legal form.")
    registration: Text | None = optional("Register and number.")
    address: Text | None = optional("Registered address.")
    notice_address: Text | None = optional("Where notices go, if elsewhere.")
    signatory: Signatory | None = optional("Who signs.")
    people: tuple[Person, ...] | None = optional("The people with a say.")
    batna: Batna | None = optional("Best alternative to a negotiated agreement.")
    walkaway: Walkaway | None = optional("The point at which the side walks away.")
    reservation: Quantity | None = optional("Reservation utility, on the scale of the side's weights.")
    goals: Goals | None = optional("Goals of the deal and of the relationship.")
    strengths: Texts | None = optional("Where the side has leverage.")
    weaknesses: Texts | None = optional("Where the side is vulnerable.")
    interests: tuple[Interest, ...] | None = optional("What they really want, and why.")
    view: tuple[Insight, ...] | None = optional("How they see the situation.")
    challenges: tuple[Insight, ...] | None = optional("Business challenges they face.")
    needs: tuple[Insight, ...] | None = optional("What they need from this deal.")
    decision_drivers: tuple[Insight, ...] | None = optional("What drives their decision.")
    concerns: tuple[Insight, ...] | None = optional("What worries them, and our answer.")
    hopes: tuple[Insight, ...] | None = optional("What they hope for.")
    emotional_drivers: tuple[Insight, ...] | None = optional("What they care about beyond the figures.")
    decision_process: Text | None = optional("Steps and people from proposal to decision.")
    paper_process: Text | None = optional("Steps from decision to signature: legal, procurement, security.")
    compelling_event: Text | None = optional("What makes them act by a date.")
    competition: tuple[Competitor, ...] | None = optional("Whom they could choose instead.")
