"""Comments of the internal copy: rule, reason and approver of every deviation, fallback and open point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...casefile import CaseFile
from ...deal.outcome import ClausePosition
from .building import MadeDraft
from .library import Clause
from .positions import named
from .selection import ChosenClause
from .texts import one_line
from .wording import anchor_of

_LIABILITY: Final = "core.liability"
_NOBODY: Final = "not recorded; ask for consent before this is sent"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about the paragraph with a bookmark; the first line names what it is about."""

    anchor: str
    lines: tuple[str, ...]


def remarks_on(case: CaseFile, made: MadeDraft) -> tuple[Remark, ...]:
    """A remark for each clause that is not our standard, in the order of the draft."""
    decided = (case.deal.agreement.clauses if case.deal.agreement else None) or ()
    found: list[Remark] = []
    for one in made.chosen:
        if one.fallback is not None:
            found.append(_on_fallback(case, one, one.fallback, decided))
        if one.clause.id == _LIABILITY and _off_standard(case):
            found.append(_on_liability(case))
        found.extend(_on_special(case, made, one, decided))
    return tuple(found)


def open_point_lines(label: str, to_be: str, clause: Clause | None, owner: str) -> tuple[str, ...]:
    """What is said of an open point: `clause` is where it first stands, None in the key terms."""
    reason = one_line(clause.entry.reason) if clause else "it is a key term of this agreement"
    return (
        f"Open point: {label}",
        "Rule: what both sides have not accepted is marked, never filled in",
        f"Reason: it is to be {to_be}. {reason[:1].upper()}{reason[1:]}",
        f"Approver: {clause.owner if clause else one_line(owner)}",
    )


def _on_fallback(
    case: CaseFile, one: ChosenClause, fallback: str, decided: tuple[ClausePosition, ...]
) -> Remark:
    clause = one.clause
    position = next((found for found in decided if named(clause, found.clause)), None)
    taken = next(entry for entry in clause.entry.fallbacks or () if entry.id == fallback)
    return Remark(
        anchor_of(clause.id),
        (
            f"Fallback: {clause.entry.title}, {fallback}",
            _rule(case, position, f"fallback of {clause.id}"),
            f"Reason: {_reason(position)}",
            f"Approver: {one_line(taken.approver)}. Consent: {_consent(position)}",
            f"It may be offered when: {one_line(taken.trigger)} Price: {one_line(taken.price)}.",
        ),
    )


def _on_special(
    case: CaseFile, made: MadeDraft, one: ChosenClause, decided: tuple[ClausePosition, ...]
) -> Iterator[Remark]:
    for index, line in enumerate(one.lines, start=1):
        if line.generated != "special terms":
            continue
        key = f"{one.clause.id}.{line.id or index}"
        for place, term in enumerate(made.positions.special, start=len(line.points) + 1):
            position = next((found for found in decided if found.clause == term.clause), None)
            yield Remark(
                anchor_of(f"{key}.{place}"),
                (
                    f"Deviation from our standard: {one_line(term.label)}",
                    _rule(case, position, "clause position of the deal"),
                    f"Reason: {_reason(position)}",
                    f"Approver: {_consent(position)}",
                ),
            )


def _on_liability(case: CaseFile) -> Remark:
    rules = sorted(one.rule for one in case.assessment.findings if one.rule == "COMM-LEGAL")
    return Remark(
        anchor_of(_LIABILITY),
        (
            "Deviation from our standard: Liability",
            f"Rule: {rules[0] if rules else 'the deal says that it is not our standard'}",
            "Reason: not recorded",
            f"Approver: {_NOBODY}",
        ),
    )


def _off_standard(case: CaseFile) -> bool:
    agreement = case.deal.agreement
    return bool(agreement and agreement.liability and agreement.liability.standard is False)


def _rule(case: CaseFile, position: ClausePosition | None, otherwise: str) -> str:
    """The finding about the position; there is none before the rules on clauses apply."""
    subject = f"agreement.clauses[{position.clause}]" if position else ""
    found = next((one for one in case.assessment.findings if one.subject == subject), None)
    return f"Rule: {found.rule}. {one_line(found.message)}" if found else f"Rule: {otherwise}"


def _reason(position: ClausePosition | None) -> str:
    return one_line(position.reason) if position and position.reason else "not recorded"


def _consent(position: ClausePosition | None) -> str:
    return one_line(position.approved_by) if position and position.approved_by else _NOBODY
