"""Whether the plan is ready, and at most three things that must be mended first."""

from __future__ import annotations

from typing import Final

from ...assessment import Finding
from ...ruleset.schema import SEVERITIES
from ..links import bookmark_name
from ..meeting import last_working_day
from ..worded import shorten
from .context import Fix
from .desk import Desk

MOST_FIXES: Final = 3
_ANCHOR: Final = "f"
_NAME: Final = 10


def anchor_of(finding: Finding) -> str:
    """The bookmark of a finding."""
    return bookmark_name(_ANCHOR, finding.id)


def mark_of(desk: Desk, finding: Finding) -> str:
    """The severity as a sign and a word."""
    return desk.texts(f"brief.severity.{finding.severity}")


def verdict(desk: Desk) -> str:
    """One sentence: ready, nearly, or not, and what stands against it."""
    open_findings = desk.case.assessment.open_findings
    blockers, majors = (sum(one.severity == kind for one in open_findings) for kind in ("blocker", "major"))
    if not blockers + majors:
        return desk.texts("brief.verdict.ready")
    kinds = ((blockers, "brief.verdict.blockers"), (majors, "brief.verdict.majors"))
    counted = desk.words.listed([desk.texts.count(key, count) for count, key in kinds if count])
    key = "brief.verdict.blocked" if blockers else "brief.verdict.nearly"
    return desk.texts.count(key, blockers + majors, counted=counted)


def waiting(desk: Desk) -> str:
    """How much could not be checked, because an honest verdict says so."""
    count = desk.case.assessment.count("not evaluated")
    return desk.texts.count("brief.verdict.waiting", count) if count else ""


def fixes(desk: Desk, words: int) -> tuple[Fix, ...]:
    """The gravest open findings, blockers first; minor ones are never a must."""
    grave = [one for one in desk.case.assessment.open_findings if one.severity in ("blocker", "major")]
    grave.sort(key=lambda one: SEVERITIES.index(one.severity))
    return tuple(
        Fix(
            mark=mark_of(desk, one),
            problem=shorten(one.message, words),
            remedy=shorten(one.remedy, words),
            anchor=anchor_of(one),
        )
        for one in grave[:MOST_FIXES]
    )


def fixes_by(desk: Desk) -> str:
    """Who sees to the must-fixes, and by when: the owner of the deal, a working day before the meeting."""
    due = last_working_day(desk.meeting, desk.case.assessment.as_of)
    when = desk.texts("brief.fix.by", day=desk.words.day(due)) if due else desk.texts("brief.fix.before_next")
    return f"{shorten(desk.deal.deal.owner or desk.texts('brief.fix.no_owner'), _NAME)}, {when}"
