"""The data of a deal as the text of a deal file, YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..deal.edit.values import is_literal, scalar_text
from ..output.encoding import encode
from ..source import Format

_WIDTH = 100


def deal_text(data: Mapping[str, Any], format: Format) -> str:
    """The text of a deal file that reads back as the same data."""
    if format == "json":
        return encode(data) + "\n"
    return "".join(f"{line}\n" for line in _sections(data))


def _sections(data: Mapping[str, Any]) -> Iterator[str]:
    for place, (key, value) in enumerate(data.items()):
        if place and isinstance(value, dict | list):
            yield ""
        if isinstance(value, dict) and value:
            yield f"{_key(key)}:"
            yield from _block(value, 2)
        else:
            yield from _entry(f"{_key(key)}:", value, 0)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """A key or a dash with its value, on the same line if it is short."""
    blanks = " " * indent
    if isinstance(value, str) and is_literal(value):
        keep = "" if value.endswith("\n") else "-"
        yield f"{blanks}{head} |{keep}"
        yield from (f"{blanks}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        return
    short = _flow(value)
    plain = not isinstance(value, dict | list) or not value
    if plain or (len(blanks) + len(head) + len(short) < _WIDTH and _is_small(value)):
        yield f"{blanks}{head} {scalar_text(value, flow=False) if not isinstance(value, dict | list) else short}"
        return
    yield f"{blanks}{head}"
    yield from _block(value, indent + 2)


def _block(value: Mapping[str, Any] | Sequence[Any], indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _entry(f"{_key(key)}:", one, indent)
        return
    for item in value:
        lines = list(_block(item, indent + 2)) if isinstance(item, dict | list) and item else []
        if lines and not (_is_small(item) and len(_flow(item)) + indent < _WIDTH):
            yield " " * indent + "- " + lines[0].lstrip(" ")
            yield from lines[1:]
        else:
            yield from _entry("-", item, indent)


def _is_small(value: Any) -> bool:
    """Whether it holds scalars alone."""
    held = value.values() if isinstance(value, dict) else value
    return not any(isinstance(one, dict | list) and one for one in held)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar_text(value, flow=True)


def _key(key: str) -> str:
    return scalar_text(key, flow=True)
