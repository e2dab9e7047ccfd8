"""How far results hold, as plain data, and its part of the JSON Schema."""

from __future__ import annotations

from typing import Any, get_args

from ..bargaining.robustness.information import Information
from ..bargaining.robustness.robustness import Name, Robustness, Solution
from ..bargaining.robustness.spreads import Spread, ZoneSpread
from .encoding import plain
from .schema_parts import list_of, or_null, record, ref

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_FIGURES = 6
"""Digits after the point: more would tell nothing that draws can tell."""


def robustness_data(found: Robustness) -> dict[str, Any]:
    """Counts are numbers of draws."""
    return {
        "draws": found.draws,
        "seed": found.seed,
        "ranges": [one.path for one in found.inputs],
        "idle": [one.path for one in found.idle],
        "zone": found.zone,
        "zones": [_zone(one) for one in found.zones],
        "gain": [round(end, _FIGURES) for end in found.gain],
        "solutions": [_solution(one) for one in found.solutions],
        "packages": [
            {
                "name": one.name,
                "ours": one.ours,
                "theirs": one.theirs,
                "efficient": one.efficient,
                "holds": one.holds,
            }
            for one in found.packages
        ],
        "trades": [
            {"name": one.name, "ours": one.ours, "theirs": one.theirs, "holds": one.holds}
            for one in found.trades
        ],
        "information": [_information(one) for one in found.information],
    }


def robustness_schema() -> dict[str, Any]:
    """The schema of `robustness_data`."""
    held = {"name": _TEXT, "ours": _COUNT, "theirs": _COUNT}
    spread = record(
        "Where an issue ends in nine of ten draws: a range of numbers or dates, or how often each option.",
        issue=_TEXT,
        term=or_null(ref("value")),
        options=list_of(record("An option.", option=_TEXT, draws=_COUNT)),
    )
    return record(
        "In how many draws of the plan's ranges results hold.",
        draws=_COUNT,
        seed={"type": "integer"},
        ranges=list_of(_TEXT) | {"description": "What is drawn."},
        idle=list_of(_TEXT) | {"description": "Ranges that no result rests on."},
        zone=_COUNT | {"description": "Draws in which some outcome is acceptable to both."},
        zones=list_of(
            record(
                "The limits of an issue in nine of ten draws, and the draws in which they leave room.",
                issue=_TEXT,
                our_limit=ref("value"),
                their_limit=ref("value"),
                exists=_COUNT,
            )
        ),
        gain=list_of({"type": "number"})
        | {"description": "The largest sum of both gains in nine of ten draws: from, to."},
        solutions=list_of(
            record(
                "A fair outcome: the draws in which that of the plan still is one.",
                name={"enum": list(get_args(Name))},
                holds=_COUNT,
                spreads=list_of(spread),
            )
        ),
        packages=list_of(
            record(
                "Draws in which we accept it, they do, it wastes nothing, all three.",
                **held,
                efficient=_COUNT,
                holds=_COUNT,
            )
        ),
        trades=list_of(record("Draws in which we gain by it, they do, both.", **held, holds=_COUNT)),
        information=list_of(
            record(
                "What it would be worth to know a range, as a share of the best package and of knowing all.",
                path=_TEXT,
                worth={"type": "number"},
                share={"type": "number"},
                changes=_COUNT,
            )
        ),
    )


def _zone(one: ZoneSpread) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "our_limit": plain(one.ours),
        "their_limit": plain(one.theirs),
        "exists": one.exists,
    }


def _solution(one: Solution) -> dict[str, Any]:
    return {"name": one.name, "holds": one.holds, "spreads": [_spread(each) for each in one.spreads]}


def _spread(one: Spread) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "term": None if one.term is None else plain(one.term),
        "options": [{"option": str(option), "draws": draws} for option, draws in one.options],
    }


def _information(one: Information) -> dict[str, Any]:
    return {
        "path": one.input.path,
        "worth": round(one.worth, _FIGURES),
        "share": round(one.share, _FIGURES),
        "changes": one.changes,
    }
