"""Everything that a draft agreement may speak of: the allow-list between a deal and what the other side reads.

A clause can name nothing else, because these classes are its whole vocabulary. What we think, guess, want or pay for
has no field here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

DataRole = Literal["controller", "processor", "joint controller"]


@dataclass(frozen=True, slots=True)
class ContractParty:
    """A party as the contract names it."""

    name: str
    legal_name: str | None
    entity_type: str | None
    registration: str | None
    address: str | None
    notice_address: str | None
    signatory: str | None
    signatory_title: str | None
    authority: str | None


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """The term; `ends` is its last day."""

    months: int | None
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class ContractTrial:
    """A trial before the term."""

    months: int | None
    transition: str | None
    converts: Literal["by notice", "by signature", "automatically"] | None


@dataclass(frozen=True, slots=True)
class ContractRenewal:
    """What happens at the end of the term."""

    automatic: bool | None
    months: int | None
    notice_days: int | None
    uplift_cap: Decimal | None


@dataclass(frozen=True, slots=True)
class ContractPayment:
    """How the fees are paid; `instalments` tells whether a schedule of payments is attached."""

    days: int | None
    invoicing: str | None
    indexation: str | None
    tax_included: bool | None
    instalments: bool


@dataclass(frozen=True, slots=True)
class ContractLiability:
    """The limit of liability."""

    cap: Decimal | None
    carve_outs: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ContractData:
    """Personal data and the parties' roles."""

    processed: bool | None
    supplier_role: DataRole | None
    customer_role: DataRole | None


@dataclass(frozen=True, slots=True)
class ContractDelivery:
    """Delivery term of goods."""

    rule: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """An agreement between the parties that is already in force."""

    title: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Contract:
    """The facts of one agreement. What is not known, not accepted or not consistent is None.

    `form` is an agreement of its own, or an order under another agreement. `decided` are the names of clauses on
    which special terms were agreed.
    """

    form: Literal["agreement", "order"]
    paper: Literal["ours", "theirs", "existing master"]
    our_role: Literal["seller", "buyer"] | None
    subject: Literal["services", "subscription", "goods", "mixed"] | None
    public_tender: bool
    regulated: bool
    supplier: ContractParty
    customer: ContractParty
    scope: str | None
    effective_date: date | None
    term: ContractTerm
    trial: ContractTrial | None
    renewal: ContractRenewal
    payment: ContractPayment
    liability: ContractLiability
    personal_data: ContractData
    processing_agreement: ContractPaper | None
    processing_agreement_due: bool
    confidentiality_agreement: ContractPaper | None
    master: ContractPaper | None
    results: str | None
    security: str | None
    service_levels: str | None
    warranty: str | None
    delivery: ContractDelivery | None
    law: str | None
    forum: str | None
    change_process: str | None
    special: bool
    decided: tuple[str, ...]
    has_deliverables: bool
    has_metrics: bool
    has_reviews: bool
    has_contacts: bool
