"""What stays at the desk: everything behind the two pages."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from ...assessment import Finding
from ...deal.base import STAGES
from ..worded import capital, sentence
from .advised import advised
from .context import AdviceRow, Annex, FindingRow, Pair, PointRow, StageFindings
from .desk import Desk
from .exchange import exchange_rows
from .glance import glance_rows
from .points import point_rows
from .positions import issue_rows
from .process import offer_rows, process_rows
from .verdict import anchor_of, mark_of

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
        advised=advised(desk),
        points=point_rows(desk),
        findings=_by_stage(desk, assessment.open_findings),
        waived=tuple(_waived(desk, one) for one in assessment.findings if one.waived),
        conclusions=_conclusions(desk),
        advice=tuple(AdviceRow(one.title, sentence(one.text), one.say) for one in assessment.advice),
        made_from=_made_from(desk),
    )


def _by_stage(desk: Desk, findings: tuple[Finding, ...]) -> tuple[StageFindings, ...]:
    groups = ((stage, tuple(_row(desk, one) for one in findings if one.stage == stage)) for stage in STAGES)
    return tuple(
        StageFindings(capital(desk.texts.named("stage", stage)), rows) for stage, rows in groups if rows
    )


def _row(desk: Desk, finding: Finding) -> FindingRow:
    place = finding.location
    line = desk.texts("brief.findings.line", line=place.line) if place.line else ""
    return FindingRow(
        mark=mark_of(desk, finding),
        anchor=anchor_of(finding),
        title=finding.title,
        message=sentence(finding.message),
        remedy=sentence(finding.remedy),
        place=" · ".join(filter(None, (place.path, line))),
        rule=finding.rule,
    )


def _waived(desk: Desk, finding: Finding) -> PointRow:
    waived = finding.waived
    assert waived is not None
    reason = sentence(waived.reason)
    if waived.until:
        day = desk.words.day(waived.until)
        accepted = desk.texts("brief.findings.waived_until", who=waived.by, day=day, reason=reason)
    else:
        accepted = desk.texts("brief.findings.waived", who=waived.by, reason=reason)
    return PointRow(mark_of(desk, finding), finding.message, accepted)


def _conclusions(desk: Desk) -> tuple[Pair, ...]:
    """What was concluded, a line a reason, with what it is about."""
    found: dict[str, list[str]] = {}
    for one in desk.case.assessment.conclusions:
        for reason in one.reasons:
            label = reason if one.certain else desk.texts("brief.conclusions.uncertain", reason=reason)
            subject = _called(desk, one.subject)
            if subject not in found.setdefault(label, []):
                found[label].append(subject)
    return tuple(Pair(label, ", ".join(subjects)) for label, subjects in found.items())


def _called(desk: Desk, subject: str) -> str:
    """What people call a subject: the name of an issue, the key of anything else."""
    key = _KEY.search(subject)
    if key is None:
        return subject or desk.texts("brief.conclusions.deal")
    issue = desk.deal.issue(key[1]) if subject.startswith("issues[") else None
    return issue.label if issue else key[1]


def _made_from(desk: Desk) -> str:
    assessment = desk.case.assessment
    known = {name for name, _, _ in assessment.ruleset.packs}
    packs = ", ".join(
        f"{name} {version}"
        for name, version, _ in assessment.ruleset.packs
        if not _only_words(name, known, desk.texts.language)
    )
    day = desk.words.day(assessment.as_of)
    return desk.texts(
        "brief.annex.made_from", id=assessment.id, day=day, packs=packs or desk.texts("brief.annex.no_packs")
    )


def _only_words(pack: str, known: Set[str], language: str) -> bool:
    """Whether a pack only puts another one into the reader's language: `impasse-de`."""
    base = pack.removesuffix(f"-{language}")
    return base != pack and base in known
