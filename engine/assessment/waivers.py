"""Findings that are accepted for now, matched by exact rule and exact or prefix subject: waivers of a deal, and what
stands in a baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..deal.model import Deal
from ..deal.paths import Location as Place
from ..ruleset.model import Ruleset
from ..ruleset.schema import SEVERITIES, Severity
from ..suggest import did_you_mean
from .model import Finding, Location, Waived, WaiverNote, WaiverState


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That findings of a rule are accepted for now; without a subject those about every one."""

    rule: str
    subject: str | None
    by: str
    reason: str
    until: date | None
    location: Location
    """Where that is written."""
    at_most: Severity | None = None
    """A graver finding is not accepted."""

    def covers(self, finding: Finding) -> bool:
        """Whether it is about the finding."""
        return finding.rule == self.rule and subject_matches(self.subject, finding.subject)

    def bears(self, finding: Finding) -> bool:
        """Whether the finding is no graver than what was accepted."""
        return self.at_most is None or SEVERITIES.index(finding.severity) >= SEVERITIES.index(self.at_most)


def subject_matches(pattern: str | None, subject: str) -> bool:
    """Whether a pattern stands for the subject: nothing for all, else the subject itself or what lies above it."""
    if pattern is None or pattern == subject:
        return True
    return subject.startswith(pattern) and subject[len(pattern)] in ".["


def apply_waivers(
    findings: Sequence[Finding],
    deal: Deal,
    ruleset: Ruleset,
    as_of: date,
    locate: Callable[[Place], Location],
) -> tuple[tuple[Finding, ...], tuple[WaiverNote, ...]]:
    """The findings with those marked that a valid waiver of the deal accepts, and a note on each waiver."""
    waivers = [
        Acceptance(one.rule, one.subject, one.by, one.reason, one.until, locate(("waivers", index)))
        for index, one in enumerate(deal.waivers or ())
    ]
    return accept(findings, waivers, ruleset, as_of)


def accept(
    findings: Sequence[Finding], acceptances: Iterable[Acceptance], ruleset: Ruleset, as_of: date
) -> tuple[tuple[Finding, ...], tuple[WaiverNote, ...]]:
    """The findings with those marked that a valid acceptance covers, the last one winning, and a note on each."""
    waived: dict[str, Waived] = {}
    notes = []
    for one in acceptances:
        covered = [finding for finding in findings if one.covers(finding)]
        state, message = judge(one, covered, ruleset, as_of)
        if state == "used":
            marked = Waived(one.by, one.reason, one.until)
            waived |= {finding.id: marked for finding in covered if one.bears(finding)}
        notes.append(WaiverNote(one.rule, one.subject or "", state, message, one.location))
    return (
        tuple(replace(one, waived=waived[one.id]) if one.id in waived else one for one in findings),
        tuple(notes),
    )


def judge(
    one: Acceptance, covered: Sequence[Finding], ruleset: Ruleset, as_of: date
) -> tuple[WaiverState, str]:
    """Whether the acceptance holds for the findings that it covers, and why not."""
    rule = ruleset.by_id.get(one.rule)
    if rule is None:
        if one.rule in ruleset.switched_off:
            return "no match", f"the rule {one.rule} is switched off; the waiver can go"
        hint = did_you_mean(one.rule, ruleset.by_id)
        return "unknown rule", f"there is no rule {one.rule}" + (f"; {hint}" if hint else "")
    if rule.waivable == "no":
        return "not allowed", f"{one.rule} cannot be waived"
    if rule.waivable and one.by != rule.waivable.removeprefix("by "):
        role = rule.waivable.removeprefix("by ")
        return "not allowed", f"{one.rule} may be waived by {role}, not by {one.by}"
    if not covered:
        return "no match", "nothing is left to waive here; the waiver can go"
    bearable = [finding for finding in covered if one.bears(finding)]
    if not bearable:
        worst = min((finding.severity for finding in covered), key=SEVERITIES.index)
        return "graver", f"was accepted as {one.at_most} and is {worst} now; the finding counts again"
    if one.until is None and any(finding.severity == "blocker" for finding in bearable):
        return "needs a last day", "a blocker can only be waived until a day that is named (until: ...)"
    if one.until is not None and one.until < as_of:
        return "expired", f"expired on {one.until.isoformat()}; the finding counts again"
    return "used", f"accepted by {one.by}"
