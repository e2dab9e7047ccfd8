"""What is to be checked: files, folders of files and patterns, each file once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import Problem
from ..run import Refusal
from ..usecases import DealText, Input
from .reaching import below, is_address, status

if TYPE_CHECKING:
    from ..tables.mapping import Mapping

Kind = Literal["deal", "lines", "book", "csv", "parquet"]

_KINDS: dict[str, Kind] = {
    ".yaml": "deal",
    ".yml": "deal",
    ".json": "deal",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".xlsx": "book",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
_TABLES = frozenset({"book", "csv", "parquet"})
_DEALS_ARE = "deals are files that end in .yaml, .yml, .json, .jsonl, .ndjson or .xlsx"
_MAGIC = re.compile(r"[*?[]")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, as it was when the run began: a change since then is noticed by its size or time."""

    path: str
    kind: Kind
    size: int
    modified: int
    """Time of the last change in nanoseconds."""
    mapping: Mapping | None = None
    """What the columns of a table mean."""


Found = InputFile | DealText | Refusal


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the user names, and files that are not meant though a folder or a pattern has them: those written to.

    It is gone through anew each time, so that a long list of files is nowhere in memory.
    """

    named: tuple[Input, ...]
    written: tuple[Path, ...] = ()
    mapping: Mapping | None = None
    """What the columns of tables mean; without it, folders have no tables but plans in Excel."""

    def __iter__(self) -> Iterator[Found]:
        """The files in the order of what names them; what names none is refused, a text stands for itself.

        A folder stands for the deals (`.yaml`, `.yml`, `.json`, `.jsonl` and `.ndjson` with a deal a line, `.xlsx`, and
        with a mapping `.csv`, `.tsv`, `.parquet`) in it and below, in the order of their names; what is hidden is
        skipped, and links to folders are not followed. A
        pattern with `*`, `?` or `[` stands for what it matches. A file that is named twice is checked once.
        """
        written, seen = {os.path.realpath(path) for path in self.written}, set[str]()
        for one in self.named:
            if isinstance(one, DealText):
                yield one
                continue
            path = os.fspath(one)
            for found in _named_by(path, self.mapping is not None):
                if isinstance(found, InputFile):
                    real = os.path.realpath(found.path)
                    if real in seen or (real in written and found.path != path):
                        continue
                    seen.add(real)
                    if found.kind in _TABLES:
                        found = replace(found, mapping=self.mapping)
                yield found

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(one.size for one in self if isinstance(one, InputFile))


def _named_by(path: str, tables: bool) -> Iterator[InputFile | Refusal]:
    if is_address(path):
        yield from _elsewhere(path)
    elif Path(path).is_dir():
        yield from _or_refused(_below(path, tables), path, "there is no deal in this folder", _DEALS_ARE)
    elif not os.path.lexists(path) and _MAGIC.search(path):
        found = map(_file, _matches(path))
        yield from _or_refused(found, path, "no file matches this pattern", "** stands for any folders")
    else:
        yield _file(path)


def _elsewhere(address: str) -> Iterator[InputFile | Refusal]:
    try:
        inside = below(address)
    except OSError as error:
        yield unreadable(address, error)
        return
    if inside is None:
        yield _file(address)
    else:
        found = (_file(one) for one in inside if _KINDS.get(_suffix(one)) in ("deal", "lines"))
        yield from _or_refused(found, address, "there is no deal in this folder", _DEALS_ARE)


def _suffix(path: str) -> str:
    return Path(path.partition("?")[0] if is_address(path) else path).suffix.lower()


def _or_refused(
    found: Iterator[InputFile | Refusal], path: str, message: str, hint: str
) -> Iterator[InputFile | Refusal]:
    first = next(found, None)
    if first is None:
        yield Refusal(path, (Problem("no-deals", message, path, hint=hint),))
        return
    yield first
    yield from found


def _below(folder: str, tables: bool) -> Iterator[InputFile | Refusal]:
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, tables)
        elif entry.is_file() and _is_meant(entry.path, tables):
            yield _file(entry.path)


def _is_meant(path: str, tables: bool) -> bool:
    kind = _KINDS.get(Path(path).suffix.lower())
    if kind not in _TABLES:
        return kind is not None
    if Path(path).name.startswith("~$"):  # Excel's mark of a file that is open
        return False
    if tables or kind != "book":
        return tables
    from ..tables.guarding import may_be_plan

    return may_be_plan(path)


def _matches(pattern: str) -> Iterator[str]:
    """As `glob` does it, but `**` does not follow links to folders, which may go round in circles."""
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if _MAGIC.search(part))
    wild = [part if part == "**" else re.sub(r"\*+", "*", part) for part in parts[first:]]
    hidden = any(part.startswith(".") for part in wild)
    base = Path(*parts[:first])
    for match in sorted(base.glob("/".join(wild))):
        if match.is_file() and (hidden or not any(one[0] == "." for one in match.relative_to(base).parts)):
            yield os.fspath(match)


def _file(path: str) -> InputFile | Refusal:
    if not _is_utf8(path):
        shown = os.fsencode(path).decode(errors="replace")
        message = "has a name that is not UTF-8"
        return Refusal(shown, (Problem("unreadable-file", message, shown, hint="rename the file"),))
    kind = _KINDS.get(_suffix(path), "deal")
    try:
        now = status(path)
    except (OSError, ValueError):
        # Whoever reads it says why it cannot be read, in one way for all.
        return InputFile(path, "deal", 0, 0)
    return InputFile(path, kind, now.size, now.modified)


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def unreadable(path: str, error: OSError) -> Refusal:
    """What is said of a file or folder that the system does not let us read."""
    reason = (error.strerror or str(error)).lower()
    return Refusal(path, (Problem("unreadable-file", f"cannot be read: {reason}", path),))
