"""Notes on clauses for our own eyes: where each comes from, what was decided, and how far we may go."""

from __future__ import annotations

from collections.abc import Iterator

from ...deal.outcome import ClausePosition
from ...wording import day
from .draft import Note
from .library import Clause
from .positions import named
from .schema import CounselApproval, Fallback
from .selection import ChosenClause


def notes_on(
    chosen: tuple[ChosenClause, ...], decided: tuple[ClausePosition, ...], locale: str
) -> Iterator[Note]:
    """A note for each clause of a draft."""
    for one in chosen:
        clause = one.clause
        position = next((found for found in decided if named(clause, found.clause)), None)
        yield Note(
            clause.entry.title,
            "\n".join(_origin(clause, locale)),
            "\n".join(_position(one, position)),
            "\n".join(_guidance(clause)),
        )


def _origin(clause: Clause, locale: str) -> Iterator[str]:
    yield f"{clause.id}, version {clause.version}"
    yield f"Kept by {clause.owner}"
    yield _approval(clause.entry.counsel_approved, locale)


def _approval(approval: CounselApproval | None, locale: str) -> str:
    if approval is None or not approval.by:
        return "Not approved by counsel"
    on = f" on {day(approval.on, locale)}" if approval.on else ""
    again = f"; review by {day(approval.review_by, locale)}" if approval.review_by else ""
    return f"Approved by {approval.by}{on}{again}"


def _position(one: ChosenClause, position: ClausePosition | None) -> Iterator[str]:
    special = position is not None and bool(position.wording)
    yield f"Fallback {one.fallback}" if one.fallback else "Special term" if special else "Standard"
    if position is not None and position.reason:
        yield position.reason
    if one.fallback or special:
        approver = position.approved_by if position else None
        yield f"Consent: {approver}" if approver else "Consent: not recorded"


def _guidance(clause: Clause) -> Iterator[str]:
    yield clause.entry.reason
    if clause.entry.red_line:
        yield f"Red line: {clause.entry.red_line}"
    for number, fallback in enumerate(clause.entry.fallbacks or (), start=1):
        yield _fallback(number, fallback)
    if clause.entry.mandatory_law:
        yield f"Mandatory law: {clause.entry.mandatory_law}"


def _fallback(number: int, one: Fallback) -> str:
    return f"Fallback {number}, {one.id}: {one.trigger} Consent: {one.approver}. Price: {one.price}."
