"""A process that works on chunks until nobody hands it any more."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from ..errors import NegotiaError
from ..run import Totals
from .chunks import Chunk
from .job import Job, Working
from .parts import write_part

_COLLECT_EVERY = 50


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk to work on. `deadly` are the places of records that ended a process before; in a careful task the
    worker tells which record it begins, so that whoever waits knows which one ended it."""

    chunk: Chunk
    deadly: tuple[int, ...] = ()
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has got what the job needs."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A careful worker begins the record at this place."""

    place: int


@dataclass(frozen=True, slots=True)
class Done:
    """The part of the chunk is written."""

    totals: Totals


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing can be done about it: what the user can mend, in words, or a bug with its traceback."""

    message: str
    traceback: str = ""


def work(connection: Connection, job: Job, folder: Path) -> None:
    """The life of a worker process: takes tasks from the connection until it is closed.

    Out of memory is an end like any other: whoever waits hears of it as the connection is closed.
    """
    try:
        working = job.start()
        connection.send(Ready())
        gc.collect()
        gc.freeze()
        # Deals make little rubbish that needs looking for: a look every so many chunks is enough.
        gc.disable()
        count = 0
        while True:
            connection.send(_perform(connection.recv(), working, folder, connection.send))
            count += 1
            if count % _COLLECT_EVERY == 0:
                gc.collect()
    except (EOFError, BrokenPipeError, ConnectionResetError, MemoryError):
        return
    except NegotiaError as error:
        connection.send(Failed(str(error)))
    except Exception as error:
        text = "".join(traceback.format_exception(error))
        connection.send(Failed(f"{type(error).__name__}: {error}", text))


def _perform(task: Task, working: Working, folder: Path, send: Callable[[Begun], None]) -> Done:
    def announce(place: int) -> None:
        send(Begun(place))

    return Done(write_part(task.chunk, working, folder, task.deadly, announce if task.careful else None))
