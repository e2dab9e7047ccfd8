"""A run in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from ..ruleset.schema import Severity
from ..run import Totals
from .words import enumerated


def verdict(totals: Totals) -> str:
    """What was found in how many deals, and what could not be checked."""
    sentences = []
    if found := found_words(totals.findings):
        where = "" if totals.deals == 1 else f" in {totals.with_findings:,} of {totals.deals:,} deals"
        sentences.append(f"Found {found}{where}.")
    elif totals.deals:
        sentences.append(f"No findings in {many(totals.deals, 'deal')}.")
    if totals.refused:
        sentences.append(f"{many(totals.refused, 'input')} could not be checked.")
    if totals.tally.errors:
        sentences.append(f"{many(totals.tally.errors, 'rule')} could not be run.")
    return " ".join(sentences) or "No deals."


def found_words(findings: Mapping[Severity, int]) -> str:
    """`1 blocker, 3 major and 2 advice`; empty if there are none."""
    return enumerated(
        [many(count, name, "s" if name == "blocker" else "") for name, count in findings.items() if count]
    )


def many(count: int, noun: str, plural: str = "s") -> str:
    """`1 deal`, `2,000 deals`; `plural` is what more than one appends."""
    return f"{count:,} {noun}{'' if count == 1 else plural}"
