"""The bargaining analysis as JSON, `negotia/analysis/1`: for programs, complete, numbers exact where they end."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from ..analysis import Analysis
from ..bargaining.efficiency.points import Outcome, Place, outcomes
from ..bargaining.offers import Package
from ..bargaining.preferences import position
from ..bargaining.progress import Zone
from ..deal.issues import Issue
from .encoding import encode, plain

SCHEMA = "negotia/analysis/1"
DIGITS = 12
"""Decimal places of a utility that has no end, such as a third."""


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
    }


def number(value: Fraction) -> Decimal:
    """A fraction as a decimal number: exact where it has an end, else to so many decimal places."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = DIGITS if rest != 1 else max(twos, fives)
    scaled = round(value * 10**places)
    with localcontext(prec=max(len(str(abs(scaled))), 1)):
        exact = Decimal(scaled).scaleb(-places)
    return exact if rest == 1 else exact.normalize()


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
