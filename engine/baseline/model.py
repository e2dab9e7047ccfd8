"""What a baseline holds: by whom, when and why findings of each deal were accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..assessment import Location
from ..assessment.waivers import Acceptance
from ..ruleset.schema import Severity

SCHEMA = "negotia/baseline/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings of one deal that are accepted: of a rule, about a subject and what lies below it.

    Without a subject, every finding of the rule is accepted; one that is graver than `severity` never is.
    """

    deal: str
    """The id of the deal."""
    rule: str
    by: str
    reason: str
    subject: str | None = None
    severity: Severity | None = None
    on: date | None = None
    """The day they were accepted."""
    until: date | None = None
    """The last day that holds; blockers need one."""
    line: int = field(default=0, compare=False)
    """The line of the file that it was read from; 0 if it is not in a file yet."""

    def acceptance(self, source: str) -> Acceptance:
        """As what is judged like a waiver of the deal."""
        place = Location(source, self.line, 1 if self.line else 0, "")
        return Acceptance(self.rule, self.subject, self.by, self.reason, self.until, place, self.severity)


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline in the order of its file."""

    name: str
    entries: tuple[Entry, ...]
    sha256: str = ""
    """Of the file's content."""

    @cached_property
    def by_deal(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries about each deal, by its id."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.deal, []).append(entry)
        return {deal: tuple(entries) for deal, entries in found.items()}


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """A baseline by its path, and what it held when it was read: small enough to be handed to other processes."""

    path: str
    sha256: str
