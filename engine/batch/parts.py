"""Part files: what one chunk has come to, a line a record, and at the end a line with what was counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import NegotiaError, Problem
from ..output.encoding import encode_line
from ..run import Refusal, Totals
from .chunks import Chunk
from .job import Working
from .records import Unread, records, refused

Announce = Callable[[int], None]
_LONGEST_COUNTS = 1 << 16


def part_path(folder: Path, number: int) -> Path:
    """Where the part of a chunk lies."""
    return folder / f"{number:08}.part"


def write_part(
    chunk: Chunk,
    working: Working,
    folder: Path,
    deadly: Collection[int] = (),
    announce: Announce | None = None,
) -> Totals:
    """Works on a chunk and writes its part: aside first, so that a part that is there is whole.

    The records at the places in `deadly` are not even read. `announce` is told of each place before it is worked on.
    Raises NegotiaError if the part cannot be written.
    """
    totals = Totals()
    with _aside(folder, chunk.number) as file:
        for place, unread in enumerate(records(chunk)):
            if announce:
                announce(place)
            file.writelines(working(left_out(unread) if place in deadly else unread, totals))
        file.write(encode_line(totals) + b"\n")
    return totals


def keep_part(folder: Path, number: int, lines: bytes, totals: Totals) -> None:
    """Writes the part of a chunk that was worked on elsewhere, as `write_part` does."""
    with _aside(folder, number) as file:
        file.write(lines + encode_line(totals) + b"\n")


@contextmanager
def _aside(folder: Path, number: int) -> Iterator[BinaryIO]:
    path = part_path(folder, number)
    aside = path.with_suffix(f".{os.getpid()}")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(path)
    except (BrokenPipeError, ConnectionResetError):
        raise  # nobody hears the announcements any more
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NegotiaError(f"what is done cannot be kept in {folder}: {reason}") from error
    finally:
        aside.unlink(missing_ok=True)


def left_out(one: Unread) -> Unread:
    """A record that has ended processes, in place of which that is said."""
    message = "ended the process that worked on it, more than once"
    hint = "is it very large? was the process killed, or out of memory?"
    problem = Problem("process-died", message, one.path, one.line, min(one.line, 1), hint=hint)
    return refused(Refusal(one.path, (problem,), one.line))


def read_part(folder: Path, number: int) -> Iterator[bytes]:
    """The lines of a part, without the last."""
    with part_path(folder, number).open("rb") as file:
        last = b""
        for line in file:
            if last:
                yield last
            last = line


def part_totals(folder: Path, number: int) -> Totals | None:
    """What the part counted; None if it is not there, or was cut short as the machine went down."""
    try:
        with part_path(folder, number).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_COUNTS))
            return msgspec.json.decode(file.read().splitlines()[-1], type=Totals)
    except (OSError, IndexError, msgspec.DecodeError):
        return None
