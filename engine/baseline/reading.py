"""A baseline from its file: JSON Lines, the schema first, then an entry a line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from ..errors import NegotiaError, Problem, SourceError
from ..suggest import near_or_listed
from .model import SCHEMA, Baseline, BaselineFile, Entry

MAX_BYTES = 100_000_000
_FIELDS = frozenset(one.name for one in fields(Entry)) - {"line"}
_HEAD = {"schema": SCHEMA}


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """The baseline of a file. Raises SourceError with every problem of it."""
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        hint = "`negotia baseline` writes one"
        raise SourceError([Problem("missing-file", "there is no such file", name, hint=hint)]) from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SourceError([Problem("unreadable-file", f"cannot be read: {reason}", name)]) from error
    if len(content) > MAX_BYTES:
        raise SourceError([Problem("too-large", f"is larger than {MAX_BYTES:,} bytes", name)])
    return parse_baseline(content, name)


def read_pinned(file: BaselineFile) -> Baseline:
    """The baseline that was read before. Raises SourceError, and NegotiaError if it is another one now."""
    found = read_baseline(file.path)
    if found.sha256 != file.sha256:
        raise NegotiaError(f"{file.path} was changed while deals were checked: run the check again")
    return found


def parse_baseline(content: bytes, name: str) -> Baseline:
    """The baseline that is written in `content`; `name` is what problems call it. Raises SourceError."""
    problems: list[Problem] = []
    entries = tuple(_entries(content, name, problems))
    if problems:
        raise SourceError(problems)
    return Baseline(name, entries, hashlib.sha256(content).hexdigest())


def _entries(content: bytes, name: str, problems: list[Problem]) -> Iterator[Entry]:
    headed = False
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            data = msgspec.json.decode(line)
            if not headed:
                headed = True
                if data != _HEAD:
                    problems.append(_not_a_baseline(name, number))
                    return
                continue
            yield _entry(data, number)
        except msgspec.ValidationError as error:
            problems.append(Problem("entry", f"is no entry of a baseline: {error}", name, number, 1))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(Problem("syntax", f"is not JSON: {error}", name, number, 1))
            if not headed:
                return
        except _Misnamed as error:
            problems.append(Problem("unknown-key", str(error), name, number, 1, hint=error.hint))
    if not headed:
        problems.append(_not_a_baseline(name, 1))


class _Misnamed(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(f"unknown key {key!r}")
        self.hint = near_or_listed(key, _FIELDS)


def _entry(data: Any, number: int) -> Entry:
    if isinstance(data, dict):
        for key in data:
            if key not in _FIELDS:
                raise _Misnamed(key)
        data["line"] = number
    return msgspec.convert(data, Entry)


def _not_a_baseline(name: str, line: int) -> Problem:
    message = f'is no baseline: its first line must be {{"schema": "{SCHEMA}"}}'
    return Problem("schema", message, name, line, 1, hint="`negotia baseline` writes one")
