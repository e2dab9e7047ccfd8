"""Everything that is known about one deal on one day: what every document and report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .assessment import Assessment
from .assessment.building import assess
from .deal.model import Deal
from .evaluation import evaluate
from .facts import Facts
from .ruleset.model import Ruleset


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A deal, the facts derived from it, and its assessment. All three documents come from one case file."""

    deal: Deal
    facts: Facts
    assessment: Assessment


def open_case(deal: Deal, ruleset: Ruleset, as_of: date, *, locale: str = "en_GB") -> CaseFile:
    """The case file of a deal on a day, its texts worded for a locale."""
    evaluation = evaluate(deal, ruleset, as_of)
    return CaseFile(deal, evaluation.facts, assess(evaluation, locale=locale))
