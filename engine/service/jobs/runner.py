"""Works on jobs beside the requests: takes one at a time, renews its lease, keeps what came of it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ..service import Service
from ..storage import jobs
from ..storage.jobs import Leased
from .checking import Far, Ordered, Over, put, result, work

T = TypeVar("T")
LOG = logging.getLogger("negotia.service")
_SPAWN = multiprocessing.get_context("spawn")
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds. A lease outlasts several heartbeats, so that a slow database ends no work."""

    lease: float = 30.0
    heartbeat: float = 2.0
    look: float = 1.0
    """Between looks for a job, which another process of the service may have taken in."""
    retries: int = 10
    """How often a result is brought to a database that does not answer; `look` seconds lie between."""


PACE = Pace()


class Runner:
    """A thread that works on jobs until it is stopped; the job at hand is then given back."""

    def __init__(self, service: Service, pace: Pace = PACE) -> None:
        self._service, self._pace = service, pace
        self._worker = f"worker-{service.token()[:40]}"
        self._stopping, self._wake = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._life, name="negotia-jobs", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def wake(self) -> None:
        """There is a new job: it is looked for at once."""
        self._wake.set()

    def stop(self) -> None:
        """Gives the job at hand back and ends; returns when that is done."""
        self._stopping.set()
        self._wake.set()
        self._thread.join()

    def _life(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                leased = self._lease()
                if leased is not None:
                    self._work(leased)
                    continue
            except Exception as error:  # the next look may find the cause gone: the lease brings the job back
                LOG.warning("jobs wait: %s", type(error).__name__)
            if not self._stopping.is_set():
                self._wake.wait(self._pace.look)

    def _lease(self) -> Leased | None:
        now = self._service.now()
        with self._service.database.reading() as session:
            if not jobs.any_free(session, now):
                return None
        with self._service.database.writing() as session:
            return jobs.lease(session, self._worker, now, now + timedelta(seconds=self._pace.lease))

    def _work(self, leased: Leased) -> None:
        with TemporaryDirectory(prefix="negotia-") as folder:
            inside = Path(folder) / "batch"
            inside.mkdir()
            put(inside, _ordered(self._service, leased).kind, leased.input)
            over = self._watched(leased, inside)
            if over is None:
                return
            now = self._service.now()
            if over.error is not None:
                error = over.error
                self._kept(lambda session: jobs.fail(session, leased, now, error))
            else:
                output = result(inside)
                self._kept(lambda session: jobs.finish(session, leased, now, output))

    def _watched(self, leased: Leased, folder: Path) -> Over | None:
        """How the process ended; None where the job is not ours any more, or was given back."""
        ours, theirs = _SPAWN.Pipe()
        ordered = _ordered(self._service, leased)
        process = _SPAWN.Process(target=work, args=(theirs, folder, ordered), daemon=True)
        process.start()
        theirs.close()
        try:
            return self._followed(leased, ours)
        except EOFError:
            LOG.warning("the process of a job has ended before its time")
            self._kept(lambda session: jobs.give_back(session, leased, counted=True))
            return None
        finally:
            ours.close()
            _end(process)

    def _followed(self, leased: Leased, connection: Connection) -> Over | None:
        far, beat = Far(0, 0), monotonic()
        while not self._stopping.is_set():
            if connection.poll(_STEP):
                told = connection.recv()
                if isinstance(told, Over):
                    return told
                far = told
            if monotonic() - beat >= self._pace.heartbeat:
                beat = monotonic()
                if not self._renewed(leased, far):
                    return None
        self._kept(lambda session: jobs.give_back(session, leased, counted=False))
        return None

    def _renewed(self, leased: Leased, far: Far) -> bool:
        until = self._service.now() + timedelta(seconds=self._pace.lease)
        try:
            with self._service.database.writing() as session:
                return jobs.renew(session, leased, until, far.done, far.total or None)
        except SQLAlchemyError as error:
            LOG.warning("a lease could not be renewed: %s", type(error).__name__)
            return True  # it lasts for a while; if it ran out, the next renewal tells

    def _kept(self, write: Callable[[Session], T]) -> T | None:
        """Writes, again and again while the database does not answer; then the lease brings the job back."""
        for _ in range(self._pace.retries):
            try:
                with self._service.database.writing() as session:
                    return write(session)
            except SQLAlchemyError as error:
                LOG.warning("the result of a job could not be written: %s", type(error).__name__)
                self._stopping.wait(self._pace.look)
        return None


def _ordered(service: Service, leased: Leased) -> Ordered:
    asked, kit = leased.options, service.kit
    return Ordered(
        replace(kit, rules=tuple(map(os.path.abspath, kit.rules))),
        asked["kind"],
        date.fromisoformat(asked["as_of"]),
        asked["locale"],
        asked["stage"],
        asked["format"],
    )


def _end(process: SpawnProcess) -> None:
    process.kill()
    process.join()
