"""Batches over HTTP, checked by processes of the service."""

from __future__ import annotations

import json
import threading
import time
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from engine.service.settings import Settings
from engine.service.storage.tables import JobRow
from tests.service.plans import PLAN, YAML
from tests.service.starting import Started

LINES = {"content-type": "application/x-ndjson"}
BOOK = {"content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
DEAL = '{"deal": {"id": "a%d", "title": "A"}, "us": {"name": "We"}, "them": {"name": "They"}}\n'


def over(client: TestClient, id: str, seconds: float = 20) -> dict[str, Any]:
    """The batch at its end."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < end:
        found: dict[str, Any] = client.get(f"/api/v1/batches/{id}").json()
        if found["state"] not in ("waiting", "running"):
            return found
        pause.wait(0.05)
    raise AssertionError(f"{found} is not over")


def test_lines_are_checked_in_the_background_as_the_command_does(each_client: TestClient) -> None:
    client, body = each_client, DEAL % 1 + "{no deal\n" + DEAL % 2
    made = client.post(
        "/api/v1/batches?as_of=2026-03-02", content=body, headers=LINES | {"idempotency-key": "1"}
    )
    again = client.post(
        "/api/v1/batches?as_of=2026-03-02", content=body, headers=LINES | {"idempotency-key": "1"}
    )
    assert (made.status_code, made.content) == (202, again.content)
    id = made.json()["id"]
    assert made.headers["location"] == f"/api/v1/batches/{id}"
    found = over(client, id)
    assert (found["state"], found["percent"], found["attempts"], found["error"]) == ("done", 100, 1, None)
    answer = client.get(f"/api/v1/batches/{id}/result")
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [one.get("id") for one in lines] == ["a1", None, "a2"]
    assert (lines[1]["path"], lines[1]["line"]) == ("batch.jsonl", 2)
    events = client.get(f"/api/v1/batches/{id}/events").text
    assert events.startswith("retry: 1000\n\nevent: over\ndata: {")
    assert [one["id"] for one in client.get("/api/v1/batches").json()["batches"]] == [id]
    with client.app.state.service.database.reading() as session:
        assert session.scalar(select(JobRow.input)) == b""  # plans are not kept longer than needed


def test_kept_deals_and_workbooks_are_checked_too(client: TestClient) -> None:
    id = client.post("/api/v1/deals", content=PLAN, headers=YAML).json()["id"]
    kept = client.post("/api/v1/batches?format=json", json={"deals": [id]}).json()["id"]
    book = client.post("/api/v1/batches", content=b"PK no workbook", headers=BOOK).json()["id"]
    assert over(client, kept)["state"] == over(client, book)["state"] == "done"
    report = client.get(f"/api/v1/batches/{kept}/result").json()
    assert report["schema"] == "negotia/assessment/1"
    assert [(one["id"], one["path"]) for one in report["deals"]] == [("acme", f"{id}.yaml")]
    refused = client.get(f"/api/v1/batches/{book}/result").json()
    assert refused["path"] == "batch.xlsx"


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        ({"content-type": "text/plain"}, "x", 415, "unsupported-type"),
        ({"content-type": "application/json"}, "[]", 422, "invalid"),
        ({"content-type": "application/json"}, '{"deals": []}', 422, "invalid"),
        ({"content-type": "application/json"}, '{"deals": ["nothing"]}', 404, "not-found"),
    ],
)
def test_what_holds_no_deals_is_refused(
    shared: TestClient, headers: dict[str, str], body: str, status: int, code: str
) -> None:
    answer = shared.post("/api/v1/batches", content=body, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)


@pytest.mark.parametrize("way", ["", "/result", "/events"])
def test_a_batch_that_is_none_is_not_found(shared: TestClient, way: str) -> None:
    assert shared.get(f"/api/v1/batches/none{way}").status_code == 404


def test_a_batch_is_cancelled_while_it_runs(client: TestClient) -> None:
    id = client.post("/api/v1/batches", content=DEAL % 1 * 10_000, headers=LINES).json()["id"]
    assert client.get(f"/api/v1/batches/{id}/result").json()["errors"][0]["code"] == "no-result"
    assert client.delete(f"/api/v1/batches/{id}").json()["state"] == "cancelled"
    quick = client.post("/api/v1/batches", content=DEAL % 1, headers=LINES).json()["id"]
    assert over(client, quick)["state"] == "done"
    assert over(client, id)["state"] == "cancelled"


def test_a_service_that_ends_gives_its_job_back_and_the_next_one_does_it(
    settings: Settings, started: Started
) -> None:
    with ExitStack() as stack:
        client = Started(stack)(settings)
        id = client.post("/api/v1/batches", content=DEAL % 1 * 10_000, headers=LINES).json()["id"]
        wait_until_running(client, id)
    client = started(settings)
    wait_until_running(client, id)
    assert client.get(f"/api/v1/batches/{id}").json()["attempts"] == 1  # what was given back does not count
    client.delete(f"/api/v1/batches/{id}")


def wait_until_running(client: TestClient, id: str) -> None:
    pause = threading.Event()
    while client.get(f"/api/v1/batches/{id}").json()["state"] == "waiting":
        pause.wait(0.05)
