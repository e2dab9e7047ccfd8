"""The types of the deal model in the terms of the condition language, read off the model itself."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ..deal.base import Section
from ..deal.term import Term
from ..expressions import (
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Choice,
    Field,
    ListOf,
    MapOf,
    Opaque,
    Record,
    Type,
)

TERM = Opaque("Term")
"""The value of an issue, or a quantity that may be a range: only functions compare it."""

_SCALARS: tuple[tuple[type, Type], ...] = (
    (bool, BOOLEAN),
    (int, NUMBER),
    (Decimal, NUMBER),
    (str, TEXT),
    (datetime, DATETIME),
    (date, DATE),
    (Term, TERM),
)


def type_of(annotation: Any) -> Type:
    """The language's type of a Python annotation; `X | None` is X, since anything may be absent."""
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return type_of(arguments[0])
    if origin in (Union, types.UnionType):
        return type_of(next(one for one in arguments if one is not type(None)))
    if origin is Literal:
        return Choice(arguments)
    if origin is tuple:
        return ListOf(type_of(arguments[0]))
    if origin in (dict, Mapping):
        return MapOf(type_of(arguments[1]))
    return record_of(annotation) if _is_record(annotation) else dict(_SCALARS)[annotation]


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and (
        issubclass(annotation, Section)
        or (is_dataclass(annotation) and annotation is not Term)
        or hasattr(annotation, "_fields")  # a named tuple
    )


@cache
def record_of(cls: type) -> Record:
    """The record type of a section of the deal, or of a derived value."""
    if issubclass(cls, Section):
        return Record(cls.__name__, lambda: _section_fields(cls))
    return Record(cls.__name__, lambda: _derived_fields(cls))


def _section_fields(cls: type[Section]) -> Mapping[str, Field]:
    found = {
        name: Field(type_of(field.annotation), field.description or "", required=field.is_required())
        for name, field in cls.model_fields.items()
    }
    return (
        found | {"label": Field(TEXT, "Its name, or its id.", required=True)}
        if hasattr(cls, "label")
        else found
    )


def _derived_fields(cls: type) -> Mapping[str, Field]:
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)] if is_dataclass(cls) else list(hints)
    shown = [name for name in names if not name.startswith("_")]
    found = {name: Field(type_of(hints[name])) for name in shown} | dict(computed_fields(cls))
    return (
        found | {"key": Field(TEXT, "Its key in messages.", required=True)} if hasattr(cls, "key") else found
    )


def computed_fields(cls: type) -> Mapping[str, Field]:
    """The cached properties of a class as fields; the first line of each docstring is its meaning."""
    found = {}
    for name, attribute in vars(cls).items():
        if isinstance(attribute, cached_property) and not name.startswith("_"):
            hints = get_type_hints(attribute.func)
            found[name] = Field(type_of(hints["return"]), (attribute.func.__doc__ or "").split("\n")[0])
    return found
