"""What another set of rules finds in the same deals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..assessment import Assessment, Finding
from ..ruleset.schema import Severity

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that only one set of rules makes, or that both make with different severity.

    `before` and `after` are the severities, None where there is no finding; `message` is the newest there is.
    """

    rule: str
    deal: str
    path: str
    subject: str
    before: Severity | None
    after: Severity | None
    message: str

    @property
    def kind(self) -> Kind:
        """What became of the finding."""
        return "gained" if self.before is None else "lost" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, by rule, then in the order of the deals, and in how many deals they were looked for."""

    changes: tuple[Change, ...]
    deals: int

    def count(self, kind: Kind) -> int:
        """How many changes are of this kind."""
        return sum(one.kind == kind for one in self.changes)


def difference(before: Iterable[Assessment], after: Iterable[Assessment]) -> Difference:
    """What changed between two assessments of the same deals. Waived findings count like others."""
    pairs = list(zip(before, after, strict=True))
    changes = [change for old, new in pairs for change in _changes(old, new)]
    return Difference(tuple(sorted(changes, key=lambda one: one.rule)), len(pairs))


def _changes(old: Assessment, new: Assessment) -> Iterable[Change]:
    left, right = ({one.id: one for one in assessment.findings} for assessment in (old, new))
    for id in {**left, **right}:
        before, after = left.get(id), right.get(id)
        if before is None or after is None or before.severity != after.severity:
            yield _change(new, before, after)


def _change(deal: Assessment, before: Finding | None, after: Finding | None) -> Change:
    known = after or before
    assert known is not None
    return Change(
        rule=known.rule,
        deal=deal.id,
        path=deal.path,
        subject=known.subject,
        before=before.severity if before else None,
        after=after.severity if after else None,
        message=known.message,
    )
