"""What a check finds beside a baseline: findings that it accepts are marked as waived, and what is stale is told."""

from __future__ import annotations

from dataclasses import replace

from ..assessment import Assessment
from ..assessment.waivers import accept
from ..ruleset import Ruleset
from .model import Baseline


def accepted(assessment: Assessment, baseline: Baseline, ruleset: Ruleset) -> Assessment:
    """The assessment with the findings marked that the baseline accepts, and a note on each entry about the deal.

    Entries are judged as waivers are; what the deal itself waives stays waived as it says.
    """
    entries = baseline.by_deal.get(assessment.id)
    if not entries:
        return assessment
    acceptances = [entry.acceptance(baseline.name) for entry in entries]
    marked, notes = accept(assessment.open_findings, acceptances, ruleset, assessment.as_of)
    by_id = {one.id: one for one in marked}
    return replace(
        assessment,
        findings=tuple(by_id.get(one.id, one) for one in assessment.findings),
        waivers=(*assessment.waivers, *notes),
    )
