"""What was agreed, how it is carried out, and what the contract says."""

from __future__ import annotations

from typing import ClassVar, Literal

from .base import Count, Day, Name, Number, Section, Side, Text, Texts, Truth, optional, required
from .term import Term


class Deliverable(Section):
    """Something a side has to deliver."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id", "what")
    id: Name | None = optional("Short key.")
    what: Name = required("What is delivered.")
    party: Side | None = optional("Who delivers.")
    due: Day | None = optional("By when.")
    owner: Text | None = optional("Who answers for it.")
    acceptance: Text | None = optional("How it is accepted.")
    condition_of_signing: Truth | None = optional("Whether it must be there before signature.")


class Metric(Section):
    """How success is measured."""

    keyed_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Name = required("What is measured.")
    baseline: Number | None = optional("Value at the start.")
    target: Number | None = optional("Value to reach.")
    unit: Text | None = optional("Unit of both.")
    measured_by: Text | None = optional("Source and method of measurement.")
    due: Day | None = optional("By when the target is reached.")


class Milestone(Section):
    """A step of the implementation."""

    keyed_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Name = required("What is reached.")
    due: Day | None = optional("By when.")
    owner: Text | None = optional("Who answers for it.")


class Contact(Section):
    """A point of contact during implementation."""

    keyed_by: ClassVar[tuple[str, ...]] = ("person",)
    party: Side = required("Whose contact it is.")
    person: Name = required("Name of one of that side's people.")
    role: Text | None = optional("What they are the contact for.")
    reach: Text | None = optional("E-mail or telephone.")


class Review(Section):
    """A progress review."""

    keyed_by: ClassVar[tuple[str, ...]] = ("on",)
    on: Day = required("When it takes place.")
    purpose: Text | None = optional("What is reviewed.")


class CheckIn(Section):
    """A regular check-in after signature."""

    keyed_by: ClassVar[tuple[str, ...]] = ("cadence",)
    cadence: Name = required("How often.")
    first: Day | None = optional("Date of the first one.")
    until: Day | None = optional("Date of the last one.")


class Communication(Section):
    """How both sides stay in touch."""

    channel: Text | None = optional("Where.")
    cadence: Text | None = optional("How often.")
    owner: Text | None = optional("Who keeps it alive.")


class LegalReview(Section):
    """Counsel's look at the agreement."""

    status: Literal["not needed", "requested", "done"] = required("Where it stands.")
    by: Text | None = optional("Who reviews.")
    on: Day | None = optional("Date of the review.")


class Understanding(Section):
    """Both sides went through the terms together."""

    on: Day | None = optional("When.")
    by: Texts | None = optional("Who took part.")


class Risk(Section):
    """A challenge of the implementation."""

    keyed_by: ClassVar[tuple[str, ...]] = ("risk",)
    risk: Name = required("What may go wrong.")
    owner: Text | None = optional("Who answers for it.")
    response: Text | None = optional("What is done about it.")


class Commitment(Section):
    """What both sides commit to."""

    terms: dict[Text, Term] | None = optional("Agreed value of each issue; derived from the accepted offer.")
    deliverables: tuple[Deliverable, ...] | None = optional("Who delivers what by when.")
    metrics: tuple[Metric, ...] | None = optional("How success is measured.")
    milestones: tuple[Milestone, ...] | None = optional("Steps of the implementation.")
    contacts: tuple[Contact, ...] | None = optional("Points of contact of both sides.")
    reviews: tuple[Review, ...] | None = optional("Dates of progress reviews.")
    check_ins: tuple[CheckIn, ...] | None = optional("Regular check-ins after signature.")
    change_process: Text | None = optional("How the agreement is adjusted.")
    communication: Communication | None = optional("How both sides stay in touch.")
    legal_review: LegalReview | None = optional("Counsel's look at the agreement.")
    reviewed_for_understanding: Understanding | None = optional("Terms gone through together.")
    in_writing: Truth | None = optional("Whether the agreement is in writing.")
    thanks: Text | None = optional("How and when we thank them.")
    risks: tuple[Risk, ...] | None = optional("Challenges expected in the implementation.")
    lessons: Texts | None = optional("What we learnt for the next negotiation.")


class ExistingAgreement(Section):
    """An agreement already in force between the parties."""

    keyed_by: ClassVar[tuple[str, ...]] = ("title",)
    kind: Literal["MSA", "NDA", "DPA", "order", "other"] = required("What kind of agreement.")
    title: Name = required("Its title.")
    on: Day | None = optional("Its date.")


class Duration(Section):
    """How long the agreement runs."""

    months: Count | None = optional("Length in months.")
    starts: Day | None = optional("First day; the effective date unless stated.")


class Trial(Section):
    """A trial before the full term."""

    months: Count | None = optional("Length in months.")
    transition: Text | None = optional("How the trial becomes the full term, or ends.")
    converts: Literal["by notice", "by signature", "automatically"] | None = optional("What makes it go on.")


class Renewal(Section):
    """What happens at the end of the term."""

    automatic: Truth | None = optional("Whether it renews by itself.")
    months: Count | None = optional("Length of a renewal in months.")
    notice_days: Count | None = optional("Notice before the end, in days.")
    uplift_cap: Number | None = optional("Highest price increase in percent.")


class Instalment(Section):
    """One payment."""

    keyed_by: ClassVar[tuple[str, ...]] = ("what",)
    what: Name = required("What is paid for.")
    amount: Number | None = optional("Amount in the deal's currency.")
    due: Day | None = optional("When it is due.")


class Payment(Section):
    """How the price is paid."""

    days: Count | None = optional("Days from invoice to payment.")
    schedule: tuple[Instalment, ...] | None = optional("Payments, if in instalments.")


class Liability(Section):
    """The limit of liability."""

    cap: Number | None = optional("Cap in the deal's currency.")
    carve_outs: Texts | None = optional("What the cap does not cover.")
    standard: Truth | None = optional("Whether it is our standard.")


class PersonalData(Section):
    """Whether personal data are processed, and in which roles."""

    processed: Truth = required("Whether personal data are processed at all.")
    our_role: Literal["controller", "processor", "joint controller"] | None = optional("Our role.")


class Incoterms(Section):
    """Delivery term of a sale of goods."""

    rule: Literal["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"] = required(
        "Rule of Incoterms, such as DAP."
    )
    place: Text | None = optional("Named place.")


class ClausePosition(Section):
    """What was decided on a clause."""

    keyed_by: ClassVar[tuple[str, ...]] = ("clause",)
    clause: Name = required("Which clause.")
    position: Text | None = optional("standard, or the fallback chosen.")
    wording: Text | None = optional("Wording agreed, if it is neither.")
    reason: Text | None = optional("Why.")
    approved_by: Text | None = optional("Who consented.")


class Agreement(Section):
    """What the contract needs to know."""

    paper: Literal["ours", "theirs", "existing master"] | None = optional("Whose paper is used.")
    existing: tuple[ExistingAgreement, ...] | None = optional("Agreements in force between the parties.")
    type: Text | None = optional("Title of the agreement.")
    governing_law: Text | None = optional("Governing law.")
    forum: Text | None = optional("Court or arbitration.")
    term: Duration | None = optional("How long it runs.")
    trial: Trial | None = optional("A trial before the full term.")
    renewal: Renewal | None = optional("What happens at its end.")
    payment: Payment | None = optional("How the price is paid.")
    liability: Liability | None = optional("The limit of liability.")
    personal_data: PersonalData | None = optional("Personal data processed under it.")
    ip: Text | None = optional("Who owns the results.")
    security: Text | None = optional("Security commitments.")
    sla: Text | None = optional("Service levels.")
    warranty: Text | None = optional("Warranty.")
    incoterms: Incoterms | None = optional("Delivery term.")
    scope: Text | None = optional("What is delivered, in words fit for a contract.")
    clauses: tuple[ClausePosition, ...] | None = optional("Decisions on single clauses.")
