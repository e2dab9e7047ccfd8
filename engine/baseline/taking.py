"""A baseline of today's findings: what an older one accepts stays as it is, the rest is accepted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..assessment import Assessment, Finding
from ..assessment.waivers import accept, judge
from ..ruleset import Ruleset
from .model import Baseline, Entry


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms findings are accepted now."""

    by: str
    reason: str
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The entries of the new baseline, and how they came about."""

    entries: tuple[Entry, ...]
    new: int
    kept: int
    """Entries about the deals that were checked, as they were before."""
    unchecked: int
    """Entries about other deals, as they were before."""
    stale: int
    """Entries that were taken out."""
    left: Mapping[tuple[str, str], int]
    """How many findings are not accepted, by rule and reason."""


class Taking:
    """Makes a baseline from assessments that were made without one, one after the other.

    Without terms nothing new is accepted. Entries about deals that do not come by are kept, unless `prune` is set.
    """

    def __init__(self, old: Baseline, terms: Terms | None, ruleset: Ruleset, *, prune: bool = False) -> None:
        self._old = old
        self._terms = terms
        self._ruleset = ruleset
        self._prune = prune
        self._seen: set[str] = set()
        self._used: set[Entry] = set()
        self._new: dict[tuple[str, str], Entry] = {}
        self._left: Counter[tuple[str, str]] = Counter()

    def add(self, one: Assessment) -> None:
        """Takes in the open findings of a deal."""
        self._seen.add(one.id)
        entries = self._old.by_deal.get(one.id, ())
        acceptances = [entry.acceptance(self._old.name) for entry in entries]
        marked, notes = accept(one.open_findings, acceptances, self._ruleset, one.as_of)
        self._used |= {entry for entry, note in zip(entries, notes, strict=True) if note.state == "used"}
        for finding in marked:
            if finding.waived is None:
                self._take(one, finding)

    def taken(self) -> Taken:
        """The baseline so far."""
        checked = [entry for entry in self._old.entries if entry.deal in self._seen]
        kept = [entry for entry in checked if entry in self._used]
        others = [entry for entry in self._old.entries if entry.deal not in self._seen]
        unchecked = [] if self._prune else others
        return Taken(
            entries=(*kept, *unchecked, *self._new.values()),
            new=len(self._new),
            kept=len(kept),
            unchecked=len(unchecked),
            stale=len(self._old.entries) - len(kept) - len(unchecked),
            left=dict(self._left),
        )

    def _take(self, one: Assessment, finding: Finding) -> None:
        if self._terms is None:
            self._left[finding.rule, "it is new"] += 1
            return
        entry = Entry(
            deal=one.id,
            rule=finding.rule,
            by=self._terms.by,
            reason=self._terms.reason,
            subject=finding.subject,
            severity=finding.severity,
            on=self._terms.on,
            until=self._terms.until,
        )
        state, message = judge(entry.acceptance(""), [finding], self._ruleset, one.as_of)
        if state == "used":
            self._new[one.id, finding.id] = entry
        else:
            self._left[finding.rule, message] += 1
