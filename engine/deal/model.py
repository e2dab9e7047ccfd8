"""The deal description: one typed, frozen tree; everything but four names may be absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import Field, PrivateAttr

from .base import Currency, Day, Name, Number, Section, Stage, Text, Truth, optional, required
from .issues import Issue, Pricing
from .outcome import Agreement, Commitment
from .parties import Basis, Party
from .plan import Approval, Meeting, Strategy
from .sides import Buying, RenewalOf
from .talks import Bargaining, Clarification, Exchange

if TYPE_CHECKING:
    from ..source import Source

SCHEMA: Final = "negotia/deal/1"


class ContractValue(Section):
    """What the deal is worth."""

    amount: Number | None = optional("The amount, in the deal's currency.")
    basis: Basis | None = optional("TCV, ACV, ARR, monthly or one-time.")
    tax_included: Truth | None = optional("Whether tax is in it.")


class Header(Section):
    """What deal this is and where it stands."""

    id: Name = required("Key of the deal; its documents are filed under it.")
    title: Name = required("What the deal is called.")
    opportunity_id: Text | None = optional("Key in the CRM.")
    subject: Literal["services", "subscription", "goods", "mixed"] | None = optional("What is sold.")
    currency: Currency | None = optional("Currency by ISO 4217; nothing is converted.")
    contract_value: ContractValue | None = optional("What the deal is worth.")
    our_role: Literal["seller", "buyer"] | None = optional("Our side of the table.")
    stage: Stage | None = optional("Stage of the negotiation; preparation unless stated.")
    approach: Literal["integrative", "distributive"] | None = optional("Win-win or hard bargaining.")
    approach_reason: Text | None = optional("Why the approach fits this counterpart.")
    relationship: Literal["one-off", "repeat", "strategic"] | None = optional("What we want with them.")
    public_tender: Truth | None = optional("Whether public procurement rules apply.")
    consumer: Truth | None = optional("Whether the other side is a consumer.")
    regulated: Truth | None = optional("Whether a regulator has a say.")
    owner: Text | None = optional("Who answers for the deal.")
    close_date: Day | None = optional("When we mean to close.")
    effective_date: Day | None = optional("When the agreement takes effect.")
    complexity: Literal["simple", "standard", "complex"] | None = optional("Derived unless stated.")


class Waiver(Section):
    """A finding that is accepted for now."""

    keyed_by: ClassVar[tuple[str, ...]] = ("rule",)
    rule: Name = required("Id of the rule.")
    subject: Text | None = optional("What it is about; every subject of the rule unless stated.")
    reason: Name = required("Why it is accepted.")
    by: Name = required("Who accepts it.")
    until: Day | None = optional("Last day it holds; blockers need one.")

    @classmethod
    def compose_key(cls, get: Callable[[str], Any]) -> str:
        """A rule may be waived for several subjects."""
        rule, subject = get("rule"), get("subject")
        return f"{rule}:{subject}" if rule and subject else str(rule or "")


class Deal(Section):
    """One deal description (schema negotia/deal/1)."""

    schema_: Literal["negotia/deal/1"] = Field(
        default=SCHEMA, alias="schema", description="The schema this file is written to."
    )
    deal: Header = required("What deal this is and where it stands.")
    us: Party = required("Our side.")
    them: Party = required("The other side.")
    issues: tuple[Issue, ...] | None = optional("What is negotiated.")
    pricing: Pricing | None = optional("The price in detail.")
    strategy: Strategy | None = optional("How we mean to negotiate.")
    approvals: tuple[Approval, ...] | None = optional("Consents needed on our side.")
    meetings: tuple[Meeting, ...] | None = optional("Meetings, past and to come.")
    exchange: Exchange | None = optional("The exchange of information.")
    clarification: Clarification | None = optional("The clarification of positions.")
    bargaining: Bargaining | None = optional("The give and take.")
    commitment: Commitment | None = optional("What both sides commit to.")
    agreement: Agreement | None = optional("What the contract needs to know.")
    buying: Buying | None = optional("The buyer's side of a purchase.")
    renewal: RenewalOf | None = optional("The contract that is to be renewed.")
    waivers: tuple[Waiver, ...] | None = optional("Findings accepted for now.")

    _source: Source | None = PrivateAttr(default=None)

    @property
    def id(self) -> str:
        """The deal's id."""
        return self.deal.id

    @property
    def source(self) -> Source | None:
        """The text it was read from; None for a deal made in memory."""
        return self._source

    def issue(self, id: str) -> Issue | None:
        """The issue of that id."""
        return next((issue for issue in self.issues or () if issue.id == id), None)
