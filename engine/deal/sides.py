"""What only a buyer has, and what only a renewal has."""

from __future__ import annotations

from typing import ClassVar, Literal

from .base import Currency, Day, Name, Number, Section, Text, Truth, optional, required


class Bid(Section):
    """A competing bid."""

    keyed_by: ClassVar[tuple[str, ...]] = ("supplier",)
    supplier: Name = required("Who bids.")
    amount: Number | None = optional("Its amount on the basis of the contract value.")
    currency: Currency | None = optional("Its currency; the deal's own.")
    valid_until: Day | None = optional("Until when it holds.")
    comparable: Truth | None = optional("Whether its scope is the same.")
    note: Text | None = optional("What differs.")


class Criterion(Section):
    """A criterion of the award."""

    keyed_by: ClassVar[tuple[str, ...]] = ("criterion",)
    criterion: Name = required("What counts.")
    weight: Number | None = optional("Weight in percent.")


class Buying(Section):
    """The buyer's side of a purchase."""

    rfx: Text | None = optional("Reference of the request for information, proposal or quotation.")
    approved_budget: Number | None = optional("Budget approved, on the basis of the contract value.")
    competing_bids: tuple[Bid, ...] | None = optional("Bids of others.")
    award_criteria: tuple[Criterion, ...] | None = optional("How the award is decided.")
    should_cost: Number | None = optional("What it should cost by our own calculation.")
    switching_cost: Number | None = optional("What a change of supplier would cost us.")


class RenewalOf(Section):
    """The contract that is to be renewed."""

    contract_end: Day | None = optional("Its last day.")
    notice_deadline: Day | None = optional("Last day to give notice.")
    current_price: Number | None = optional("Price today, on the basis of the contract value.")
    usage: Text | None = optional("How much it is used.")
    service_record: Text | None = optional("How the service has been.")
    churn_risk: Literal["low", "medium", "high"] | None = optional("Risk that they leave.")
