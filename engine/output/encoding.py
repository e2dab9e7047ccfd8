"""Plain data -> JSON text in which every number keeps its exact decimal digits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ..deal.term import Term


def encode(value: object, indent: str = "") -> str:
    """The JSON text of a value, two blanks a level.

    Decimals keep their digits, which a float would lose; dates are texts of ISO 8601; a term is its value, or
    `[low, high]` when it is a range. Raises TypeError for anything that has no such form.
    """
    deeper = indent + "  "
    match value:
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=False)
        case Decimal():
            return format(value, "f")
        case date():
            return json.dumps(value.isoformat())
        case Term():
            return encode(value.low if value.exact else [value.low, value.high], indent)
        case Mapping():
            members = [
                f"{json.dumps(key, ensure_ascii=False)}: {encode(one, deeper)}" for key, one in value.items()
            ]
            return _enclosed("{", members, "}", indent)
        case list() | tuple():
            return _enclosed("[", [encode(one, deeper) for one in value], "]", indent)
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")


def _enclosed(opening: str, members: list[str], closing: str, indent: str) -> str:
    if not members:
        return opening + closing
    deeper = f"\n{indent}  "
    return opening + deeper + f",{deeper}".join(members) + f"\n{indent}{closing}"
