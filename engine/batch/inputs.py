"""What is to be checked: files, folders of files and patterns, each file once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..errors import Problem
from ..run import Refusal
from ..usecases import DealText, Input

Kind = Literal["deal", "lines"]

_KINDS: dict[str, Kind] = {
    ".yaml": "deal",
    ".yml": "deal",
    ".json": "deal",
    ".jsonl": "lines",
    ".ndjson": "lines",
}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, as it was when the run began: a change since then is noticed by its size or time."""

    path: str
    kind: Kind
    size: int
    modified: int
    """Time of the last change in nanoseconds."""


Found = InputFile | DealText | Refusal


def input_files(inputs: Iterable[Input]) -> Iterator[Found]:
    """The files that the paths name, in their order; a path that names none is refused, a text stands for itself.

    A folder stands for the deals (`.yaml`, `.yml`, `.json`, and `.jsonl`, `.ndjson` with a deal a line) in it and
    below, in the order of their names; what is hidden is skipped. A pattern with `*`, `?` or `[` stands for what it
    matches.
    """
    named = list(inputs)
    seen: set[str] | None = set() if len(named) > 1 else None
    for one in named:
        if isinstance(one, DealText):
            yield one
            continue
        for found in _named_by(os.fspath(one)):
            if isinstance(found, InputFile) and seen is not None:
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _named_by(path: str) -> Iterator[InputFile | Refusal]:
    if Path(path).is_dir():
        yield from _or_refused(_below(path), path, "there is no deal in this folder", _DEALS_ARE)
    elif not os.path.lexists(path) and any(character in path for character in "*?["):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = (one for match in matches if not Path(match).is_dir() for one in _file(match))
        yield from _or_refused(found, path, "no file matches this pattern", "put the pattern in quotes once")
    else:
        yield from _file(path)


_DEALS_ARE = "deals are files that end in .yaml, .yml, .json, .jsonl or .ndjson"


def _or_refused(
    found: Iterator[InputFile | Refusal], path: str, message: str, hint: str
) -> Iterator[InputFile | Refusal]:
    first = next(found, None)
    if first is None:
        yield Refusal(path, (Problem("no-deals", message, path, hint=hint),))
        return
    yield first
    yield from found


def _below(folder: str) -> Iterator[InputFile | Refusal]:
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _below(entry.path)
        elif Path(entry.name).suffix.lower() in _KINDS and entry.is_file():
            yield from _file(entry.path)


def _file(path: str) -> Iterator[InputFile | Refusal]:
    kind = _KINDS.get(Path(path).suffix.lower(), "deal")
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        # Whoever reads it says why it cannot be read, in one way for all.
        yield InputFile(path, kind if kind != "lines" else "deal", 0, 0)
        return
    yield InputFile(path, kind, status.st_size, status.st_mtime_ns)
