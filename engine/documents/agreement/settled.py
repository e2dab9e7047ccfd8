"""What both sides have accepted. A target, an opening or a guess is never taken for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...casefile import CaseFile
from ...deal.issues import Issue
from ...deal.term import Term

WhyOpen = Literal["agreed", "confirmed"]
"""What has to happen to a term that is open: be agreed, or be confirmed because sources differ."""


@dataclass(frozen=True, slots=True)
class CommercialTerm:
    """What was negotiated on one issue: the term accepted, or why there is none to print."""

    issue: Issue
    term: Term | None
    why_open: WhyOpen | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A number that the agreement section and an issue may both state; `conflict` when they differ."""

    value: int | None
    conflict: bool = False


def has_own_row(issue: Issue) -> bool:
    """Whether the key terms state the issue in a row of their own: time to pay, length of the term."""
    return _is_time_to_pay(issue) or _is_term(issue)


def commercial_terms(case: CaseFile) -> tuple[CommercialTerm, ...]:
    """Every issue of the deal with the term both sides accepted. An issue that was never open needs no row."""
    return tuple(_commercial_terms(case))


def _commercial_terms(case: CaseFile) -> Iterator[CommercialTerm]:
    accepted = {one.issue.id: one for one in case.facts.derived.agreed}
    for issue in case.deal.issues or ():
        found = accepted.get(issue.id)
        if found is None:
            if issue.negotiable is not False:
                yield CommercialTerm(issue, None, "agreed")
        elif found.differs:
            yield CommercialTerm(issue, None, "confirmed")
        elif not found.term.exact or found.term.origin == "estimated":
            yield CommercialTerm(issue, None, "agreed")
        else:
            yield CommercialTerm(issue, found.term, None)


def days_to_pay(case: CaseFile) -> Settled:
    """Days from invoice to payment."""
    payment = case.deal.agreement.payment if case.deal.agreement else None
    return _settle(case, payment.days if payment else None, _is_time_to_pay)


def months_of_term(case: CaseFile) -> Settled:
    """Length of the term in months."""
    term = case.deal.agreement.term if case.deal.agreement else None
    return _settle(case, term.months if term else None, _is_term)


def _settle(case: CaseFile, recorded: int | None, concerns: Callable[[Issue], bool]) -> Settled:
    """The number recorded, unless an issue about it is still open or was agreed otherwise."""
    negotiated = next((one for one in commercial_terms(case) if concerns(one.issue)), None)
    if negotiated is None:
        return Settled(recorded)
    if negotiated.term is None:
        return Settled(None, conflict=negotiated.why_open == "confirmed")
    agreed = _whole(negotiated.term)
    if recorded is not None and recorded != agreed:
        return Settled(None, conflict=True)
    return Settled(agreed)


def _is_time_to_pay(issue: Issue) -> bool:
    return issue.kind == "duration" and _counts(issue, "day") and "pay" in f"{issue.id} {issue.label}".lower()


def _is_term(issue: Issue) -> bool:
    return issue.kind == "duration" and _counts(issue, "month") and issue.id.lower() == "term"


def _counts(issue: Issue, unit: str) -> bool:
    return (issue.unit or "").lower().startswith(unit)


def _whole(term: Term) -> int | None:
    value = term.low
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else None
