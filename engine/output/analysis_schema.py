"""The JSON Schema of analyses, `negotia/analysis/1`."""

from __future__ import annotations

from typing import Any, get_args

from ..bargaining.efficiency.reservation import Source
from ..deal.schema import DIALECT
from .advice_schema import advice_parts
from .analysis_json import SCHEMA
from .log_json import log_schema
from .numbers import DIGITS
from .robustness_json import robustness_schema
from .schema_parts import list_of, or_null, record, ref

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_SOURCE = {"enum": list(get_args(Source))}


def analysis_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of the bargaining analysis of a deal; every field is always there."""
    top = record(
        "What both sides could gain in a deal, and how to get there.",
        schema={"const": SCHEMA},
        deal=record("The deal.", id=_TEXT, title=_TEXT),
        outcomes=_COUNT
        | {"description": "How many outcomes there are: a value for each issue that is valued."},
        reservation=record(
            "The utility below which a side does better without an agreement; null when it is not known.",
            ours=or_null(ref("utility")),
            theirs=or_null(ref("utility")),
        ),
        reservation_source=record("What the reservations were taken from.", ours=_SOURCE, theirs=_SOURCE),
        issues=list_of(ref("issue")),
        left_out=list_of(record("An issue that could not be valued.", issue=_TEXT, reason=_TEXT)),
        assumptions=list_of(_TEXT)
        | {"description": "What the plan does not tell and was assumed, in words."},
        frontier=list_of(ref("outcome"))
        | {"description": "Every distinct efficient pair at or above both reservations, best for us first."},
        exact={"type": "boolean", "description": "Whether the frontier lists all of them."},
        max_error=ref("utility")
        | {
            "description": "Each one that is not listed is better by at most this, for either side, than one that is."
        },
        nash=or_null(ref("outcome")),
        kalai=or_null(ref("outcome")),
        kalai_smorodinsky=or_null(ref("outcome")),
        welfare=or_null(ref("outcome")),
        final=or_null(ref("place")),
        zone=ref("zone"),
        trades=list_of(ref("trade")),
        packages=list_of(ref("package")),
        concessions=ref("concessions"),
        log=log_schema(),
        robustness=or_null(robustness_schema()),
    )
    return {"$schema": DIALECT, "$id": SCHEMA, "title": SCHEMA, **top, "$defs": _parts()}


def _parts() -> dict[str, Any]:
    utilities = {"ours": ref("utility"), "theirs": ref("utility")}
    return {
        **advice_parts(),
        "utility": {
            "description": f"On the scale of the deal's own weights; rounded to {DIGITS} places if it has no end.",
            "type": "number",
        },
        "value": {
            "description": "The value of an issue; a range is [low, high].",
            "anyOf": [
                {"type": ["string", "number"]},
                {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "maxItems": 2},
            ],
        },
        "terms": {"type": "object", "additionalProperties": ref("value")},
        "issue": record(
            "An issue that is valued, and how its range was cut.", issue=_TEXT, options=_COUNT, step=_TEXT
        ),
        "outcome": record("A package and its utilities.", **utilities, terms=ref("terms")),
        "place": record(
            "What was agreed, and the packages that are better for one side at least and worse for none.",
            **utilities,
            terms=ref("terms"),
            open=list_of(_TEXT) | {"description": "Issues that it does not settle."},
            efficient={"type": "boolean"},
            better=list_of(ref("outcome")),
        ),
        "zone": record(
            "Whether there is something that both sides accept, of the deal and issue by issue.",
            exists={"type": ["boolean", "null"]},
            issues=list_of(
                record(
                    "Whether the limits of an issue leave room; null when that is not known.",
                    issue=_TEXT,
                    exists={"type": ["boolean", "null"]},
                    our_limit=or_null(ref("value")),
                    their_limit=or_null(ref("value")),
                )
            ),
        ),
    }
