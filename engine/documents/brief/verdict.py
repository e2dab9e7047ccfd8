"""Whether the plan is ready, and at most three things that must be mended first."""

from __future__ import annotations

from typing import Final

from ...assessment import Finding
from ...ruleset.schema import SEVERITIES, Severity
from ..links import bookmark_name
from ..meeting import last_working_day
from ..worded import shorten
from .context import Fix
from .desk import Desk

MOST_FIXES: Final = 3
MARKS: Final[dict[Severity, str]] = {
    "blocker": "■ blocker",
    "major": "▲ major",
    "minor": "● minor",
    "advice": "○ advice",
}
_ANCHOR: Final = "f"
_NAME: Final = 10


def anchor_of(finding: Finding) -> str:
    """The bookmark of a finding."""
    return bookmark_name(_ANCHOR, finding.id)


def verdict(desk: Desk) -> str:
    """One sentence: ready, nearly, or not, and what stands against it."""
    open_findings = desk.case.assessment.open_findings
    blockers, majors = (sum(one.severity == kind for one in open_findings) for kind in ("blocker", "major"))
    counted = desk.words.listed(
        [*_counted(blockers, "blocker", "blockers"), *_counted(majors, "major finding", "major findings")]
    )
    are = "is" if blockers + majors == 1 else "are"
    if blockers:
        return f"Not ready: {counted} {are} open."
    return (
        f"Nearly ready: {counted} {are} open."
        if majors
        else "Ready: no blocker and no major finding is open."
    )


def waiting(desk: Desk) -> str:
    """How much could not be checked, because an honest verdict says so."""
    count = desk.case.assessment.count("not evaluated")
    if not count:
        return ""
    return f"{count} {'check waits' if count == 1 else 'checks wait'} for facts that the plan does not have."


def fixes(desk: Desk, words: int) -> tuple[Fix, ...]:
    """The gravest open findings, blockers first; minor ones are never a must."""
    grave = [one for one in desk.case.assessment.open_findings if one.severity in ("blocker", "major")]
    grave.sort(key=lambda one: SEVERITIES.index(one.severity))
    return tuple(
        Fix(
            mark=MARKS[one.severity],
            problem=shorten(one.message, words),
            remedy=shorten(one.remedy, words),
            anchor=anchor_of(one),
        )
        for one in grave[:MOST_FIXES]
    )


def fixes_by(desk: Desk) -> str:
    """Who sees to the must-fixes, and by when: the owner of the deal, a working day before the meeting."""
    due = last_working_day(desk.meeting, desk.case.assessment.as_of)
    when = f"by {desk.words.day(due)}" if due else "before the next talk"
    return f"{shorten(desk.deal.deal.owner or 'owner not named', _NAME)}, {when}"


def _counted(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many}"] if count else []
