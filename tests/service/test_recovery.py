"""A database that goes away while the service works, and comes back."""

from __future__ import annotations

import threading
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from engine.service.settings import Settings
from engine.service.storage.sessions import open_database
from tests.service.plans import PLAN, YAML
from tests.service.postgres import running_server
from tests.service.starting import Started


@pytest.mark.postgres
def test_a_restart_under_load_loses_nothing_and_needs_no_help(started: Started) -> None:
    with running_server() as server:
        client = started(Settings(database_url=server.url.format("postgres")))
        acknowledged, statuses, stop = set(), set(), threading.Event()

        def write(number: int) -> None:
            for one in count():
                if stop.is_set():
                    return
                headers = YAML | {"idempotency-key": f"{number}-{one}"}
                answer = client.post("/api/v1/deals", content=PLAN, headers=headers)
                statuses.add(answer.status_code)
                if answer.status_code == 201:
                    acknowledged.add(answer.json()["id"])
                else:
                    assert answer.json()["errors"][0]["code"] == "database-unavailable"

        writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
        for writer in writers:
            writer.start()
        wait_until(lambda: len(acknowledged) >= 6)
        server.stop()
        wait_until(lambda: 503 in statuses)
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        before = len(acknowledged)
        server.start()
        wait_until(lambda: len(acknowledged) >= before + 6)
        stop.set()
        for writer in writers:
            writer.join()
        assert statuses == {201, 503}
        assert client.get("/readyz").status_code == 200
        assert all(client.get(f"/api/v1/deals/{id}").status_code == 200 for id in acknowledged)
        client.app.state.service.database.close()  # type: ignore[attr-defined]  # an ASGI application


def wait_until(true: object) -> None:
    """Waits for something that other threads do."""
    pause = threading.Event()
    for _ in range(1000):
        if true():  # type: ignore[operator]  # a function without arguments
            return
        pause.wait(0.03)
    raise AssertionError("it did not come about")


def test_a_database_that_is_locked_for_long_is_told_as_such(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    database = client.app.state.service.database  # type: ignore[attr-defined]  # an ASGI application
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
        connection.rollback()
    other = create_engine(settings.database_url)
    with other.connect() as holding:
        holding.execute(text("BEGIN IMMEDIATE"))
        answer = client.post("/api/v1/deals", content=PLAN, headers=YAML)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert client.get("/api/v1/deals").status_code == 200
        holding.rollback()
    other.dispose()
    assert client.post("/api/v1/deals", content=PLAN, headers=YAML).status_code == 201


def test_readers_see_one_state_while_others_write(database_url: str) -> None:
    database = open_database(database_url)
    with database.writing() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
    with database.writing() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
        with database.reading() as other:
            assert other.execute(text("SELECT count(*) FROM t")).scalar() == 0
    with database.reading() as other:
        assert other.execute(text("SELECT count(*) FROM t")).scalar() == 1
    database.close()
