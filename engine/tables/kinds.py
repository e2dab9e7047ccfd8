"""What the fields of the deal model hold, as far as it matters to a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from ..deal.base import Section
from ..deal.currency import CODES
from ..deal.term import Term

Kind = Literal[
    "text", "texts", "number", "count", "day", "moment", "truth", "choice", "choices", "term", "terms", "scores",
    "section", "sections",
]  # fmt: skip
_SCALARS: Mapping[Any, Kind] = {
    str: "text",
    Decimal: "number",
    int: "count",
    date: "day",
    datetime: "moment",
    bool: "truth",
    Term: "term",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a section, under the name that it has in a file."""

    name: str
    kind: Kind
    description: str
    required: bool
    options: tuple[str, ...] = ()
    """The words it can be, if they are a closed list."""
    model: type[Section] | None = None
    """The class of the section, or of the items of a list of them."""


@cache
def fields_of(model: type[Section]) -> Mapping[str, Field]:
    """The fields of a section by the names that they have in a file, in the model's order."""
    found = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        kind, options, nested = _kind(_bare(info.annotation))
        if key == "currency":
            kind, options = "choice", tuple(sorted(CODES))
        found[key] = Field(key, kind, info.description or "", info.is_required(), options, nested)
    return found


def _bare(annotation: Any) -> Any:
    """The type without None and without what pydantic is told about it."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    present = [one for one in get_args(annotation) if one is not NoneType]
    return _bare(present[0]) if NoneType in get_args(annotation) else annotation


def _kind(bare: Any) -> tuple[Kind, tuple[str, ...], type[Section] | None]:
    if get_origin(bare) is Literal:
        return "choice", get_args(bare), None
    if get_origin(bare) is dict:
        return ("terms" if _bare(get_args(bare)[1]) is Term else "scores"), (), None
    if get_origin(bare) is tuple:
        item = _bare(get_args(bare)[0])
        if get_origin(item) is Literal:
            return "choices", get_args(item), None
        return ("texts", (), None) if item is str else ("sections", (), item)
    if bare in _SCALARS:
        return _SCALARS[bare], (), None
    return "section", (), bare


def leaves(model: type[Section], lists: bool = False) -> Iterator[tuple[tuple[str, ...], Field]]:
    """The fields below a section that hold values, with their paths; lists of sections too where they are asked for."""
    for field in fields_of(model).values():
        if field.kind == "section" and field.model is not None:
            for path, leaf in leaves(field.model, lists):
                yield (field.name, *path), leaf
        elif lists or field.kind != "sections":
            yield (field.name,), field
