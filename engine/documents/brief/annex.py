"""What stays at the desk: everything behind the two pages."""

from __future__ import annotations

import re
from typing import Final

from ...assessment import Finding
from ...deal.base import STAGES
from ..worded import sentence
from .context import AdviceRow, Annex, FindingRow, Pair, PointRow, StageFindings
from .desk import Desk
from .exchange import exchange_rows
from .glance import glance_rows
from .points import point_rows
from .positions import issue_rows
from .process import offer_rows, process_rows
from .verdict import MARKS, anchor_of

_KEY: Final = re.compile(r"\[(.+)\]")


def annex(desk: Desk, *, all_issues: bool) -> Annex:
    """The annexes; `all_issues` repeats the table of issues in full, for when the front had to leave some out."""
    assessment = desk.case.assessment
    return Annex(
        issues=issue_rows(desk, inside=True) if all_issues else (),
        glance=glance_rows(desk),
        exchange=exchange_rows(desk),
        process=process_rows(desk),
        offers=offer_rows(desk),
        points=point_rows(desk),
        findings=_by_stage(assessment.open_findings),
        waived=tuple(_waived(desk, one) for one in assessment.findings if one.waived),
        conclusions=_conclusions(desk),
        advice=tuple(AdviceRow(one.title, sentence(one.text), one.say) for one in assessment.advice),
        made_from=_made_from(desk),
    )


def _by_stage(findings: tuple[Finding, ...]) -> tuple[StageFindings, ...]:
    groups = ((stage, tuple(_row(one) for one in findings if one.stage == stage)) for stage in STAGES)
    return tuple(StageFindings(stage.capitalize(), rows) for stage, rows in groups if rows)


def _row(finding: Finding) -> FindingRow:
    place = finding.location
    return FindingRow(
        mark=MARKS[finding.severity],
        anchor=anchor_of(finding),
        title=finding.title,
        message=sentence(finding.message),
        remedy=sentence(finding.remedy),
        place=" · ".join(filter(None, (place.path, f"line {place.line}" if place.line else ""))),
        rule=finding.rule,
    )


def _waived(desk: Desk, finding: Finding) -> PointRow:
    waived = finding.waived
    assert waived is not None
    until = f" until {desk.words.day(waived.until)}" if waived.until else ""
    return PointRow(
        MARKS[finding.severity], finding.message, f"Accepted by {waived.by}{until}: {sentence(waived.reason)}"
    )


def _conclusions(desk: Desk) -> tuple[Pair, ...]:
    """What was concluded, a line a reason, with what it is about."""
    found: dict[str, list[str]] = {}
    for one in desk.case.assessment.conclusions:
        for reason in one.reasons:
            label = reason + ("" if one.certain else " (not certain yet)")
            subject = _called(desk, one.subject)
            if subject not in found.setdefault(label, []):
                found[label].append(subject)
    return tuple(Pair(label, ", ".join(subjects)) for label, subjects in found.items())


def _called(desk: Desk, subject: str) -> str:
    """What people call a subject: the name of an issue, the key of anything else."""
    key = _KEY.search(subject)
    if key is None:
        return subject or "the deal as a whole"
    issue = desk.deal.issue(key[1]) if subject.startswith("issues[") else None
    return issue.label if issue else key[1]


def _made_from(desk: Desk) -> str:
    assessment = desk.case.assessment
    packs = ", ".join(f"{name} {version}" for name, version, _ in assessment.ruleset.packs)
    return f"Deal {assessment.id}, as of {desk.words.day(assessment.as_of)}. Rules: {packs or 'none'}."
