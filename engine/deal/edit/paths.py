"""Paths that may choose a list item by a field of it, and what an edit does to plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import NegotiaError
from ...source import path_text


@dataclass(frozen=True, slots=True)
class Key:
    """The list item whose `field` is `value`: `Key("id", "price")`."""

    field: str
    value: Any


Path = Sequence[str | int | Key]
Steps = tuple[str | int, ...]


def resolve(data: Any, path: Path) -> Steps:
    """The path with every Key as an index. Steps behind what exists must be texts: they are made as mappings.

    Raises NegotiaError where the path asks a value for what it is not or has not.
    """
    steps: list[str | int] = []
    for step in path:
        steps.append(_step(data, step, steps))
        data = _child(data, steps[-1])
    return tuple(steps)


def _step(data: Any, step: str | int | Key, before: list[str | int]) -> str | int:
    if isinstance(step, str):
        if data is not None and not isinstance(data, dict):
            raise NegotiaError(f"{_name(before)} is {_kind(data)}, not a mapping: it has no {step!r}")
        return step
    wanted = f"item {step}" if isinstance(step, int) else f"item whose {step.field} is {step.value!r}"
    if not isinstance(data, list):
        raise NegotiaError(f"{_name(before)} is {_kind(data)}, not a list: it has no {wanted}")
    for index, item in enumerate(data):
        if index == step if isinstance(step, int) else _has(item, step):
            return index
    raise NegotiaError(f"{_name(before)} has no {wanted}")


def _has(item: Any, key: Key) -> bool:
    return isinstance(item, dict) and key.field in item and bool(item[key.field] == key.value)


def _child(data: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return data[step]
    return data.get(step) if data is not None else None


def _name(steps: Sequence[str | int]) -> str:
    return path_text(steps) or "the file"


def _kind(data: Any) -> str:
    if data is None:
        return "empty"
    if isinstance(data, dict | list):
        return "a mapping" if isinstance(data, dict) else "a list"
    return "a text" if isinstance(data, str) else "a single value"


def at(data: Any, steps: Steps) -> Any:
    """The value at the steps, None if there is none."""
    for step in steps:
        data = _child(data, step)
    return data


def with_value(data: Any, steps: Steps, value: Any) -> Any:
    """The data with the value at the steps; the data itself is not changed."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        return [with_value(item, rest, value) if index == step else item for index, item in enumerate(data)]
    mapping = data or {}
    return {**mapping, step: with_value(mapping.get(step), rest, value)}


def without(data: Any, steps: Steps) -> Any:
    """The data without what stands at the steps, which exists."""
    step, rest = steps[0], steps[1:]
    if rest:
        return with_value(data, (step,), without(data[step], rest))
    if isinstance(step, int):
        return data[:step] + data[step + 1 :]
    return {key: value for key, value in data.items() if key != step}
