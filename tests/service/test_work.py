"""Work in turns, and work that is ended when it takes too long."""

from __future__ import annotations

import os
import time
from functools import partial

import anyio
import pytest

from engine.errors import DealError, NegotiaError, Problem
from engine.service.errors import Refused
from engine.service.guard import Broken, Guard, TooLong
from engine.service.limits import Limits
from engine.service.work import Work
from engine.source import read_source
from engine.texts import read_locale


def test_a_process_works_until_it_is_closed() -> None:
    guard = Guard()
    try:
        assert guard.run(20, partial(divmod, 7, 2)) == (3, 1)
        with pytest.raises(NegotiaError, match="klingon"):
            guard.run(20, partial(read_locale, "klingon"))
        with pytest.raises(NegotiaError) as refused:
            guard.run(20, partial(read_source, "a: [1", "plan.yaml"))
        assert refused.value.problems[0].line == 1  # type: ignore[attr-defined]  # of a SourceError
        with pytest.raises(Broken, match="ValueError") as broken:
            guard.run(20, partial(int, "walkaway 4711"))
        assert "4711" not in str(broken.value)
        with pytest.raises(Broken, match="has ended"):
            guard.run(20, partial(os._exit, 1))
        with pytest.raises(TooLong):
            guard.run(0.2, partial(time.sleep, 60))
        assert guard.run(20, partial(divmod, 9, 2)) == (4, 1)
    finally:
        guard.close()
    guard.close()


def test_a_mistake_in_a_source_travels() -> None:
    import pickle

    error = DealError([Problem("c", "m", "s", 1, 2)])
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.problems) == (DealError, error.problems)


def test_too_long_is_told_as_such() -> None:
    async def scenario() -> None:
        work = Work(Limits(work_seconds=0.2))
        try:
            with pytest.raises(Refused, match=r"more than 0\.2 seconds") as refused:
                await work.guarded(time.sleep, 60)
            assert (refused.value.status_code, refused.value.code) == (503, "too-much-work")
        finally:
            work.close()

    anyio.run(scenario)


def test_a_crowd_is_told_to_come_back() -> None:
    async def scenario() -> None:
        work = Work(Limits(waiting=2))
        refused = []

        async def ask() -> None:
            try:
                await work.run(time.sleep, 0.05)
            except Refused as error:
                refused.append((error.status_code, error.headers))

        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(ask)
        assert refused == [(503, {"Retry-After": "2"})] * 2  # one works, two wait
        assert await work.run(divmod, 7, 2) == (3, 1)

    anyio.run(scenario)
