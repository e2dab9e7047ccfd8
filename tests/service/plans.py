"""What tests of the service share: a plan, the samples, a clock that stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples" / "deals"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
YAML = {"content-type": "application/yaml"}
PLAN = """\
# how we began
deal: {id: acme, title: Software for Acme, stage: preparation}
us: {name: Our Ltd}
them: {name: Acme Inc}
"""


def clock() -> datetime:
    """Always the same moment."""
    return NOW
