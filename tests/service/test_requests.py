"""Limits, errors, health and the OpenAPI document: what all routes share."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from engine.service.app import create_app
from engine.service.limits import BodyLimit, Limits
from engine.service.schemas import components
from engine.service.settings import Settings
from tests.service.plans import PLAN, YAML, clock

SMALL = Limits(body=1000, upload=5000, read_seconds=0.1)


@pytest.fixture
def small(settings: Settings) -> Iterator[TestClient]:
    """A service that takes little."""
    app = create_app(replace(settings, limits=SMALL), clock)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_body_that_is_too_large_is_refused_by_what_it_says(small: TestClient) -> None:
    answer = small.post("/api/v1/check", content=b"x" * 1001, headers=YAML)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too-large")


def test_a_body_that_says_nothing_of_its_size_is_counted(small: TestClient) -> None:
    answer = small.post("/api/v1/check", content=(b"x" * 300 for _ in range(4)), headers=YAML)
    assert answer.status_code == 413
    assert (
        small.post("/api/v1/check", content=(part for part in [PLAN.encode()]), headers=YAML).status_code
        == 200
    )


@pytest.mark.parametrize(("path", "status"), [("/api/v1/batches", 200), ("/api/v1/check", 413)])
def test_uploads_may_be_larger(path: str, status: int) -> None:
    statuses = []

    async def app(scope: Scope, receive: object, send: object) -> None:
        statuses.append((await receive())["type"])  # type: ignore[operator]  # an ASGI application

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * 4000, "more_body": False}

    async def ask() -> None:
        scope = {"type": "http", "path": path, "headers": []}
        await BodyLimit(app, SMALL)(scope, receive, receive)  # type: ignore[arg-type]  # nothing is sent

    if status == 200:
        anyio.run(ask)
        assert statuses == ["http.request"]
    else:
        with pytest.raises(Exception, match="larger than 1,000 bytes"):
            anyio.run(ask)


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def app(scope: Scope, receive: object, send: object) -> None:
        await receive()  # type: ignore[operator]  # an ASGI application

    async def never() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def ask() -> None:
        scope = {"type": "http", "path": "/", "headers": []}
        await BodyLimit(app, SMALL)(scope, never, never)  # type: ignore[arg-type]  # nothing is sent

    with pytest.raises(Exception, match="did not arrive in time"):
        anyio.run(ask)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not-found"),
        ("DELETE", "/api/v1/check", 405, "method-not-allowed"),
        ("GET", "/api/v1/schemas/lunch", 422, "invalid"),
        ("GET", "/api/v1/rules/NOT-A-RULE", 404, "not-found"),
        ("GET", "/api/v1/deals/none", 404, "not-found"),
    ],
)
def test_every_failure_has_one_shape(
    method: str, path: str, status: int, code: str, shared: TestClient
) -> None:
    answer = shared.request(method, path)
    assert answer.status_code == status
    (error,) = answer.json()["errors"]
    assert (error["code"], set(error)) == (code, {"code", "message", "path", "line", "column"})
    assert answer.headers["x-request-id"]


def test_a_bug_tells_its_id_and_nothing_else(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app: FastAPI = create_app(settings, clock)

    @app.get("/bug")
    async def bug(walkaway: str) -> None:
        raise ValueError(walkaway)

    with TestClient(app, raise_server_exceptions=False) as client, caplog.at_level(logging.ERROR):
        answer = client.get("/bug?walkaway=4711")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (500, "bug")
    assert answer.headers["x-request-id"] in error["message"]
    assert answer.headers["x-request-id"] in caplog.text
    assert "ValueError" in caplog.text
    assert "4711" not in answer.text + caplog.text


def test_health(shared: TestClient) -> None:
    assert shared.get("/healthz").json() == {"status": "ok"}
    assert shared.get("/readyz").json() == {"status": "ready"}


def test_not_ready_without_database(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    app = create_app(Settings(database_url=f"sqlite:///{folder}/n.sqlite3"), clock)
    with TestClient(app, raise_server_exceptions=False) as client:
        app.state.service.database.engine.dispose()
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (503, "not-ready")
        assert client.get("/healthz").status_code == 200


def test_rules_are_listed_and_shown(shared: TestClient) -> None:
    rules = shared.get("/api/v1/rules").json()["rules"]
    (one,) = (rule for rule in rules if rule["id"] == "BARG-ONE-SIDED")
    assert (one["title"], one["severity"], one["pack"]) == (
        "No one-sided concession",
        "blocker",
        "bargaining",
    )
    shown = shared.get("/api/v1/rules/BARG-ONE-SIDED").json()
    assert shown.pop("yaml").startswith("- id: BARG-ONE-SIDED")
    assert shown == one
    german = shared.get("/api/v1/rules/BARG-ONE-SIDED?locale=de").json()
    assert german["title"] != one["title"]


def test_the_openapi_document_is_whole(shared: TestClient) -> None:
    document = shared.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for schema in components().values():
        Draft202012Validator.check_schema({**schema, "$defs": {}})
    unresolved = [ref for ref in refs_in(document) if not resolves(document, ref)]
    assert unresolved == []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation.get("description"), (method, path)
            assert "200" in operation["responses"] or {"201", "202", "204", "303"} & set(
                operation["responses"]
            )
    body = document["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]
    assert (
        shared.post("/api/v1/check", content=body["application/yaml"]["example"], headers=YAML).status_code
        == 200
    )
    assert shared.post("/api/v1/check", json=body["application/json"]["example"]).status_code == 200


def refs_in(value: object) -> Iterator[str]:
    """Every reference in a document."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "$ref" and isinstance(one, str):
                yield one
            else:
                yield from refs_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from refs_in(one)


def resolves(document: dict[str, object], ref: str) -> bool:
    """Whether a reference leads to something."""
    place: object = document
    for part in ref.removeprefix("#/").split("/"):
        if not isinstance(place, dict) or part not in place:
            return False
        place = place[part]
    return ref.startswith("#/")
