"""(Deal, Ruleset, day) -> Assessment. Pure."""

from __future__ import annotations

from datetime import date

from .assessment import Assessment
from .assessment.building import assess
from .assessment.model import Scope
from .deal.base import Stage
from .deal.model import Deal
from .evaluation import evaluate
from .ruleset.model import Ruleset


def check(
    deal: Deal,
    ruleset: Ruleset,
    as_of: date,
    *,
    stage: Stage | None = None,
    locale: str = "en_GB",
    scope: Scope = "all",
) -> Assessment:
    """The assessment of a deal on a day. `stage` checks it as if it stood at that stage.

    The scope `findings` leaves out what takes a look at every outcome: questions, conclusions, advice and outcomes.
    """
    return assess(evaluate(deal, ruleset, as_of, stage=stage), locale=locale, scope=scope)
