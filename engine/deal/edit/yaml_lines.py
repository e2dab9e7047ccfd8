"""Data as lines of block YAML, or on one line in brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .values import Quote, is_literal, quoted_text, scalar_text


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is indented: spaces a mapping, and spaces of a list below its key (0 or more)."""

    step: int = 2
    list_step: int = 2


def needs_block(value: Any) -> bool:
    """Whether a value is written on lines of its own where there is room for them."""
    return bool(value) and (isinstance(value, dict | list) or (isinstance(value, str) and is_literal(value)))


def flow_text(value: Any, quote: Quote = "") -> str:
    """A value on one line, collections in brackets."""
    if isinstance(value, dict):
        entries = (f"{quoted_text(key, flow=True)}: {flow_text(item)}" for key, item in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(item) for item in value) + "]"
    return scalar_text(value, flow=True, quote=quote)


def line_text(value: Any, quote: Quote = "") -> str:
    """A value that needs no block, on one line outside brackets."""
    if isinstance(value, dict | list):
        return flow_text(value)
    return scalar_text(value, flow=False, quote=quote)


def entry_lines(key: str, value: Any, column: int, layout: Layout) -> list[str]:
    """An entry of a block mapping whose keys stand at the column."""
    start = " " * column + quoted_text(key, flow=False) + ":"
    if not needs_block(value):
        return [f"{start} {line_text(value)}"]
    head, lines = value_lines(value, column, layout)
    return [start + head, *lines]


def item_lines(value: Any, column: int, layout: Layout) -> list[str]:
    """An item of a block list whose dashes stand at the column."""
    start = " " * column + "- "
    if not needs_block(value):
        return [start + line_text(value)]
    if isinstance(value, str):
        head, lines = literal_lines(value, column + layout.step)
        return [start + head, *lines]
    first, *rest = block_lines(value, column + 2, layout)
    return [start + first.lstrip(" "), *rest]


def block_lines(value: dict[str, Any] | list[Any], column: int, layout: Layout) -> list[str]:
    """The lines of a collection that is not empty, its keys or dashes at the column."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in entry_lines(key, item, column, layout)]
    return [line for item in value for line in item_lines(item, column, layout)]


def value_lines(value: Any, margin: int, layout: Layout) -> tuple[str, list[str]]:
    """What follows the colon of a key at the margin, and the lines below, of a value that needs a block."""
    if isinstance(value, str):
        head, lines = literal_lines(value, margin + layout.step)
        return f" {head}", lines
    inner = margin + (layout.list_step if isinstance(value, list) else layout.step)
    return "", block_lines(value, inner, layout)


def literal_lines(text: str, column: int) -> tuple[str, list[str]]:
    """The header of a literal text and its lines."""
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return head, [" " * column + line if line else "" for line in lines]
