"""Hands chunks to a cluster and takes their parts; what is lost with a process or a node is done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ..batch import Chunk
from ..batch.job import Job
from ..batch.parts import keep_part
from ..errors import NegotiaError
from ..run import Totals
from .work import Answer, Piece, count_records

Ref = TypeVar("Ref")
_TRIALS = 3
"""So often a piece is tried: what then still ends its process is looked at record by record."""


class Lost(Exception):
    """The process or the node that worked on a piece has ended."""


class Cluster(Protocol[Ref]):
    """What is asked of a cluster."""

    @property
    def slots(self) -> int:
        """How many pieces it can work on at a time."""

    def submit(self, job: Job, piece: Piece) -> Ref:
        """Has a piece worked on."""

    def wait(self, refs: Sequence[Ref]) -> Ref:
        """One that is done, or lost."""

    def get(self, ref: Ref) -> Answer:
        """What it came to. Raises Lost, or what the work raised."""


def spread(
    cluster: Cluster[Ref], job: Job, folder: Path, chunks: Iterable[Chunk]
) -> Iterator[tuple[Chunk, Totals]]:
    """The chunks with what was counted, as they are done; their parts are in the folder, each written in one step.

    Only as many are on their way as keep the cluster busy. Raises NegotiaError.
    """
    yield from _Spreading(cluster, job, folder).over(iter(chunks))


class _Spreading(Generic[Ref]):
    def __init__(self, cluster: Cluster[Ref], job: Job, folder: Path) -> None:
        self._cluster = cluster
        self._job = job
        self._folder = folder
        self._under_way: dict[Ref, tuple[Chunk, int]] = {}
        """The chunks on their way, and how often each was tried before."""

    def over(self, waiting: Iterator[Chunk]) -> Iterator[tuple[Chunk, Totals]]:
        while True:
            while len(self._under_way) < 2 * max(self._cluster.slots, 1):
                chunk = next(waiting, None)
                if chunk is None:
                    break
                self._submit(chunk, 0)
            if not self._under_way:
                return
            ref = self._cluster.wait(list(self._under_way))
            chunk, tried = self._under_way.pop(ref)
            try:
                yield self._kept(chunk, self._cluster.get(ref))
            except Lost:
                if tried + 1 < _TRIALS:
                    self._submit(chunk, tried + 1)
                else:
                    yield self._kept(chunk, self._one_by_one(chunk))

    def _submit(self, chunk: Chunk, tried: int) -> None:
        self._under_way[self._cluster.submit(self._job, Piece(chunk))] = (chunk, tried)

    def _kept(self, chunk: Chunk, answer: Answer) -> tuple[Chunk, Totals]:
        keep_part(self._folder, chunk.number, *answer)
        return chunk, answer[1]

    def _one_by_one(self, chunk: Chunk) -> Answer:
        """A record at a time; one that ends its process again and again is named as such, and left out."""
        lines, totals = b"", Totals()
        for place in range(count_records(chunk)):
            answer = self._record(chunk, place)
            lines += answer[0]
            totals.merge(answer[1])
        return lines, totals

    def _record(self, chunk: Chunk, place: int) -> Answer:
        for deadly in (*[False] * (_TRIALS - 1), *[True] * _TRIALS):
            ref = self._cluster.submit(self._job, Piece(chunk, place, deadly))
            try:
                return self._cluster.get(ref)
            except Lost:
                continue
        raise NegotiaError(
            "the processes of the cluster end again and again: is negotia installed on its nodes?"
        )
