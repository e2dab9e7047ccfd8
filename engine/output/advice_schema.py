"""The JSON Schema of advice."""

from __future__ import annotations

from typing import Any, get_args

from ..bargaining.advice.counteroffer import Why
from .schema_parts import list_of, or_null, record, ref

_TEXT = {"type": "string"}
_UTILITIES = {"ours": ref("utility"), "theirs": ref("utility")}


def advice_parts() -> dict[str, Any]:
    """The definitions of trades, packages and concessions."""
    return {
        "step": record(
            "A change on one issue; utilities are gains or, negative, costs.",
            issue=_TEXT,
            **{"from": ref("value")},
            to=ref("value"),
            **_UTILITIES,
        ),
        "trade": record(
            "What we give and get; both sides gain.", give=ref("step"), get=ref("step"), **_UTILITIES
        ),
        "package": record(
            "One of several packages of equal worth to us.",
            **_UTILITIES,
            terms=ref("terms"),
            favours=_TEXT | {"description": "The issue on which it is kindest to them."},
        ),
        "concessions": record(
            "What our planned concessions cost and buy, the steps to our target, and the next offer.",
            planned=list_of(
                record(
                    "A planned concession; null where it cannot be told, amounts in the unit of the main money issue.",
                    id=_TEXT,
                    ours=or_null(ref("utility")),
                    theirs=or_null(ref("utility")),
                    cost=or_null({"type": "number"}),
                    value=or_null({"type": "number"}),
                )
            ),
            price=or_null(ref("price_steps")),
            package=list_of(
                record(
                    "A step of the whole package: its worth to us after it, and how much less than before.",
                    level=ref("utility"),
                    size=ref("utility"),
                    gives=list_of(_TEXT) | {"description": "Planned concessions."},
                    terms=or_null(ref("terms")),
                )
            ),
            held_back=list_of(_TEXT)
            | {"description": "Planned concessions that would take us below our target."},
            next=record(
                "What to offer next, or why nothing.",
                why_none={"enum": list(get_args(Why))},
                offer=or_null(ref("outcome")),
                gives=list_of(ref("step")),
                planned=list_of(_TEXT),
                ask=or_null(ref("step")),
            ),
            needed=list_of(_TEXT) | {"description": "What the plan would have to tell for more advice."},
        ),
        "price_steps": record(
            "Shrinking steps on the main money issue.",
            issue=_TEXT,
            start=ref("value"),
            steps=list_of(
                record("A step.", to=ref("value"), size={"type": "number"}, planned=or_null(_TEXT))
            ),
        ),
    }
