"""Leases: a job is one worker's at a time, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from engine.service.access.roles import LOCAL, Viewer
from engine.service.errors import Refused
from engine.service.storage import jobs
from engine.service.storage.audit import Act, entries
from engine.service.storage.sessions import Database
from tests.service.plans import NOW

ACT = Act(LOCAL, NOW, "r1")
LATER = NOW + timedelta(seconds=31)
OPTIONS = {"kind": "lines"}


def order(database: Database, key: str = "one") -> jobs.Job:
    with database.writing() as session:
        return jobs.add(session, ACT, key, "check", OPTIONS, b"{}")


def lease(database: Database, worker: str, now: datetime = NOW) -> jobs.Leased | None:
    with database.writing() as session:
        return jobs.lease(session, worker, now, now + timedelta(seconds=30))


def state(database: Database, key: str = "one") -> jobs.Job:
    with database.reading() as session:
        return jobs.find(session, LOCAL, key)


def test_the_oldest_job_goes_to_one_worker_only(database: Database) -> None:
    assert lease(database, "a") is None
    order(database, "one")
    order(database, "two")
    first, second = lease(database, "a"), lease(database, "b")
    assert first is not None
    assert second is not None
    assert (first.row, first.input) == (1, b"{}")
    assert second.row == 2
    assert lease(database, "c") is None
    with database.reading() as session:
        assert not jobs.any_free(session, NOW)
        assert jobs.any_free(session, LATER)
        assert jobs.counts(session)["running"] == 2


def test_many_workers_at_once_take_each_job_once(database: Database) -> None:
    for number in range(12):
        order(database, f"job{number}")
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda number: lease(database, f"w{number}"), range(24)))
    rows = [one.row for one in taken if one is not None]
    assert len(rows) == len(set(rows))
    rest = iter(lambda: lease(database, "rest"), None)
    assert sorted(rows + [one.row for one in rest if one]) == list(range(1, 13))


def test_a_lease_that_ran_out_is_taken_and_its_holder_can_write_nothing_more(database: Database) -> None:
    order(database)
    late = lease(database, "late")
    assert late is not None
    next_one = lease(database, "next", LATER)
    assert next_one is not None
    with database.writing() as session:
        assert not jobs.renew(session, late, LATER, 5, 10)
        assert not jobs.finish(session, late, LATER, b"late")
        assert not jobs.fail(session, late, LATER, "late")
        jobs.give_back(session, late, counted=True)
        assert jobs.renew(session, next_one, LATER + timedelta(seconds=30), 5, 10)
    assert (state(database).done, state(database).total) == (5, 10)
    with database.writing() as session:
        assert jobs.finish(session, next_one, LATER, b"result")
    assert (state(database).state, state(database).attempts, state(database).finished_at) == (
        "done",
        2,
        LATER,
    )
    with database.reading() as session:
        assert jobs.result(session, LOCAL, "one")[1] == b"result"


def test_a_job_that_ends_its_processes_is_given_up(database: Database) -> None:
    order(database)
    for _ in range(jobs.MOST_ATTEMPTS):
        leased = lease(database, "a")
        assert leased is not None
        with database.writing() as session:
            jobs.give_back(session, leased, counted=True)
    assert lease(database, "a") is None
    found = state(database)
    assert (found.state, found.error) == ("failed", "given up: 3 attempts did not come to an end")


def test_what_is_given_back_by_a_service_that_ends_was_no_attempt(database: Database) -> None:
    order(database)
    for _ in range(jobs.MOST_ATTEMPTS + 2):
        leased = lease(database, "a")
        assert leased is not None
        with database.writing() as session:
            jobs.give_back(session, leased, counted=False)
    assert (state(database).state, state(database).attempts) == ("waiting", 0)


def test_a_cancelled_job_is_nobodys(database: Database) -> None:
    order(database)
    leased = lease(database, "a")
    assert leased is not None
    with database.writing() as session:
        assert jobs.cancel(session, ACT, "one").state == "cancelled"
        assert jobs.cancel(session, ACT, "one").state == "cancelled"
        assert not jobs.renew(session, leased, LATER, 1, 2)
    assert lease(database, "b", LATER) is None
    with database.reading() as session:
        assert [one.action for one in entries(session, 9)] == ["cancel batch", "create batch"]
        with pytest.raises(Refused) as refused:
            jobs.result(session, LOCAL, "one")
    assert refused.value.status_code == 409


def test_a_job_is_its_owners_and_nobody_has_too_many(database: Database) -> None:
    for number in range(jobs.MOST_OPEN):
        order(database, f"job{number}")
    with pytest.raises(Refused) as refused:
        order(database, "more")
    assert refused.value.code == "too-many-batches"
    with database.reading() as session:
        other = Viewer(7, "manager", "manager")
        assert jobs.listed(session, other, 5, None) == ([], None)
        with pytest.raises(Refused) as hidden:
            jobs.find(session, other, "job0")
        assert hidden.value.status_code == 404
        page, place = jobs.listed(session, LOCAL, 15, None)
        rest, end = jobs.listed(session, LOCAL, 15, place)
    assert [one.id for one in [*page, *rest]] == [f"job{number}" for number in reversed(range(20))]
    assert end is None


def test_results_are_forgotten_after_a_month(database: Database) -> None:
    order(database)
    leased = lease(database, "a")
    assert leased is not None
    with database.writing() as session:
        jobs.finish(session, leased, NOW, b"x")
        month = Act(LOCAL, NOW + timedelta(days=31), "r2")
        jobs.add(session, month, "two", "check", OPTIONS, b"{}")
    with database.reading() as session, pytest.raises(Refused):
        jobs.find(session, LOCAL, "one")
