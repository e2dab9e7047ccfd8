"""A check of many deals from their files to the reports: chunks, parts, and all in order again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from ..assessment.building import ruleset_info
from ..errors import NegotiaError
from ..output.report import Report
from ..ruleset import Ruleset
from ..run import RunInfo, Totals
from ..usecases import Input
from .chunks import Chunk, cut
from .inputs import InputFile, input_files
from .job import CheckJob
from .journal import Journal, fingerprint, kept_journal, temporary_journal
from .parts import read_part
from .pool import Pool, WorkerBug
from .telling import Telling
from .worker import Begun, Failed, Task, perform


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    deals: int
    bytes_done: int
    bytes_all: int


class Interrupted(Exception):
    """The run was ended from outside; the reports hold what was done until then."""

    def __init__(self, totals: Totals, folder: Path | None) -> None:
        super().__init__("interrupted")
        self.totals = totals
        self.folder = folder
        """Where the run can be continued; None if it cannot."""


Told = Callable[[Progress], None]
_Running = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, Totals]]]


@dataclass(frozen=True, slots=True)
class Batch:
    """How a run is to be done: by so many processes, in a folder where it can be continued (or nowhere)."""

    jobs: int = 1
    folder: Path | None = None
    resume: bool = False
    told: Told | None = None


def check_batch(
    inputs: Sequence[Input],
    job: CheckJob,
    ruleset: Ruleset,
    reports: Sequence[Report],
    batch: Batch = Batch(),
) -> Totals:
    """Checks all deals of the inputs and tells the reports, in the order of the inputs; what was counted.

    The order is that of the meetings if the job selects by their time. The result is the same for any number of
    processes. Raises Interrupted on Ctrl-C, once what is done is reported; NegotiaError if results cannot be written.
    """
    pinned = job.pinned(ruleset)
    info = RunInfo(job.as_of, ruleset_info(ruleset))
    run = _Run(pinned, ruleset, Telling(reports, info, job.selection.within_days is not None), batch)
    with _journal(batch, pinned, inputs) as journal:
        return run.over(inputs, journal)


def _journal(batch: Batch, job: CheckJob, inputs: Sequence[Input]) -> AbstractContextManager[Journal]:
    if batch.folder is None or not (batch.resume or _is_long(inputs)):
        return temporary_journal()
    return kept_journal(batch.folder, fingerprint(job, input_files(inputs)), batch.resume)


def _is_long(inputs: Sequence[Input]) -> bool:
    """Whether there is more than one chunk; one chunk is not worth to be continued."""
    return len(list(islice(cut(input_files(inputs)), 2))) > 1


class _Run:
    def __init__(self, job: CheckJob, ruleset: Ruleset, telling: Telling, batch: Batch) -> None:
        self._job = job
        self._ruleset = ruleset
        self._telling = telling
        self._batch = batch
        self._totals = Totals()
        self._done = 0
        self._all = 0

    def over(self, inputs: Sequence[Input], journal: Journal) -> Totals:
        if self._batch.told is not None:
            self._all = sum(one.size for one in input_files(inputs) if isinstance(one, InputFile))
        arranged = _Arranged(journal.folder, self._telling)
        try:
            for chunk, totals in self._results(cut(input_files(inputs)), journal):
                self._totals.merge(totals)
                arranged.add(chunk.number)
                self._tell(chunk)
        except KeyboardInterrupt:
            arranged.end()
            self._telling.finish(self._totals)
            raise Interrupted(self._totals, journal.folder if journal.kept else None) from None
        arranged.end()
        self._telling.finish(self._totals)
        return self._totals

    def _results(self, chunks: Iterator[Chunk], journal: Journal) -> Iterator[tuple[Chunk, Totals]]:
        first, second = next(chunks, None), next(chunks, None)
        if first is None:
            return
        chunks = chain((first,) if second is None else (first, second), chunks)
        if second is None or self._batch.jobs == 1:
            run: _Running = partial(self._in_this_process, journal.folder, few=second is None and first.few)
        else:
            run = Pool(self._job, journal.folder, self._batch.jobs).run
        yield from self._old_and_new(chunks, journal, run)

    def _in_this_process(
        self, folder: Path, chunks: Iterable[Chunk], few: bool
    ) -> Iterator[tuple[Chunk, Totals]]:
        working = self._job.working(replace(self._ruleset, interpreted=True) if few else self._ruleset)
        for chunk in chunks:
            result = perform(Task(chunk), working, folder, _nobody)
            if isinstance(result, Failed):
                raise WorkerBug(result.message) if result.bug else NegotiaError(result.message)
            yield chunk, result.totals

    def _old_and_new(
        self,
        chunks: Iterable[Chunk],
        journal: Journal,
        run: _Running,
    ) -> Iterator[tuple[Chunk, Totals]]:
        """The chunks whose parts an earlier run has left, as they come, and those that are worked on now."""
        old: deque[tuple[Chunk, Totals]] = deque()

        def new() -> Iterator[Chunk]:
            for chunk in chunks:
                totals = journal.done(chunk.number)
                if totals is None:
                    yield chunk
                else:
                    old.append((chunk, totals))

        for result in run(new()):
            while old:
                yield old.popleft()
            yield result
        yield from old

    def _tell(self, chunk: Chunk) -> None:
        self._done += chunk.size
        if self._batch.told is not None:
            self._batch.told(Progress(self._totals.deals, self._done, self._all))


def _nobody(begun: Begun) -> None:
    """In one process nobody waits to hear where the work is."""


class _Arranged:
    """Puts parts that come in any order into that of their chunks."""

    def __init__(self, folder: Path, telling: Telling) -> None:
        self._folder = folder
        self._telling = telling
        self._next = 0
        self._early: set[int] = set()

    def add(self, number: int) -> None:
        self._early.add(number)
        while self._next in self._early:
            self._early.remove(self._next)
            self._pass_on(self._next)
            self._next += 1

    def end(self) -> None:
        """Passes on what is left, though something before it is missing."""
        for number in sorted(self._early):
            self._pass_on(number)

    def _pass_on(self, number: int) -> None:
        for line in read_part(self._folder, number):
            self._telling.line(line)
