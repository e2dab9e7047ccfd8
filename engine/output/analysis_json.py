"""The bargaining analysis as JSON, `negotia/analysis/1`: for programs, complete, numbers exact where they end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..analysis import Analysis
from ..bargaining.efficiency.points import Outcome, Place, outcomes
from ..bargaining.offers import Package
from ..bargaining.preferences import position
from ..bargaining.progress import Zone
from ..deal.issues import Issue
from . import advice_json
from .encoding import encode, plain
from .log_json import log_data
from .numbers import number
from .robustness_json import robustness_data

SCHEMA = "negotia/analysis/1"


def format_analysis_json(analysis: Analysis) -> str:
    """The whole analysis as one JSON object."""
    return encode(analysis_data(analysis)) + "\n"


def analysis_data(analysis: Analysis) -> dict[str, Any]:
    """The analysis as plain data; numbers are still Decimal."""
    space, frontier = analysis.space, analysis.frontier
    ours, theirs = analysis.reservations
    return {
        "schema": SCHEMA,
        "deal": {"id": analysis.deal.id, "title": analysis.deal.deal.title},
        "outcomes": space.outcomes,
        "reservation": {"ours": _number(ours.utility), "theirs": _number(theirs.utility)},
        "reservation_source": {"ours": ours.source, "theirs": theirs.source},
        "issues": [
            {"issue": one.issue.id, "options": len(one.options), "step": one.step} for one in space.dimensions
        ],
        "left_out": [{"issue": one.issue.id, "reason": one.reason} for one in space.left_out],
        "assumptions": list(space.assumptions),
        "frontier": [_outcome(one) for one in outcomes(space, frontier)],
        "exact": frontier.exact,
        "max_error": _number(frontier.max_error),
        "nash": _outcome_or_null(analysis.nash),
        "kalai": _outcome_or_null(analysis.kalai),
        "kalai_smorodinsky": _outcome_or_null(analysis.kalai_smorodinsky),
        "welfare": _outcome_or_null(analysis.welfare),
        "final": _place(analysis.final),
        "zone": {"exists": analysis.zone_exists, "issues": [_zone(one) for one in analysis.zones]},
        "trades": advice_json.trades(analysis),
        "packages": advice_json.packages(analysis),
        "concessions": advice_json.concessions(analysis),
        "log": log_data(analysis),
        "robustness": None if analysis.robustness is None else robustness_data(analysis.robustness),
    }


def _number(value: Fraction | None) -> Decimal | None:
    return None if value is None else number(value)


def _terms(terms: Package) -> dict[str, object]:
    return {id: plain(term) for id, term in terms.items()}


def _outcome(one: Outcome) -> dict[str, Any]:
    return {"ours": number(one.ours), "theirs": number(one.theirs), "terms": _terms(one.terms)}


def _outcome_or_null(one: Outcome | None) -> dict[str, Any] | None:
    return None if one is None else _outcome(one)


def _place(one: Place | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "ours": number(one.ours),
        "theirs": number(one.theirs),
        "terms": _terms(one.terms),
        "open": [issue.id for issue in one.open],
        "efficient": one.efficient,
        "better": [_outcome(better) for better in one.better],
    }


def _zone(one: Zone) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "exists": one.exists,
        "our_limit": _limit(one.issue, "us"),
        "their_limit": _limit(one.issue, "them"),
    }


def _limit(issue: Issue, side: Any) -> object:
    stand = position(issue, side)
    return plain(stand.walkaway) if stand and stand.walkaway else None
