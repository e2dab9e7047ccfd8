"""Work that takes a processor is done one piece at a time, beside the loop that answers requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar, cast

import anyio
import anyio.to_thread

from .errors import Refused
from .guard import Guard, TooLong
from .limits import Limits

P = ParamSpec("P")
T = TypeVar("T")
_RETRY_SECONDS = "2"


class _Lane:
    """One at a time, the others in a queue that has an end."""

    def __init__(self, waiting: int) -> None:
        self._limiter = anyio.CapacityLimiter(1)
        self._most, self._inside = waiting + 1, 0

    async def run(self, call: Callable[[], T]) -> T:
        """What the call returns, made in a thread when its turn comes."""
        if self._inside >= self._most:
            headers = {"Retry-After": _RETRY_SECONDS}
            raise Refused(503, "busy", "there is too much to do: come back soon", headers=headers)
        self._inside += 1
        try:
            return await anyio.to_thread.run_sync(call, limiter=self._limiter)
        finally:
            self._inside -= 1


class Work:
    """Runs functions in turn; whoever comes when too many wait is told to come back."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.work_seconds
        self._quick, self._slow = _Lane(limits.waiting), _Lane(limits.waiting)
        self._guard = Guard()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns; for what is quick whatever the plan says, such as a check: it runs in a thread.

        Raises what it raises, and Refused when there is too much to do.
        """
        return await self._quick.run(partial(function, *args, **kwargs))

    async def guarded(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns; for what some plans make slow: analyses, documents. It runs in a process, which
        is ended after `work_seconds`; function and arguments travel to it, so they are plain.

        Raises NegotiaError as the function does, and Refused when there is too much to do or it takes too long.
        """
        return await self._slow.run(partial(self._watched, partial(function, *args, **kwargs)))

    def warm(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Has the process do it before the first request comes, so that it has read all that it needs."""
        self._watched(partial(function, *args, **kwargs))

    def close(self) -> None:
        """Ends the process."""
        self._guard.close()

    def _watched(self, call: Callable[[], T]) -> T:
        try:
            return cast(T, self._guard.run(self._seconds, call))
        except TooLong:
            message = (
                f"this plan takes more than {self._seconds:g} seconds: try fewer issues, options or draws"
            )
            raise Refused(503, "too-much-work", message) from None
