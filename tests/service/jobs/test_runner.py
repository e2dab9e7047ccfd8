"""The runner: what becomes of a job whose process, service or database ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from engine.batch import Progress
from engine.output.encoding import encode_line
from engine.service.access.roles import LOCAL
from engine.service.jobs import runner as module
from engine.service.jobs.checking import Far, Ordered, Over, check, put, result, work
from engine.service.jobs.runner import Pace, Runner
from engine.service.requests import Service
from engine.service.settings import Settings
from engine.service.storage import jobs
from engine.service.storage.audit import Act
from engine.service.storage.sessions import Database
from engine.service.tasks import Kit
from engine.service.work import Work
from tests.service.plans import NOW

PACE = Pace(heartbeat=0.02, look=0.02)
OPTIONS = {"kind": "lines", "as_of": "2026-03-02", "locale": "en_US", "stage": None, "format": "jsonl"}
DEAL = b'{"deal": {"id": "a", "title": "A"}, "us": {"name": "We"}, "them": {"name": "They"}}\n'


@contextmanager
def runner_of(database: Database, now: Callable[[], datetime] = lambda: NOW, **kit: Any) -> Iterator[Runner]:
    """A runner until the block ends."""
    settings = Settings(**kit)
    service = Service(
        settings,
        now,
        lambda: "t" * 24,
        database,
        Kit(settings.rules, settings.shipped),
        Work(settings.limits),
        Work(settings.limits),
    )
    runner = Runner(service, PACE)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()


def order(database: Database, deals: int = 1) -> None:
    with database.writing() as session:
        jobs.add(session, Act(LOCAL, NOW, "r"), "job", "check", OPTIONS, DEAL * deals)


def job(database: Database) -> jobs.Job:
    with database.reading() as session:
        return jobs.find(session, LOCAL, "job")


def wait_until(true: Callable[[], object]) -> None:
    pause = threading.Event()
    for _ in range(1000):
        if true():
            return
        pause.wait(0.02)
    raise AssertionError("it did not come to pass")


def children(database: Database) -> list[int]:
    """The processes that check batches now."""
    return [one.pid for one in multiprocessing.active_children() if one.pid]


def test_a_process_that_is_killed_costs_an_attempt_only(database: Database) -> None:
    order(database, 10_000)
    with runner_of(database):
        wait_until(lambda: job(database).attempts == 1 and children(database))
        os.kill(children(database)[0], signal.SIGKILL)
        wait_until(lambda: job(database).attempts == 2)
    assert job(database).state == "waiting"


def test_a_job_of_a_service_that_died_is_done_when_its_lease_has_run_out(database: Database) -> None:
    order(database)
    with database.writing() as session:
        dead = jobs.lease(session, "dead", NOW, NOW + timedelta(seconds=30))
    moments = [NOW]
    with runner_of(database, lambda: moments[0]):
        threading.Event().wait(0.1)
        assert job(database).attempts == 1  # it is another's
        moments[0] = NOW + timedelta(seconds=31)
        wait_until(lambda: job(database).state == "done")
    assert dead is not None
    assert job(database).attempts == 2


def test_progress_is_told_and_a_cancelled_job_ends_its_process(database: Database) -> None:
    order(database, 10_000)
    with runner_of(database):
        wait_until(lambda: job(database).done > 0)
        found = job(database)
        assert found.total == 10_000 * len(DEAL)
        with database.writing() as session:
            jobs.cancel(session, Act(LOCAL, NOW, "r"), "job")
        wait_until(lambda: not children(database))
    assert job(database).state == "cancelled"


def test_a_check_that_cannot_be_done_fails_with_its_reason(database: Database) -> None:
    order(database)
    with runner_of(database, rules=("nowhere.yaml",)):
        wait_until(lambda: job(database).state == "failed")
    assert "nowhere.yaml" in (job(database).error or "")


def test_a_result_waits_for_a_database_that_does_not_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    order(database)
    failures = iter([1, 2, 3])
    kept = jobs.finish

    def finish(*args: Any) -> bool:
        if next(failures, None):
            raise OperationalError("", {}, Exception())
        return kept(*args)

    monkeypatch.setattr(jobs, "finish", finish)
    with runner_of(database):
        wait_until(lambda: job(database).state == "done")
    assert next(failures, None) is None
    assert job(database).attempts == 1


def test_whoever_cannot_look_for_jobs_looks_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures, free = iter([1, 2]), jobs.any_free

    def any_free(*args: Any) -> bool:
        if next(failures, None):
            raise OperationalError("", {}, Exception())
        return free(*args)

    monkeypatch.setattr(jobs, "any_free", any_free)
    monkeypatch.setattr(Runner, "_watched", lambda *_: Over("no"))
    order(database)
    with runner_of(database):
        wait_until(lambda: job(database).state == "failed")
    assert module.PACE.lease > 5 * module.PACE.heartbeat


@pytest.mark.parametrize(("kind", "format"), [("deals", "json"), ("lines", "jsonl")])
def test_what_is_ordered_is_checked_under_the_name_that_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Any, format: Any
) -> None:
    inside, told = tmp_path / "batch", list[Progress]()
    inside.mkdir()
    put(inside, kind, DEAL if kind == "lines" else encode_line([["k1.json", DEAL.decode()]]))
    monkeypatch.chdir(inside)
    ordered = Ordered(Kit(), kind, date(2026, 3, 2), "en_US", None, format)
    check(ordered, tmp_path / "result", told.append)
    assert result(inside).startswith(b'{"path":"batch' if kind == "lines" else b"{")
    assert told[-1].bytes_done == told[-1].bytes_all == len(DEAL)


def test_a_check_ends_with_its_service_even_one_that_was_killed(tmp_path: Path) -> None:
    inside, spawn = tmp_path / "batch", multiprocessing.get_context("spawn")
    inside.mkdir()
    put(inside, "lines", DEAL * 50_000)
    ours, theirs = spawn.Pipe()
    ordered = Ordered(Kit(), "lines", date(2026, 3, 2), "en_US", None, "jsonl")
    process = spawn.Process(target=work, args=(theirs, inside, ordered), daemon=True)
    process.start()
    theirs.close()
    assert isinstance(ours.recv(), Far)
    ours.close()  # as the end of the process that held it does
    process.join(20)
    assert process.exitcode == 1
