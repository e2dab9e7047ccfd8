"""An offer log, read, as plain data, and its part of the JSON Schema."""

from __future__ import annotations

from typing import Any, get_args

from ..analysis import Analysis, PlacedOffer
from ..bargaining.history.forecast import Forecast
from ..bargaining.history.impasse import Awaited
from ..bargaining.history.limits import ImpliedLimit
from ..bargaining.history.reciprocity import Reciprocity
from ..bargaining.history.repeated import DoubleStep, Nibble, Repeat, Retreat
from ..bargaining.history.rhythm import Rhythm, Stride
from ..deal.base import Side
from .numbers import number
from .records import data, schema
from .schema_parts import list_of, or_null, record, ref


def log_data(analysis: Analysis) -> dict[str, Any]:
    """Where each offer lies, and what the offers tell about the way both sides bargain."""
    log = analysis.log
    packages = [log.package_rhythm(side) for side in get_args(Side)]
    return {
        "offers": [_placed(one) for one in analysis.offers],
        "steps": data(log.strides),
        "rhythms": data((*(one for one in packages if one is not None), *log.issue_rhythms)),
        "reciprocity": data(log.reciprocity),
        "unpaid": [move.key for move in log.unpaid],
        "repeats": data(log.repeats),
        "double_steps": data(log.double_steps),
        "retreats": data(log.retreats),
        "nibbles": data(log.nibbles),
        "implied_limits": data(log.implied_limits),
        "forecast": data(log.forecast),
        "awaited": data(log.awaited),
    }


def log_schema() -> dict[str, Any]:
    """The schema of `log_data`."""
    offer = record(
        "An offer with its whole package; null where nothing in it can be valued.",
        offer={"type": "string"},
        by={"enum": list(get_args(Side))},
        round={"type": "integer"},
        ours=or_null(ref("utility")),
        theirs=or_null(ref("utility")),
        efficient={"type": ["boolean", "null"]},
        most_for_us=or_null(ref("utility")) | {"description": "What we could gain at no loss to them."},
        most_for_them=or_null(ref("utility")) | {"description": "What they could gain at no loss to us."},
    )
    return record(
        "The offers on record, and what they tell about the way both sides bargain.",
        offers=list_of(offer),
        steps=list_of(schema(Stride)),
        rhythms=list_of(schema(Rhythm)),
        reciprocity=or_null(schema(Reciprocity)),
        unpaid=list_of({"type": "string"}) | {"description": "Offers that gave something and got nothing."},
        repeats=list_of(schema(Repeat)),
        double_steps=list_of(schema(DoubleStep)),
        retreats=list_of(schema(Retreat)),
        nibbles=list_of(schema(Nibble)),
        implied_limits=list_of(schema(ImpliedLimit)),
        forecast=or_null(schema(Forecast)),
        awaited=or_null(schema(Awaited)),
    )


def _placed(one: PlacedOffer) -> dict[str, Any]:
    place = one.place
    return {
        "offer": one.offer.key,
        "by": one.offer.by,
        "round": one.offer.round,
        "ours": place and number(place.ours),
        "theirs": place and number(place.theirs),
        "efficient": place and place.efficient,
        "most_for_us": place and number(place.most_for_us),
        "most_for_them": place and number(place.most_for_them),
    }
