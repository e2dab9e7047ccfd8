"""A baseline as text that reads well in a diff: an entry a line, in one order."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from .model import SCHEMA, Entry

_ORDER = ("deal", "rule", "subject", "severity", "by", "on", "until", "reason")


def format_baseline(entries: Iterable[Entry]) -> bytes:
    """The file of these entries; what is not said is left out."""
    ordered = sorted(entries, key=lambda one: (one.deal, one.rule, one.subject or ""))
    return b"".join([_line({"schema": SCHEMA}), *map(_entry, ordered)])


def _entry(entry: Entry) -> bytes:
    said = {name: getattr(entry, name) for name in _ORDER}
    return _line({name: value for name, value in said.items() if value is not None})


def _line(data: dict[str, object]) -> bytes:
    # One line, but with blanks: people read it.
    return msgspec.json.format(msgspec.json.encode(data), indent=0) + b"\n"
