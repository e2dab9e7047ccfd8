"""One run of the rules over deals: what it was, what came out, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .assessment import Assessment, RulesetInfo
from .errors import Problem
from .ruleset import Ruleset
from .ruleset.schema import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made with: the day it is about, and the rules."""

    as_of: date
    ruleset: RulesetInfo


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rules, each counted for every subject it is about. The numbers add up to all outcomes.

    `fired` leaves out what is waived, and counts rules too that make no finding but ask, conclude or advise.
    """

    fired: int = 0
    clear: int = 0
    not_evaluated: int = 0
    not_applicable: int = 0
    waived: int = 0
    errors: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.fired + other.fired,
            self.clear + other.clear,
            self.not_evaluated + other.not_evaluated,
            self.not_applicable + other.not_applicable,
            self.waived + other.waived,
            self.errors + other.errors,
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that is no deal: a file, or a line of a file, and every problem of it."""

    source: str
    problems: tuple[Problem, ...]
    line: int = 0
    """The line in a file of many deals, from 1; 0 for a file of its own."""


@dataclass(slots=True)
class Totals:
    """What a run has counted so far; open findings by severity, the gravest first. Totals of parts add up."""

    deals: int = 0
    with_findings: int = 0
    refused: int = 0
    problems: int = 0
    guidance: int = 0
    passed_over: int = 0
    """Deals that were not wanted."""
    findings: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    open: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    """What could not be evaluated, by the gravest finding that it could be."""
    tally: Tally = field(default_factory=Tally)

    def add(self, one: Assessment, ruleset: Ruleset | None = None) -> None:
        """Counts a deal; only its rules tell how grave what is open could be."""
        self.deals += 1
        self.with_findings += bool(one.open_findings)
        self.guidance += len(one.advice)
        for finding in one.open_findings:
            self.findings[finding.severity] += 1
        if ruleset is not None:
            self._leave_open(one, ruleset)
        self.tally += tally([one])

    def _leave_open(self, one: Assessment, ruleset: Ruleset) -> None:
        for outcome in one.outcomes:
            gravest = ruleset.by_id[outcome.rule].gravest if outcome.outcome == "not evaluated" else None
            if gravest is not None:
                self.open[gravest] += 1

    def refuse(self, refusal: Refusal) -> None:
        """Counts an input that is no deal."""
        self.refused += 1
        self.problems += len(refusal.problems)

    def merge(self, other: Totals) -> None:
        """Adds what another part of the run has counted."""
        self.deals += other.deals
        self.with_findings += other.with_findings
        self.refused += other.refused
        self.problems += other.problems
        self.guidance += other.guidance
        self.passed_over += other.passed_over
        for severity in SEVERITIES:
            self.findings[severity] += other.findings[severity]
            self.open[severity] += other.open[severity]
        self.tally += other.tally

    @property
    def failed(self) -> bool:
        """Whether an input could not be read, or a rule could not be run."""
        return bool(self.refused or self.tally.errors)


@dataclass(frozen=True)
class Run:
    """The assessments of the deals that could be read, in the order of their files, and why the others could not."""

    as_of: date
    ruleset: RulesetInfo
    assessments: tuple[Assessment, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def info(self) -> RunInfo:
        """What it was made with."""
        return RunInfo(self.as_of, self.ruleset)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """The problems by input."""
        by_source: dict[str, list[Problem]] = {}
        for problem in self.problems:
            by_source.setdefault(problem.source, []).append(problem)
        return tuple(Refusal(source, tuple(problems)) for source, problems in by_source.items())

    def counted(self, ruleset: Ruleset | None = None) -> Totals:
        """What it counted."""
        totals = Totals()
        for one in self.assessments:
            totals.add(one, ruleset)
        for refusal in self.refusals:
            totals.refuse(refusal)
        return totals


def tally(assessments: Iterable[Assessment]) -> Tally:
    """The outcomes of the rules in all the assessments together."""
    all_of = tuple(assessments)
    waived = sum(len(one.findings) - len(one.open_findings) for one in all_of)
    return Tally(
        fired=sum(one.count("fires") for one in all_of) - waived,
        clear=sum(one.count("clear") for one in all_of),
        not_evaluated=sum(one.count("not evaluated") for one in all_of),
        not_applicable=sum(one.count("not applicable") for one in all_of),
        waived=waived,
        errors=sum(one.count("error") for one in all_of),
    )
