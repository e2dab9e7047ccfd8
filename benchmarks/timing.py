"""How long a piece of work takes here and now; only ratios within one run mean something."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from engine.garbage import collector_paused


def milliseconds(work: Callable[[], object], least: float = 0.3) -> float:
    """Time of one call: the best of three rounds that take at least `least` seconds together.

    The garbage collector rests, as in `timeit`: when it runs depends on all else that is in memory.
    """
    work()
    best = float("inf")
    with collector_paused():
        for _ in range(3):
            calls, start = 0, perf_counter()
            while perf_counter() - start < least / 3:
                work()
                calls += 1
            best = min(best, (perf_counter() - start) / calls)
    return best * 1000
