"""The assessment of a deal: what a check found, as frozen data in one total order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ..deal.base import Stage
from ..ruleset.schema import SEVERITIES, Severity

OutcomeKind = Literal["fires", "clear", "not evaluated", "not applicable", "error"]
OUTCOMES: tuple[OutcomeKind, ...] = ("fires", "clear", "not evaluated", "not applicable", "error")
Counts = Mapping[OutcomeKind, int]
"""How many outcomes are of each kind; all kinds are there."""
Scope = Literal["all", "findings"]
"""How much of an assessment is made: all, or the findings, waivers, scores and counts alone, which is faster."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands: `path` in the user's terms, line and column from 1.

    They are 0 for a deal made in memory, and for one in a table, where `cell` tells the place: `Issues!B7`.
    """

    source: str
    line: int
    column: int
    path: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Waived:
    """By whom a finding is accepted for now, why, and until when."""

    by: str
    reason: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired on a subject of the deal (empty for the deal as a whole). `values` are what it looked at."""

    rule: str
    severity: Severity
    subject: str
    title: str
    message: str
    remedy: str
    practice: tuple[str, ...]
    stage: Stage
    location: Location
    values: Mapping[str, object]
    waived: Waived | None = None

    @property
    def id(self) -> str:
        """Stable over reordering of the deal: rule and subject."""
        return f"{self.rule}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: the other side (or a person of theirs), or ourselves (`to` is `us`).

    `settles` are the findings and open rules that an answer would decide; `rank` counts from 1, most useful first.
    """

    id: str
    to: str
    text: str
    why: str
    follow_up: str
    path: str
    type: str
    settles: tuple[str, ...]
    rank: int
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows about a subject; `certain` is False while something it rests on is not known."""

    name: str
    subject: str
    certain: bool
    because: tuple[str, ...]
    """Ids of the rules that conclude it."""
    reasons: tuple[str, ...]
    """Titles of those rules."""
    level: int
    """0 rests on facts alone; each level above rests on conclusions below."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do in this situation; `say` is a first sentence, `tactic` the way out of a deadlock it proposes."""

    rule: str
    subject: str
    title: str
    text: str
    say: str
    tactic: str
    practice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a rule on a subject. `needs` are the places that would have to be filled to tell."""

    rule: str
    subject: str
    outcome: OutcomeKind
    needs: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How a stage stands, by weight of its rules: of what is known, how much is met; and what is unknown."""

    stage: Stage
    known: int
    met: int
    unknown: int


WaiverState = Literal[
    "used", "expired", "no match", "unknown rule", "not allowed", "needs a last day", "graver"
]


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """What became of a waiver of the deal, or of an entry of a baseline about it."""

    rule: str
    subject: str
    state: WaiverState
    message: str
    location: Location


@dataclass(frozen=True, slots=True)
class RulesetInfo:
    """Which rules were applied, and what chained their conclusions."""

    packs: tuple[tuple[str, str, str], ...]
    """Name, version and sha256 of each pack."""
    sha256: str
    inference: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found about one deal on one day. Every list is in its one order, the same on every run.

    In the scope `findings`, the questions, conclusions, advice and outcomes are left out, and counted all the same.
    """

    path: str
    id: str
    title: str
    owner: str
    stage: Stage
    as_of: date
    ruleset: RulesetInfo
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    conclusions: tuple[Conclusion, ...]
    advice: tuple[Advice, ...]
    scores: tuple[Score, ...]
    outcomes: tuple[Outcome, ...]
    waivers: tuple[WaiverNote, ...]
    counts: Counts
    meeting: datetime | None = None
    """When the meeting prepared for begins, as far as it is known."""
    scope: Scope = "all"

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has waived."""
        return tuple(finding for finding in self.findings if finding.waived is None)

    def count(self, kind: OutcomeKind) -> int:
        """How many outcomes are of this kind."""
        return self.counts[kind]

    def worst(self) -> Severity | None:
        """The gravest severity among the open findings."""
        return min((one.severity for one in self.open_findings), key=SEVERITIES.index, default=None)
