"""A check of many deals from their files to the reports: chunks, parts, and all in order again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from ..assessment.building import ruleset_info
from ..errors import NegotiaError
from ..output.report import Report
from ..ruleset import Ruleset
from ..run import Refusal, RunInfo, Totals
from .chunks import USUAL, Chunk, Sizes, cut
from .inputs import Inputs
from .interrupts import interrupts_held
from .job import CheckJob, Job
from .journal import Journal, fingerprint, kept_journal, temporary_journal
from .parts import read_part, write_part
from .telling import Telling


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; `found` bytes of it were done by an earlier run."""

    deals: int
    bytes_done: int
    bytes_all: int
    bytes_found: int = 0

    @property
    def percent(self) -> int:
        """How much of all is done; what has no size does not count."""
        return 100 * self.bytes_done // self.bytes_all if self.bytes_all else 100


class Interrupted(Exception):
    """The run was ended from outside; the reports hold what was done until then."""

    def __init__(self, progress: Progress) -> None:
        super().__init__("interrupted")
        self.progress = progress


def _nobody(_: object) -> None:
    """Hears nothing."""


Sharing = Callable[[Job, Path, Iterable[Chunk]], Iterator[tuple[Chunk, Totals]]]
"""Has the chunks of a job done and their parts written into a folder; gives them as they are done."""


@dataclass(frozen=True, slots=True)
class Batch:
    """How a run is done: by so many processes, in chunks of such sizes; who is told of progress and of refusals."""

    jobs: int = 1
    sizes: Sizes = USUAL
    told: Callable[[Progress], None] | None = None
    refused: Callable[[Refusal], None] = _nobody
    elsewhere: Sharing | None = None
    """Who shares out the chunks in place of processes of this machine."""


def check_batch(
    inputs: Inputs,
    job: CheckJob,
    ruleset: Ruleset,
    reports: Sequence[Report],
    batch: Batch = Batch(),
    journal: Journal | None = None,
) -> Totals:
    """Checks all deals of the inputs and tells the reports, in the order of the inputs; what was counted.

    The order is that of the meetings if the job selects by their time. The result is the same for any number of
    processes. Parts that the journal has from an earlier run are taken from it; without one, the run cannot be
    continued. Raises Interrupted on Ctrl-C, once what is done is reported; NegotiaError if results cannot be written.
    """
    if journal is None:
        with temporary_journal() as journal:
            return check_batch(inputs, job, ruleset, reports, batch, journal)
    info = RunInfo(job.as_of, ruleset_info(ruleset))
    by_meeting = job.selection.within_days is not None
    telling = Telling(reports, info, batch.refused, journal.folder if by_meeting else None)
    return Running(inputs, job.pinned(ruleset), ruleset, telling, batch, journal).to_its_end()


def journal_of(
    folder: Path | None, resume: bool, inputs: Inputs, job: CheckJob, ruleset: Ruleset, sizes: Sizes = USUAL
) -> AbstractContextManager[Journal]:
    """The journal of a run: kept in the folder if there is one, and the run is long enough to be continued.

    With `resume`, the run that the folder holds goes on. Raises NegotiaError if that was another run.
    """
    if folder is None or not (resume or _is_long(inputs, sizes)):
        return temporary_journal()
    return kept_journal(folder, fingerprint(job.pinned(ruleset), inputs, sizes), resume)


def _is_long(inputs: Inputs, sizes: Sizes) -> bool:
    return len(list(islice(cut(inputs, sizes), 2))) > 1


class Taker(Protocol):
    """Who takes the lines of all parts in their order."""

    def line(self, line: bytes) -> None:
        """Takes the next line."""

    def finish(self, totals: Totals) -> None:
        """There are no more lines."""


class Running:
    """A job done on all inputs, by this process or several; `telling` takes what it comes to."""

    def __init__(
        self,
        inputs: Inputs,
        job: Job,
        ruleset: Ruleset,
        telling: Taker,
        batch: Batch,
        journal: Journal,
    ) -> None:
        self._inputs = inputs
        self._job = job
        self._ruleset = ruleset
        self._batch = batch
        self._journal = journal
        self._arranged = _Arranged(journal, telling)
        self._telling = telling
        self._totals = Totals()
        self._done = 0
        self._found = 0
        self._all = inputs.size if batch.told else 0

    def to_its_end(self) -> Totals:
        """Works on all chunks; on Ctrl-C tells what is done and raises Interrupted."""
        try:
            self._over(cut(self._inputs, self._batch.sizes))
        except KeyboardInterrupt:
            with interrupts_held():
                self._finish()
            raise Interrupted(self._progress(self._inputs.size)) from None
        self._finish()
        return self._totals

    def _over(self, chunks: Iterator[Chunk]) -> None:
        with closing(self._results(chunks)) as results:
            for chunk, totals in results:
                with interrupts_held():
                    self._totals.merge(totals)
                    self._done += chunk.size
                    self._arranged.add(chunk.number)
                if self._batch.told:
                    self._batch.told(self._progress(self._all))

    def _finish(self) -> None:
        self._arranged.end()
        self._telling.finish(self._totals)

    def _progress(self, size: int) -> Progress:
        return Progress(self._totals.deals, self._done, size, self._found)

    def _results(self, chunks: Iterator[Chunk]) -> Generator[tuple[Chunk, Totals], None, None]:
        first, second = next(chunks, None), next(chunks, None)
        if first is None:
            return
        if second is None:
            run = self._in_this_process(first.few)
            chunks = iter((first,))
        else:
            here = self._batch.jobs == 1 and self._batch.elsewhere is None
            run = self._in_this_process() if here else self._in_processes
            chunks = chain((first, second), chunks)
        yield from self._old_and_new(chunks, run)

    def _in_this_process(self, few: bool = False) -> _Running:
        working = self._job.working(replace(self._ruleset, interpreted=True) if few else self._ruleset)

        def run(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Totals]]:
            for chunk in chunks:
                yield chunk, write_part(chunk, working, self._journal.folder)

        return run

    def _in_processes(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Totals]]:
        if self._batch.elsewhere is not None:
            return self._batch.elsewhere(self._job, self._journal.folder, chunks)
        from .pool import Pool

        return Pool(self._job, self._journal.folder, self._batch.jobs).run(chunks)

    def _old_and_new(self, chunks: Iterable[Chunk], run: _Running) -> Iterator[tuple[Chunk, Totals]]:
        """The chunks whose parts an earlier run has left, as they come, and those that are worked on now."""
        old: deque[tuple[Chunk, Totals]] = deque()

        def new() -> Iterator[Chunk]:
            for chunk in chunks:
                totals = self._journal.done(chunk.number)
                if totals is None:
                    yield chunk
                else:
                    self._found += chunk.size
                    old.append((chunk, totals))

        for result in run(new()):
            while old:
                yield old.popleft()
            yield result
        yield from old


_Running = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, Totals]]]


class _Arranged:
    """Puts parts that come in any order into that of their chunks."""

    def __init__(self, journal: Journal, telling: Taker) -> None:
        self._journal = journal
        self._telling = telling
        self._next = 0
        self._early: set[int] = set()

    def add(self, number: int) -> None:
        """The part of this chunk is there."""
        self._early.add(number)
        while self._next in self._early:
            self._pass_on(self._next)
            self._next += 1

    def end(self) -> None:
        """Passes on what is left, though something before it is missing."""
        for number in sorted(self._early):
            self._pass_on(number)

    def _pass_on(self, number: int) -> None:
        try:
            for line in read_part(self._journal.folder, number):
                self._telling.line(line)
        except FileNotFoundError as error:
            raise NegotiaError(
                f"{error.filename} is gone: does another run write to the same file?"
            ) from error
        self._early.remove(number)
        self._journal.forget(number)
