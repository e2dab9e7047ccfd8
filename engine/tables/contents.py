"""What of a deal stands on which sheet of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..source.places import Path
from .kinds import Field, fields_of
from .layout import InnerSheet, ListSheet, Place, inner_sheets, list_sheets


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list sheet: what the selectors say, the item, and where it stands in the deal."""

    selectors: tuple[str, ...]
    data: Mapping[str, Any]
    path: Path


def pruned(value: Any) -> Any:
    """The data without what says nothing: keys with no value, and blank texts."""
    if isinstance(value, Mapping):
        kept = {key: pruned(one) for key, one in value.items() if one is not None}
        return {key: one for key, one in kept.items() if not (isinstance(one, str) and not one.strip())}
    return [pruned(one) for one in value] if isinstance(value, list) else value


def items_of(data: Mapping[str, Any], sheet: ListSheet | InnerSheet) -> Iterator[Item]:
    """The rows of a list sheet."""
    if isinstance(sheet, ListSheet):
        for said, path in sheet.lists.items():
            for index, item in enumerate(value_at(data, path) or ()):
                yield Item(said, item, (*path, index))
        return
    outer = value_at(data, sheet.outer) or ()
    keys = [str(item.get("id") or "") for item in outer]
    for place, (item, key) in enumerate(zip(outer, keys, strict=True)):
        # An id that is a number or has blanks around it would be taken for another one, or none.
        named = key and key == key.strip() and not key.isdecimal() and keys.count(key) == 1
        selector = key if named else str(place + 1)
        for index, inner in enumerate(item.get(sheet.field) or ()):
            yield Item((selector,), inner, (*sheet.outer, place, sheet.field, index))


def leaves_of(item: Item, fields: Mapping[str, Field]) -> Iterator[tuple[Place, Field, Any]]:
    """What has to stand in the cells of an item's row, each with the way to it within the item."""
    for name, value in item.data.items():
        yield from leaves_below(fields[name], (name,), value, nested=True)


def leaves_below(
    field: Field, path: Place, value: Any, nested: bool = False
) -> Iterator[tuple[Place, Field, Any]]:
    """What has to stand in cells for a value of a field: itself, its fields, or the terms in it.

    What has a sheet of its own is left out; `nested` tells that the path is one within an item of a list.
    """
    if value is None:
        return
    if field.kind == "section" and value and field.model is not None:
        for name, one in value.items():
            yield from leaves_below(fields_of(field.model)[name], (*path, name), one, nested)
    elif field.kind == "terms" and value:
        for issue, term in value.items():
            yield (*path, issue), Field(issue, "term", f"The value of {issue} in it.", required=False), term
    elif field.kind != "sections" or not value or not _has_sheet(path, nested):
        yield path, field, value


def _has_sheet(path: Place, nested: bool) -> bool:
    return any(field == path[-1] for _, field in inner_sheets()) if nested else path in list_sheets()


def value_at(data: Any, path: Path) -> Any:
    """What stands at the path; None if nothing does."""
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data
