"""What is negotiated: the issues with both sides' positions, and the price in detail."""

from __future__ import annotations

from typing import ClassVar, Literal

from .base import Count, Day, Name, Number, Section, Step, Text, Texts, Truth, optional, required
from .term import Quantity, Term

Kind = Literal["money", "number", "percent", "duration", "date", "choice", "text"]
Tier = Literal["must_have", "trade", "nice_to_have"]


class Position(Section):
    """Where a side stands on one issue."""

    opening: Term | None = optional("First position.")
    target: Term | None = optional("Realistic aim.")
    walkaway: Term | None = optional("The limit.")
    rank: Count | None = optional("Importance among the issues; 1 matters most.")
    weight: Quantity | None = optional("Share of the total value; an alternative to rank.")
    prefers: Literal["higher", "lower"] | None = optional("Which direction is better for this side.")
    scores: dict[Text, Number] | None = optional(
        "Worth of each option; on a number or date, points of a line of worth that has bends."
    )
    rationale: Text | None = optional("The reasoning behind the position, fit to be said.")
    why: Text | None = optional("The interest behind it: why it matters.")
    evidence: Texts | None = optional("Data, case studies or testimonials that support it.")


class Issue(Section):
    """One thing that is negotiated."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name = required("Short key; offers and concessions refer to it.")
    name: Text | None = optional("What the issue is called in documents.")
    kind: Kind = required("What its values are; they are read and compared accordingly.")
    unit: Text | None = optional("Unit of the number, such as months, days or users.")
    options: Texts | None = optional("The possible values, for kind choice.")
    step: Step | None = optional(
        "How far apart its values are (days for a date); a sensible step unless stated."
    )
    monetary: Truth | None = optional("Whether it is about money.")
    tier: Tier | None = optional("must_have, trade or nice_to_have, for us.")
    hard: Truth | None = optional("Whether our walk-away on it is a hard limit.")
    negotiable: Truth | None = optional("False when it is fixed; otherwise it may move.")
    ours: Position | None = optional("Our position.")
    theirs: Position | None = optional("Their position, as far as known.")

    @property
    def label(self) -> str:
        """What to call the issue in a sentence."""
        return self.name or self.id


class Pricing(Section):
    """The price in detail. Cost and margin never leave the house."""

    list_price: Number | None = optional("List price on the basis of the contract value.")
    discount: Number | None = optional("Discount in percent of the list price.")
    floor: Number | None = optional("Lowest price that may be offered.")
    quantity: Number | None = optional("Number of units.")
    unit: Text | None = optional("What is counted.")
    billing_frequency: Text | None = optional("How often is billed.")
    payment_terms: Text | None = optional("When payment is due.")
    indexation: Text | None = optional("How the price follows an index.")
    validity: Day | None = optional("Until when the price holds.")
    justification: Texts | None = optional(
        "What shows that the price is worth it: data, cases, testimonials."
    )
    cost: Number | None = optional("Our cost (internal).")
    margin: Number | None = optional("Our margin in percent (internal).")
