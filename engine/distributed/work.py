"""What a node does with a chunk: everything in memory, since nodes share no disk but the one the deals are on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..batch import Chunk
from ..batch.job import Job, Working
from ..batch.parts import left_out
from ..batch.records import records
from ..run import Totals


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk, or one record of it alone; `deadly` tells that the record has ended processes and is only named."""

    chunk: Chunk
    only: int | None = None
    deadly: bool = False


Answer = tuple[bytes, Totals]
"""The lines of a part, and what was counted."""


def work_on(job: Job, piece: Piece) -> Answer:
    """Works on a piece, in whatever process. Raises NegotiaError if the rules are not there, or are others."""
    return do_piece(piece, _started(job.start))


def do_piece(piece: Piece, working: Working) -> Answer:
    """Works on a piece with rules that are there already."""
    totals = Totals()
    lines: Iterator[Iterator[bytes]] = (
        working(left_out(unread) if piece.deadly else unread, totals)
        for place, unread in enumerate(records(piece.chunk))
        if piece.only in (None, place)
    )
    return b"".join(line for some in lines for line in some), totals


def count_records(chunk: Chunk) -> int:
    """How many records a chunk has; none of them is read."""
    return sum(1 for _ in records(chunk))


@lru_cache(4)
def _started(start: Callable[[], Working]) -> Working:
    """The rules are loaded once a process: two jobs that are equal start the same way."""
    return start()
