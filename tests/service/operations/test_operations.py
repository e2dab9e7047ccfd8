"""Metrics and logs, and that neither tells anything of a deal."""

from __future__ import annotations

import json
import logging
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from engine.service.operations import metrics
from engine.service.operations.logs import JsonLine, log_json
from tests.service.plans import PLAN, YAML

SECRET = "the walk-away is 42"


def test_requests_are_counted_by_route_and_no_id_is_a_label(client: TestClient) -> None:
    id = client.post("/api/v1/deals", content=PLAN, headers=YAML).json()["id"]
    client.get(f"/api/v1/deals/{id}")
    client.get("/api/v1/deals/none")
    client.get("/nowhere")
    client.request("BREW", "/healthz")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    found = {one.name: one for one in text_string_to_metric_families(answer.text)}
    counted = {
        tuple(one.labels.values()): one.value
        for one in found["negotia_requests"].samples
        if one.name.endswith("_total")
    }
    assert counted["POST", "/api/v1/deals", "201"] == 1
    assert counted["GET", "/api/v1/deals/{id}", "200"] == 1
    assert counted["GET", "/api/v1/deals/{id}", "404"] == 1
    assert counted["GET", "none", "404"] == 1
    assert counted["other", "/healthz", "405"] == 1
    assert {one.labels["state"] for one in found["negotia_jobs"].samples} >= {"waiting", "running", "done"}
    assert "process_cpu_seconds" in found
    assert not re.search(rf"{id}|acme|Acme", answer.text)


def test_metrics_leave_jobs_out_while_the_database_does_not_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counts(_: object) -> object:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(metrics, "counts", counts)
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "negotia_jobs{" not in answer.text


def test_a_request_is_a_line_of_the_log_with_its_id_and_without_the_deal(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "negotia.access")
    id = client.post("/api/v1/deals", content=PLAN, headers=YAML).json()["id"]
    answer = client.get(f"/api/v1/deals/{id}")
    line = json.loads(JsonLine().format(caplog.records[-1]))
    assert line["request_id"] == answer.headers["x-request-id"]
    assert {name: line[name] for name in ("method", "route", "status", "logger", "level")} == {
        "method": "GET",
        "route": "/api/v1/deals/{id}",
        "status": 200,
        "logger": "negotia.access",
        "level": "info",
    }
    assert not re.search(rf"{id}|acme|Acme", "".join(map(JsonLine().format, caplog.records)))


def test_an_exception_is_told_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    loggers = [logging.getLogger(name) for name in ("negotia", "uvicorn")]
    before = [(one.handlers[:], one.level, one.propagate) for one in loggers]
    try:
        log_json()
        try:
            raise ValueError(SECRET)
        except ValueError:
            logging.getLogger("negotia.service").exception("it failed")
        line = json.loads(capsys.readouterr().err)
    finally:
        for one, (handlers, level, propagate) in zip(loggers, before, strict=True):
            one.handlers[:], one.level, one.propagate = handlers, level, propagate
    assert (line["message"], line["error"], line["level"]) == ("it failed", "ValueError", "error")
    assert "test_operations.py" in line["places"]
    assert SECRET not in json.dumps(line)
