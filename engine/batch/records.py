"""The deals of a chunk one after the other: each read, or refused with every problem of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..deal.model import Deal
from ..deal.reading import deal_from, parse_deal, read_deal
from ..errors import DealError, Problem, SourceError
from ..run import Refusal
from ..source import Limits, read_source
from ..usecases import DealText
from .chunks import Chunk, Part
from .inputs import InputFile

Record = Deal | Refusal


class Unread(NamedTuple):
    """A record that waits to be read: a file, or a line of one (0 if it is the whole file)."""

    path: str
    line: int
    read: Callable[[], Record]


def records(chunk: Chunk) -> Iterator[Unread]:
    """The records of the chunk in order. Blank lines are nothing."""
    for part in chunk.parts:
        if isinstance(part, Refusal):
            yield Unread(part.source, part.line, partial(_as_it_is, part))
        elif isinstance(part, DealText):
            yield Unread(part.name, 0, partial(_text, part))
        elif part.file.kind == "lines":
            yield from _lines(part)
        else:
            yield Unread(part.file.path, 0, partial(_whole, part.file))


def _as_it_is(refusal: Refusal) -> Record:
    return refusal


def _text(text: DealText) -> Record:
    try:
        return parse_deal(text.text, text.name)
    except DealError as error:
        return Refusal(text.name, error.problems)


def _whole(file: InputFile) -> Record:
    try:
        deal = read_deal(file.path)
    except DealError as error:
        return Refusal(file.path, error.problems)
    return _changed(file) or deal


def _lines(part: Part) -> Iterator[Unread]:
    path = part.file.path
    try:
        with Path(path).open("rb") as file:
            file.seek(part.start)
            number = part.line
            while file.tell() < part.end:
                line = file.readline(_LIMITS.bytes + 2)
                if not line:
                    break  # the file has become shorter
                end = line
                while end and not end.endswith(b"\n"):
                    # Longer than a deal may be, or the last line: what follows is passed over in pieces.
                    end = file.readline(_PIECE)
                if line.strip():
                    yield Unread(path, number, partial(_line, line.rstrip(b"\r\n"), path, number))
                number += 1
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        refusal = Refusal(path, (Problem("unreadable-file", f"cannot be read: {reason}", path),))
        yield Unread(path, 0, partial(_as_it_is, refusal))
    if changed := _changed(part.file):
        yield Unread(path, 0, partial(_as_it_is, changed))


_PIECE = 1 << 16
_LIMITS = Limits()


def _line(line: bytes, path: str, number: int) -> Record:
    try:
        source = read_source(line, path, format="json")
        return deal_from(replace(source, first_line=number))
    except DealError as error:
        return Refusal(path, error.problems, number)
    except SourceError as error:
        return Refusal(path, tuple(replace(one, line=number) for one in error.problems), number)


def _changed(file: InputFile) -> Refusal | None:
    """Nobody can tell what was read of a file that changes meanwhile."""
    with suppress(OSError):
        status = Path(file.path).stat()
        if (status.st_size, status.st_mtime_ns) == (file.size, file.modified):
            return None
    problem = Problem("changed-file", "changed while it was read", file.path, hint="run the check again")
    return Refusal(file.path, (problem,))
