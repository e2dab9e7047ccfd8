"""One run of the rules over many deals, as frozen data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .assessment import Assessment, RulesetInfo
from .errors import Problem
from .ruleset.schema import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rules, each counted for every subject it is about. The numbers add up to all outcomes.

    `fired` leaves out what is waived, and counts rules too that make no finding but ask, conclude or advise.
    """

    fired: int
    clear: int
    not_evaluated: int
    not_applicable: int
    waived: int
    errors: int


@dataclass(frozen=True, slots=True)
class Run:
    """The assessments of the deals that could be read, in the order of their files, and why the others could not."""

    as_of: date
    ruleset: RulesetInfo
    assessments: tuple[Assessment, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a file could not be read, or a rule could not be run."""
        return bool(self.problems) or any(one.count("error") for one in self.assessments)


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


def by_severity(assessments: Iterable[Assessment]) -> dict[Severity, int]:
    """How many open findings there are of each severity, the gravest first."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for assessment in assessments:
        for finding in assessment.open_findings:
            counts[finding.severity] += 1
    return counts
