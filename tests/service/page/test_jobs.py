"""Jobs on the pages: ordered, watched, looked at, cancelled."""

from __future__ import annotations

import json
import time

import pytest
from starlette.testclient import TestClient

from engine.service.page.jobs import lines_of
from tests.service.page.looking import add, sample, words
from tests.service.plans import PLAN

LINE = b'{"deal": {"id": "a", "title": "Sent as a line"}, "us": {"name": "u"}, "them": {"name": "v"}}\n'
PATIENCE = 60


def finished(client: TestClient) -> str:
    """The id of the only job, once it is over."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        (one,) = client.get("/api/v1/batches").json()["batches"]
        if one["state"] not in ("waiting", "running"):
            assert one["state"] == "done", one
            return str(one["id"])
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_all_deals_and_a_file_are_checked(client: TestClient) -> None:
    add(client, sample("mistakes"))
    add(client, PLAN)
    ordered = client.post("/jobs", data={"what": "kept"})
    assert ordered.url.path == "/jobs"
    id = finished(client)
    listed = client.get("/jobs").text
    assert "done" in words(listed)
    assert "every 2s" not in listed
    page = words(client.get(f"/jobs/{id}").text)
    assert "2 deals checked" in page
    assert page.index("Data services for Tullamoy Foods") < page.index("Software for Acme")
    file = {"file": ("deals.jsonl", LINE + b"{}\n")}
    assert client.post("/jobs", files=file).status_code == 200
    assert client.get("/api/v1/batches").json()["batches"][0]["state"] in ("waiting", "running", "done")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"data": {"what": "kept"}}, "there is no deal to check yet"),
        ({"data": {"what": "file"}}, "no file was chosen"),
        ({"files": {"file": ("deals.zip", b"x")}}, "many deals are a file of JSON Lines"),
    ],
)
def test_what_cannot_be_checked_is_refused(client: TestClient, sent: dict[str, object], told: str) -> None:
    answer = client.post("/jobs", **sent)  # type: ignore[arg-type]  # data or files
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert "None yet." in words(answer.text)


def test_jobs_that_are_not_there_are_told_as_a_page(client: TestClient) -> None:
    assert "Nothing here" in words(client.get("/jobs/nothing").text)
    assert client.post("/jobs/nothing/cancel").status_code == 404


def test_lines_of_a_result_are_the_gravest_first() -> None:
    found = {"severity": "major", "message": "grave"}
    lines = [
        {"title": "calm", "findings": []},
        {"title": "waived", "findings": [{**found, "waived": {"by": "x"}}]},
        {"title": "grave", "findings": [{"severity": "minor", "message": "small"}, found]},
        {"path": "line 4", "problems": [{"message": "no deal"}]},
    ]
    content = b"".join(json.dumps(one).encode() + b"\n" for one in lines)
    shown = lines_of(content)
    assert [one.title for one in shown] == ["line 4", "grave", "calm", "waived"]
    assert shown[0].problems == ("no deal",)
    assert shown[1].counts == (("major", 1), ("minor", 1))
    assert shown[1].worst == "grave"
