"""Where a value stands in a deal, in the user's terms: `issues[price].ours.opening`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from .base import Section
from .model import Deal

Location = tuple[str | int, ...]


def subject(list_path: str, item: Section, index: int) -> str:
    """How a list item is named: by its own key, by its place (from 1) when it has none."""
    return f"{list_path}[{item.key or index + 1}]"


def describe(location: Location, data: object) -> str:
    """The path that a user would write for `location` in the raw `data` of a deal file."""
    path = ""
    model: type[Section] | None = Deal
    node: Any = data
    for step in location:
        node = _child(node, step)
        if isinstance(step, int):
            key = model.compose_key(node.get) if model is not None and isinstance(node, Mapping) else ""
            path += f"[{key or step + 1}]"
        else:
            path += f".{step}" if path else step
            model = sections(model).get(step) if model is not None else None
    return path


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return (
            node[step]
            if isinstance(node, Sequence) and not isinstance(node, str) and step < len(node)
            else None
        )
    return node.get(step) if isinstance(node, Mapping) else None


def section_at(location: Location) -> type[Section] | None:
    """The section class whose mapping stands at `location`; None where no section stands."""
    model: type[Section] | None = Deal
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
