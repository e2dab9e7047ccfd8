"""How the findings and scores of deals have changed from one assessment to a later one, as a reviewer wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..deal.base import STAGES, Stage
from ..errors import Problem
from ..ruleset.schema import SEVERITIES
from .comparison import compare
from .model import Assessment, Finding

ChangeKind = Literal["new", "worse", "reopened", "fixed", "better", "waived"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("new", "worse", "reopened", "fixed", "better", "waived")
"""What needs a look first. `reopened` was waived and counts again, `waived` is waived now, or otherwise."""
Presence = Literal["both", "new", "gone"]
_FOR_THE_WORSE = frozenset({"new", "worse", "reopened"})


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a finding: as it was (None if it was not there), and as it is."""

    kind: ChangeKind
    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """The finding as it is, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def for_the_worse(self) -> bool:
        """Whether something counts now that did not, or less."""
        return self.kind in _FOR_THE_WORSE and self.after is not None and self.after.waived is None


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """How much of what is known is met at a stage, in whole percent; None if nothing is known."""

    stage: Stage
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class DealChanges:
    """What is different about a deal; a deal of one side only has its findings all `new`, or none told."""

    id: str
    title: str
    path: str
    stage: Stage
    presence: Presence
    changes: tuple[Change, ...] = ()
    scores: tuple[ScoreChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return self.presence == "both" and not self.changes and not self.scores


@dataclass(frozen=True, slots=True)
class Changes:
    """The deals of two sides that differ: those of the later one in its order, then those that are gone."""

    deals: tuple[DealChanges, ...]
    compared: int
    """All deals, also those that are the same."""
    problems: tuple[Problem, ...] = ()
    """What could not be checked on either side."""
    notes: tuple[str, ...] = ()
    """What else is different, and may be the reason."""

    @property
    def for_the_worse(self) -> bool:
        """Whether something counts now that did not, or less."""
        return any(change.for_the_worse for deal in self.deals for change in deal.changes)

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind == kind for deal in self.deals for change in deal.changes)

    def present(self, presence: Presence) -> int:
        """How many deals that differ are on both sides, new or gone."""
        return sum(deal.presence == presence for deal in self.deals)


def deal_changes(before: Assessment | None, after: Assessment | None) -> DealChanges:
    """What is different about a deal; one side may not have it."""
    one = after or before
    assert one is not None
    presence: Presence = "both" if before and after else "new" if after else "gone"
    changes: tuple[Change, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    if after is not None:
        found = _changes(before, after) if before else (Change("new", None, each) for each in after.findings)
        changes = tuple(sorted(found, key=_order))
        scores = tuple(_scores(before, after))
    return DealChanges(one.id, one.title, one.path, one.stage, presence, changes, scores)


def _changes(before: Assessment, after: Assessment) -> Iterator[Change]:
    compared = compare(before, after)
    yield from (Change("new", None, one) for one in compared.new)
    yield from (Change(_kind(old, new), old, new) for old, new in compared.changed)
    yield from (Change("fixed", one, None) for one in compared.fixed)


def _kind(old: Finding, new: Finding) -> ChangeKind:
    if old.waived and not new.waived:
        return "reopened"
    if new.waived and (not old.waived or old.severity == new.severity):
        return "waived"
    return "worse" if _gravity(new) < _gravity(old) else "better"


def _gravity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _order(change: Change) -> tuple[int, int, str]:
    return (CHANGE_KINDS.index(change.kind), _gravity(change.finding), change.finding.id)


def _scores(before: Assessment | None, after: Assessment) -> Iterator[ScoreChange]:
    old, new = _percents(before), _percents(after)
    for stage in STAGES:
        if old.get(stage) != new.get(stage):
            yield ScoreChange(stage, old.get(stage), new.get(stage))


def _percents(assessment: Assessment | None) -> dict[Stage, int]:
    scores = assessment.scores if assessment else ()
    return {one.stage: one.met * 100 // one.known for one in scores if one.known}
