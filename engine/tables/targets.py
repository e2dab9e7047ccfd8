"""Where in a deal the value of a column goes: `deal.title`, `issues[price].ours.opening`, `them.people[1].name`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..deal.base import Section
from ..source.places import Path
from ..suggest import near_or_listed
from .kinds import Field, fields_of

_STEP = re.compile(r"(?P<name>[a-z_]+)(\[(?P<key>[^\[\]]+)\])?")


class TargetMistake(ValueError):
    """A path names nothing that a value can go to; `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Target:
    """A field of a deal: names of sections, and keys of items of lists, on the way to it."""

    path: str
    steps: tuple[tuple[str, str], ...]
    """Names with the key of the item, empty where there is no list."""
    key_fields: tuple[str, ...]
    """For each step the field of the item that takes the key; empty where the key only counts."""
    field: Field

    @property
    def in_item(self) -> bool:
        """Whether it is a field of an item of a list."""
        return any(key for _, key in self.steps)

    def place(
        self, data: dict[str, Any], items: dict[tuple[Path, str], int], create: bool = True
    ) -> Path | None:
        """The path in the data of one deal, made as far as it is not there; None if an item is not and must not be.

        `items` tells which index the items have that were made so far, by list and key.
        """
        node: Any = data
        path: Path = ()
        for (name, key), key_field in zip(self.steps, self.key_fields, strict=True):
            path = (*path, name)
            if not key:
                node = node.setdefault(name, {})
                continue
            if (path, key) not in items:
                if not create:
                    return None
                held = node.setdefault(name, [])
                items[path, key] = len(held)
                held.append({key_field: key} if key_field else {})
            index = items[path, key]
            node, path = node[name][index], (*path, index)
        return (*path, self.field.name)


def target_of(path: str, model: type[Section]) -> Target:
    """The field that a path names in a section of that class. Raises TargetMistake."""
    steps: list[tuple[str, str]] = []
    key_fields: list[str] = []
    within: type[Section] = model
    names = list(_split(path))
    for place, (name, key) in enumerate(names):
        known = fields_of(within)
        field = known.get(name)
        if field is None:
            raise TargetMistake(f"there is no field {name!r} in {path!r}", near_or_listed(name, known))
        last = place == len(names) - 1
        if last and not key and field.kind not in ("section", "sections", "terms"):
            return Target(path, tuple(steps), tuple(key_fields), field)
        if last or field.model is None or (field.kind == "sections") != bool(key):
            raise TargetMistake(f"{path!r} is no single value", _way_on(path, field, key))
        steps.append((name, key))
        key_fields.append("" if key.isdecimal() or not key else field.model.keyed_by[0])
        within = field.model
    raise AssertionError("a path has a last step")


def _split(path: str) -> Iterator[tuple[str, str]]:
    at = 0
    while True:
        match = _STEP.match(path, at)
        if match is None or (match.end() < len(path) and path[match.end()] != "."):
            raise TargetMistake(
                f"{path!r} is no path", "write it as deal.title, or issues[price].ours.opening"
            )
        yield match["name"], match["key"] or ""
        if match.end() == len(path):
            return
        at = match.end() + 1


def _way_on(path: str, field: Field, key: str) -> str:
    if field.model is None:
        return "name the field alone" if field.kind != "terms" else "offers belong on a sheet of their own"
    first = next(iter(fields_of(field.model)))
    if field.kind == "sections" and not key:
        return f"name an item and its field: {path}[1].{first}"
    return f"name one of its fields: {path}.{first}"
