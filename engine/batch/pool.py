"""Processes that share chunks. A process that dies is replaced, and its chunk is done again."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from ..errors import NegotiaError
from ..run import Totals
from .chunks import Chunk
from .job import Job
from .worker import Begun, Done, Failed, Task, work

_SPAWN = multiprocessing.get_context("spawn")
_FALSE_STARTS = 3
"""So many processes that die before they have done anything mean that none will live."""
_GRACE = 5.0
"""Seconds for a process to end by itself."""


class WorkerBug(Exception):
    """A bug showed in a process; the text is its traceback."""


@dataclass(slots=True)
class _Trial:
    """How often a task has ended a process, and at which record it was last."""

    task: Task
    deaths: int = 0
    place: int | None = None
    """Where a careful worker is."""
    died_at: int | None = None

    def after_death(self) -> _Trial:
        """The next trial: the same again, then carefully; a record that ends two careful ones is left out."""
        task, place = self.task, self.place
        if place is not None and place == self.died_at:
            task = replace(task, deadly=(*task.deadly, place))
            return _Trial(task, self.deaths + 1)
        return _Trial(replace(task, careful=True), self.deaths + 1, died_at=place)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    trial: _Trial | None = None
    done: int = 0


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
            worker.trial = trial
            try:
                worker.connection.send(trial.task)
            except (BrokenPipeError, ConnectionResetError):
                self._bury(worker)

    def _results(self) -> Iterator[tuple[Chunk, Totals]]:
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]  # they are the connections it was given
            try:
                message = worker.connection.recv()
            except (EOFError, ConnectionResetError):
                self._bury(worker)
                continue
            trial = worker.trial
            assert trial is not None
            match message:
                case Begun(place):
                    trial.place = place
                case Done(totals):
                    worker.trial = None
                    worker.done += 1
                    self._false_starts = 0
                    yield trial.task.chunk, totals
                case Failed(text, bug):
                    raise WorkerBug(text) if bug else NegotiaError(text)

    def _bury(self, worker: _Worker) -> None:
        """Takes a dead process away; what it worked on is done again."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        if not worker.done:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS and (worker.trial is None or worker.trial.place is None):
                code = worker.process.exitcode
                raise NegotiaError(
                    f"the processes that check deals end at once (status {code}): try --jobs 1"
                )
        if worker.trial is not None:
            self._again.append(worker.trial.after_death())

    def _started(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=work, args=(theirs, self.job, self.folder), daemon=True)
        with _interrupts_ignored():
            process.start()
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
        self._workers.clear()


def _first(waiting: Iterator[Chunk]) -> _Trial | None:
    chunk = next(waiting, None)
    return None if chunk is None else _Trial(Task(chunk))


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes begun inside ignore Ctrl-C, which reaches all of a terminal's processes: only the first one ends."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
