"""Where a value stands in a deal, in the user's terms: `issues[price].ours.opening`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from .base import Section
from .model import Deal

Location = tuple[str | int, ...]


def describe(location: Location, data: object, root: type[Section] = Deal) -> str:
    """The path that a user would write for `location` in the raw `data` of a file of class `root`."""
    path = ""
    model: type[Section] | None = root
    node: Any = data
    for step in location:
        node = _child(node, step)
        if isinstance(step, int):
            key = raw_key(model, node) if model is not None and isinstance(node, Mapping) else ""
            path += f"[{key or step + 1}]"
        else:
            path += f".{step}" if path else step
            model = sections(model).get(step) if model is not None else None
    return path


def raw_key(model: type[Section], item: Mapping[str, Any]) -> str:
    """The key that a list item has in raw data; a list or mapping in the place of a key is none."""

    def scalar(field: str) -> Any:
        value = item.get(field)
        return None if isinstance(value, (dict, list)) else value

    return model.compose_key(scalar)


def name_of(location: Location, deal: Deal) -> str:
    """The path that a user would write for `location` of a deal: list items by their own keys.

    Survives reordering, unlike the location. What does not exist is named all the same.
    """
    path = ""
    node: Any = deal
    for step in location:
        if isinstance(step, int):
            node = node[step] if isinstance(node, tuple) and step < len(node) else None
            key = node.key if isinstance(node, Section) else ""
            path = f"{path}[{key or step + 1}]"
        else:
            path = f"{path}.{step}" if path else step
            fields = node if isinstance(node, dict) else getattr(node, "__dict__", _NO_FIELDS)
            node = fields.get(_ATTRIBUTES.get(step, step))
    return path


_NO_FIELDS: dict[str, Any] = {}
_ATTRIBUTES = {"from": "from_", "schema": "schema_"}


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return node.get(step) if isinstance(node, Mapping) else None
    return node[step] if isinstance(node, list) and step < len(node) else None


def section_at(location: Location, root: type[Section] = Deal) -> type[Section] | None:
    """The section class whose mapping stands at `location` of a file of class `root`; None where none stands."""
    model: type[Section] | None = root
    for step in location:
        if isinstance(step, str):
            model = sections(model).get(step) if model is not None else None
    return model


@cache
def names(model: type[Section]) -> tuple[str, ...]:
    """The keys that a section's mapping may have, as they are written in the file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def sections(model: type[Section]) -> dict[str, type[Section]]:
    """The keys of a section under which another section, or a list of them, stands."""
    found = {}
    for name, field in model.model_fields.items():
        nested = next(_section_classes(field.annotation), None)
        if nested is not None:
            found[field.alias or name] = nested
    return found


def _section_classes(annotation: Any) -> Iterator[type[Section]]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for argument in get_args(annotation):
        yield from _section_classes(argument)
