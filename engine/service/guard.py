"""A process of its own for work whose length nobody can tell beforehand: it is ended when it takes too long."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from ..errors import NegotiaError

_SPAWN = multiprocessing.get_context("spawn")
_GRACE_SECONDS = 2.0
_OBJECTS = 50_000


def settle() -> None:
    """Tells the collector that what this process holds now is there to stay, and to look for garbage seldom: work
    makes thousands of objects, and nearly all are gone at its end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


class TooLong(Exception):
    """The work was not done in time."""


class Broken(Exception):
    """A bug ended the work. The message holds the kind of the exception and the places in the code, no values."""


@dataclass(frozen=True, slots=True)
class _Bug:
    text: str


class Guard:
    """One process, which is started when it is needed first, and again when it was ended. One thread at a time."""

    def __init__(self) -> None:
        self._held: tuple[SpawnProcess, Connection] | None = None

    def run(self, seconds: float, function: Callable[[], Any]) -> Any:
        """What the function returns; it travels to the process.

        Raises NegotiaError as the function does, TooLong after so many seconds, Broken for anything else.
        """
        _, connection = self._held or self._started()
        try:
            connection.send(function)
            if not connection.poll(seconds):
                raise TooLong
            done, result = connection.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise Broken(f"the process has ended: {type(error).__name__}") from None
        except TooLong:
            self.close()
            raise
        if done:
            return result
        if isinstance(result, NegotiaError):
            raise result
        raise Broken(result.text)

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._held is not None:
            process, connection = self._held
            self._held = None
            connection.close()
            process.kill()
            process.join(_GRACE_SECONDS)

    def _started(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._held = process, ours
        return self._held


def _serve(connection: Connection) -> None:
    """The life of the process: works until the connection is closed. It is told to end by that alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    settled = False
    answer: tuple[bool, object]
    while True:
        try:
            function = connection.recv()
        except EOFError:
            return
        try:
            answer = True, function()
        except NegotiaError as error:
            answer = False, error
        except Exception as error:  # told to whoever waits
            places = "".join(traceback.format_tb(error.__traceback__))
            answer = False, _Bug(f"{type(error).__name__}\n{places}")
        connection.send(answer)
        if not settled:
            settle()
            settled = True
