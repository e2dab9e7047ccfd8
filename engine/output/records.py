"""Named tuples of the bargaining room as plain data, and the JSON Schema of it, both read off their fields."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from ..deal.base import Section
from ..deal.term import Term
from .encoding import plain
from .schema_parts import list_of, or_null, record, ref

_HIDDEN = frozenset({"place"})
"""Fields that only count positions; offers are named by their keys."""

_SCALARS: Mapping[type, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
}


def data(value: object) -> object:
    """A named tuple as a mapping of its fields; issues and offers as their keys, terms as values."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: data(one) for name, one in value._asdict().items() if name not in _HIDDEN}
    if isinstance(value, tuple):
        return [data(one) for one in value]
    return value.key if isinstance(value, Section) else plain(value)


def schema(cls: type[NamedTuple]) -> dict[str, Any]:
    """The schema of the data of a named tuple; the first line of its docstring is the description."""
    hints = {name: hint for name, hint in get_type_hints(cls).items() if name not in _HIDDEN}
    return record((cls.__doc__ or "").split("\n")[0], **{name: _schema(hint) for name, hint in hints.items()})


def _schema(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return or_null(_schema(next(one for one in arguments if one is not type(None))))
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return list_of(_schema(arguments[0]))
    if hint is Term:
        return ref("value")
    if issubclass(hint, Section):
        return {"type": "string"}
    return schema(hint) if hasattr(hint, "_fields") else _SCALARS[hint]
