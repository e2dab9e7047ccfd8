"""What changed between two assessments of one deal: before and after an edit, or with two sets of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Assessment, Finding, Outcome, Question


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different afterwards. Findings and questions are matched by id, outcomes by rule and subject.

    Each list has the order of the assessment that it is taken from.
    """

    fixed: tuple[Finding, ...]
    """Findings that are gone, as they were."""
    new: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    """Findings that stay, with another severity or waived otherwise: as it was, as it is."""
    known: tuple[Outcome, ...]
    """What fires or is clear now, and could not be evaluated before."""
    unknown: tuple[Outcome, ...]
    """What cannot be evaluated now, and was not open before."""
    answered: tuple[Question, ...]
    """Questions that are no longer asked."""
    raised: tuple[Question, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        lists = (self.fixed, self.new, self.changed, self.known, self.unknown, self.answered, self.raised)
        return not any(lists)


def compare(before: Assessment, after: Assessment) -> Comparison:
    """What changed from the one assessment to the other."""
    old = {one.id: one for one in before.findings}
    new = {one.id: one for one in after.findings}
    asked = {one.id for one in before.questions}
    asks = {one.id for one in after.questions}
    return Comparison(
        fixed=tuple(one for id, one in old.items() if id not in new),
        new=tuple(one for id, one in new.items() if id not in old),
        changed=tuple((old[id], one) for id, one in new.items() if id in old and _differs(old[id], one)),
        known=tuple(_known(before, after)),
        unknown=tuple(_unknown(before, after)),
        answered=tuple(one for one in before.questions if one.id not in asks),
        raised=tuple(one for one in after.questions if one.id not in asked),
    )


def _differs(one: Finding, two: Finding) -> bool:
    return one.severity != two.severity or one.waived != two.waived


def _known(before: Assessment, after: Assessment) -> Iterator[Outcome]:
    told, opened = _by_state(before)
    for one in after.outcomes:
        # A rule about a list that was absent was open as a whole; its elements are new.
        was_open = (one.rule, one.subject) in opened or (
            (one.rule, "") in opened and (one.rule, one.subject) not in told
        )
        if one.outcome in ("fires", "clear") and was_open:
            yield one


def _unknown(before: Assessment, after: Assessment) -> Iterator[Outcome]:
    _, opened = _by_state(before)
    for one in after.outcomes:
        if one.outcome == "not evaluated" and not {(one.rule, one.subject), (one.rule, "")} & opened:
            yield one


def _by_state(assessment: Assessment) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Rule and subject of what could be told, and of what could not."""
    told: set[tuple[str, str]] = set()
    opened: set[tuple[str, str]] = set()
    for one in assessment.outcomes:
        (opened if one.outcome == "not evaluated" else told).add((one.rule, one.subject))
    return told, opened
