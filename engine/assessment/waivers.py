"""Findings that are accepted for now: waivers of the deal, matched by exact rule and exact or prefix subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ..deal.model import Deal, Waiver
from ..deal.paths import Location as Place
from ..ruleset.model import Ruleset
from ..suggest import did_you_mean
from .model import Finding, Location, Waived, WaiverNote, WaiverState


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
    """The findings with those marked that a valid waiver accepts, and a note on each waiver."""
    waived: dict[str, Waived] = {}
    notes = []
    for index, waiver in enumerate(deal.waivers or ()):
        matching = [
            one
            for one in findings
            if one.rule == waiver.rule and subject_matches(waiver.subject, one.subject)
        ]
        state, message = _judge(waiver, matching, ruleset, as_of)
        if state == "used":
            for one in matching:
                waived[one.id] = Waived(waiver.by, waiver.reason, waiver.until)
        place = locate(("waivers", index))
        notes.append(WaiverNote(waiver.rule, waiver.subject or "", state, message, place))
    marked = tuple(replace(one, waived=waived[one.id]) if one.id in waived else one for one in findings)
    return marked, tuple(notes)


def _judge(
    waiver: Waiver, matching: Sequence[Finding], ruleset: Ruleset, as_of: date
) -> tuple[WaiverState, str]:
    rule = ruleset.by_id.get(waiver.rule)
    if rule is None:
        if waiver.rule in ruleset.switched_off:
            return "no match", f"the rule {waiver.rule} is switched off; the waiver can go"
        hint = did_you_mean(waiver.rule, ruleset.by_id)
        return "unknown rule", f"there is no rule {waiver.rule}" + (f"; {hint}" if hint else "")
    if rule.waivable == "no":
        return "not allowed", f"{waiver.rule} cannot be waived"
    if rule.waivable and waiver.by != rule.waivable.removeprefix("by "):
        role = rule.waivable.removeprefix("by ")
        return "not allowed", f"{waiver.rule} may be waived by {role}, not by {waiver.by}"
    if not matching:
        return "no match", "nothing is left to waive here; the waiver can go"
    if waiver.until is None and any(one.severity == "blocker" for one in matching):
        return "needs a last day", "a blocker can only be waived until a day that is named (until: ...)"
    if waiver.until is not None and waiver.until < as_of:
        return "expired", f"expired on {waiver.until.isoformat()}; the finding counts again"
    return "used", f"accepted by {waiver.by}"
