"""Processes that share chunks. A process that dies is replaced, and its chunk is done again."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from ..errors import NegotiaError
from ..run import Totals
from .chunks import Chunk
from .interrupts import interrupts_ignored
from .job import Job
from .worker import Begun, Done, Failed, Ready, Task, work

_SPAWN = multiprocessing.get_context("spawn")
_FALSE_STARTS = 3
"""So many processes in a row that die before they can begin mean that none will live."""
_LOST = 5
"""So many deaths without a record to blame are more than the same chunk can have by chance."""
_GRACE = 5.0
"""Seconds for a process to end by itself."""


class WorkerBug(Exception):
    """A bug showed in a process; a note holds its traceback."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A task, and which of its records have ended a process; `lost` are the deaths of which none was to blame."""

    task: Task
    died_at: frozenset[int] = frozenset()
    lost: int = 0

    def after_death(self, place: int | None) -> _Trial:
        """The next trial: the same again, but carefully; a record that ends two careful ones is left out."""
        if place is None:
            return replace(self, task=replace(self.task, careful=True), lost=self.lost + 1)
        if place not in self.died_at:
            return replace(self, died_at=self.died_at | {place})
        return replace(self, task=replace(self.task, deadly=(*self.task.deadly, place)))


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    trial: _Trial | None = None
    place: int | None = None
    """Where a careful worker is."""

    def take(self, trial: _Trial) -> None:
        """Hands it a task. Raises OSError if the process is dead."""
        self.trial, self.place = trial, None
        self.connection.send(trial.task)


@dataclass(slots=True)
class Pool:
    """Runs the tasks of a job in `jobs` processes; parts are written into `folder`."""

    job: Job
    folder: Path
    jobs: int
    _workers: list[_Worker] = field(default_factory=list)
    _again: deque[_Trial] = field(default_factory=deque)
    _false_starts: int = 0

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Totals]]:
        """The chunks with what was counted, as they are done. Raises NegotiaError, or WorkerBug."""
        waiting = iter(chunks)
        try:
            while True:
                self._hand_out(waiting)
                if not any(worker.trial for worker in self._workers):
                    return
                yield from self._results()
        finally:
            self._close()

    def _hand_out(self, waiting: Iterator[Chunk]) -> None:
        idle = [worker for worker in self._workers if worker.trial is None]
        while idle or len(self._workers) < self.jobs:
            trial = self._again.popleft() if self._again else _first(waiting)
            if trial is None:
                return
            worker = idle.pop() if idle else self._started()
            try:
                worker.take(trial)
            except (BrokenPipeError, ConnectionResetError):
                self._bury(worker)

    def _results(self) -> Iterator[tuple[Chunk, Totals]]:
        by_connection: dict[object, _Worker] = {worker.connection: worker for worker in self._workers}
        for connection in wait([worker.connection for worker in self._workers]):
            worker = by_connection[connection]
            try:
                message = worker.connection.recv()
            except (EOFError, ConnectionResetError):
                self._bury(worker)
                continue
            match message:
                case Ready():
                    worker.ready = True
                    self._false_starts = 0
                case Begun(place):
                    worker.place = place
                case Done(totals):
                    trial, worker.trial = worker.trial, None
                    assert trial is not None
                    yield trial.task.chunk, totals
                case Failed(text, ""):
                    raise NegotiaError(text)
                case Failed(text, traceback):
                    bug = WorkerBug(text)
                    bug.add_note(traceback)
                    raise bug

    def _bury(self, worker: _Worker) -> None:
        """Takes a dead process away; what it worked on is done again."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        trial = worker.trial and worker.trial.after_death(worker.place)
        self._false_starts += not worker.ready
        if self._false_starts >= _FALSE_STARTS or (trial is not None and trial.lost > _LOST):
            code = worker.process.exitcode
            raise NegotiaError(
                f"the processes that check deals end again and again (status {code}): try --jobs 1"
            )
        if trial is not None:
            self._again.append(trial)

    def _started(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=work, args=(theirs, self.job, self.folder), daemon=True)
        try:
            with interrupts_ignored():
                process.start()
        except OSError as error:
            raise NegotiaError(f"no process can be started: {error.strerror or error}") from error
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _close(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            if worker.trial is not None:
                worker.process.terminate()  # its part is not whole, and is done again another time
        for worker in self._workers:
            worker.process.join(_GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _first(waiting: Iterator[Chunk]) -> _Trial | None:
    chunk = next(waiting, None)
    return None if chunk is None else _Trial(Task(chunk))
