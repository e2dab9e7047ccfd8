"""A deal -> the facts of its agreement. Every field that crosses over is named here."""

from __future__ import annotations

from datetime import date, timedelta

from ...casefile import CaseFile
from ...deal.model import Deal
from ...deal.outcome import Agreement, Commitment, ExistingAgreement
from ...deal.parties import Party
from .contract import (
    Contract,
    ContractData,
    ContractDelivery,
    ContractLiability,
    ContractPaper,
    ContractParty,
    ContractPayment,
    ContractRenewal,
    ContractTerm,
    ContractTrial,
    DataRole,
)
from .positions import Positions
from .schema import Paper
from .settled import Settled, days_to_pay, months_of_term
from .texts import one_line

_NOTHING = Agreement()
_COUNTERPART: dict[DataRole, DataRole] = {
    "controller": "processor",
    "processor": "controller",
    "joint controller": "joint controller",
}


def read_contract(case: CaseFile, positions: Positions) -> Contract:
    """The facts of the agreement of a deal, as far as they are known and accepted."""
    deal = case.deal
    agreement, commitment = deal.agreement or _NOTHING, deal.commitment
    paper = _paper(agreement)
    us, them = _party(deal.us), _party(deal.them)
    selling = deal.deal.our_role != "buyer"
    decided = tuple(one.clause.strip().lower() for one in positions.special if one.wording)
    return Contract(
        form="agreement" if paper == "ours" else "order",
        paper=paper,
        our_role=deal.deal.our_role,
        subject=deal.deal.subject,
        public_tender=deal.deal.public_tender is True,
        regulated=deal.deal.regulated is True,
        supplier=us if selling else them,
        customer=them if selling else us,
        scope=_text(agreement.scope),
        effective_date=deal.deal.effective_date,
        term=_term(case, agreement),
        trial=_trial(agreement),
        renewal=_renewal(agreement),
        payment=_payment(case, agreement),
        liability=_liability(agreement),
        personal_data=_data(agreement, selling=selling),
        processing_agreement=_existing(agreement, "DPA"),
        processing_agreement_due=_processing_agreement_due(deal),
        confidentiality_agreement=_existing(agreement, "NDA"),
        master=_existing(agreement, "MSA"),
        results=_text(agreement.ip),
        security=_text(agreement.security),
        service_levels=_text(agreement.sla),
        warranty=_text(agreement.warranty),
        delivery=_delivery(agreement),
        law=_text(agreement.governing_law),
        forum=_text(agreement.forum),
        change_process=_text(commitment.change_process if commitment else None),
        special=bool(positions.special),
        decided=decided,
        has_deliverables=bool(commitment and (commitment.deliverables or commitment.milestones)),
        has_metrics=bool(commitment and commitment.metrics),
        has_reviews=bool(commitment and (commitment.reviews or commitment.check_ins)),
        has_contacts=bool(commitment and (commitment.contacts or channels(commitment))),
    )


def channels(commitment: Commitment) -> tuple[str, ...]:
    """How both sides stay in touch: where, and how often."""
    found = commitment.communication
    stated = (_text(found.channel), _text(found.cadence)) if found else ()
    return tuple(text for text in stated if text)


def conflicts(case: CaseFile) -> frozenset[str]:
    """The values (as clauses name them) on which the sources in the deal differ."""
    sources = {"payment.days": days_to_pay(case), "term.months": months_of_term(case)}
    return frozenset(value for value, found in sources.items() if found.conflict)


def _text(value: str | None) -> str | None:
    """A text with something in it. `none` is an answer in a plan, and no term of a contract."""
    line = one_line(value or "")
    return line if line and line.lower() != "none" else None


def _paper(agreement: Agreement) -> Paper:
    if any(one.kind == "MSA" for one in agreement.existing or ()):
        return "existing master"
    return agreement.paper or "ours"


def _party(party: Party) -> ContractParty:
    signatory = party.signatory
    return ContractParty(
        name=one_line(party.name),
        legal_name=_text(party.legal_name),
        entity_type=_text(party.entity_type),
        registration=_text(party.registration),
        address=_text(party.address),
        notice_address=_text(party.notice_address) or _text(party.address),
        signatory=_text(signatory.name) if signatory else None,
        signatory_title=_text(signatory.title) if signatory else None,
        authority=_text(signatory.authority) if signatory else None,
    )


def _term(case: CaseFile, agreement: Agreement) -> ContractTerm:
    months = months_of_term(case).value
    stated = agreement.term.starts if agreement.term else None
    trial = agreement.trial is not None
    starts = stated or (None if trial else case.deal.deal.effective_date)
    ends = _last_day(starts, months) if starts is not None and months is not None else None
    return ContractTerm(months, starts, ends)


def _last_day(starts: date, months: int) -> date | None:
    """The day before the same day `months` later, by the calendar; None beyond the year 9999."""
    year, month = divmod(starts.month - 1 + months, 12)
    for day in range(starts.day, starts.day - 4, -1):
        try:
            return date(starts.year + year, month + 1, day) - timedelta(days=1 if day == starts.day else 0)
        except ValueError:
            continue
    return None


def _trial(agreement: Agreement) -> ContractTrial | None:
    trial = agreement.trial
    return ContractTrial(trial.months, _text(trial.transition), trial.converts) if trial else None


def _renewal(agreement: Agreement) -> ContractRenewal:
    renewal = agreement.renewal
    if renewal is None:
        return ContractRenewal(None, None, None, None)
    return ContractRenewal(renewal.automatic, renewal.months, renewal.notice_days, renewal.uplift_cap)


def _payment(case: CaseFile, agreement: Agreement) -> ContractPayment:
    pricing, value = case.deal.pricing, case.deal.deal.contract_value
    # How we mean to bill is ours alone until an offer has been accepted.
    accepted = case.facts.derived.accepted and pricing is not None
    days: Settled = days_to_pay(case)
    return ContractPayment(
        days=days.value,
        invoicing=_text(pricing.billing_frequency) if accepted and pricing else None,
        indexation=_indexation(pricing.indexation) if accepted and pricing else None,
        tax_included=value.tax_included if value else None,
        instalments=bool(agreement.payment and agreement.payment.schedule),
    )


def _indexation(text: str | None) -> str | None:
    return "none" if text is not None and one_line(text).lower() == "none" else _text(text)


def _liability(agreement: Agreement) -> ContractLiability:
    liability = agreement.liability
    if liability is None:
        return ContractLiability(None, None)
    listed = tuple(text for one in liability.carve_outs or () if (text := _text(one)))
    return ContractLiability(liability.cap, listed or None)


def _data(agreement: Agreement, *, selling: bool) -> ContractData:
    data = agreement.personal_data
    if data is None:
        return ContractData(None, None, None)
    ours = data.our_role
    theirs = _COUNTERPART[ours] if ours else None
    return ContractData(data.processed, ours if selling else theirs, theirs if selling else ours)


def _existing(agreement: Agreement, kind: str) -> ContractPaper | None:
    found: ExistingAgreement | None = next(
        (one for one in agreement.existing or () if one.kind == kind), None
    )
    return ContractPaper(_text(found.title), found.on) if found else None


def _processing_agreement_due(deal: Deal) -> bool:
    """Whether the deal lists a data processing agreement that is still to be signed."""
    deliverables = (deal.commitment.deliverables if deal.commitment else None) or ()
    return any("processing agreement" in one.what.lower() for one in deliverables)


def _delivery(agreement: Agreement) -> ContractDelivery | None:
    terms = agreement.incoterms
    return ContractDelivery(terms.rule, _text(terms.place)) if terms else None
