"""Work that takes a processor is done one piece at a time, in a thread beside the loop that answers requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

from .errors import Refused
from .limits import Limits

P = ParamSpec("P")
T = TypeVar("T")
_RETRY_SECONDS = "2"


class Work:
    """Runs functions in turn; whoever comes when too many wait is told to come back."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turns = anyio.CapacityLimiter(1)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns. Raises what it raises, and Refused when there is too much to do."""
        if self._turns.statistics().tasks_waiting >= self._limits.waiting:
            raise Refused(
                503,
                "busy",
                "there is too much to do: come back soon",
                headers={"Retry-After": _RETRY_SECONDS},
            )
        return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=self._turns)
