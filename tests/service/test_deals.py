"""Deals with versions, on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from tests.service.plans import PLAN, SAMPLES, YAML

LATER = PLAN.replace("preparation", "exchange")


def add(client: TestClient, text: str = PLAN, **headers: str) -> str:
    """The id of a deal that was added."""
    answer = client.post("/api/v1/deals", content=text, headers=YAML | headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def put(client: TestClient, id: str, text: str, version: str) -> tuple[int, dict[str, object]]:
    """Changes a deal, starting from a version."""
    answer = client.put(f"/api/v1/deals/{id}", content=text, headers={**YAML, "if-match": f'"{version}"'})
    return answer.status_code, answer.json()


def test_a_deal_is_kept_as_it_was_written(each_client: TestClient) -> None:
    text = "\ufeff" + PLAN.replace("\n", "\r\n")
    answer = each_client.post("/api/v1/deals", content=text.encode(), headers=YAML)
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    read = each_client.get(answer.headers["location"])
    assert read.json() == answer.json()
    assert read.json() == {
        "id": answer.json()["id"],
        "plan_id": "acme",
        "title": "Software for Acme",
        "stage": "preparation",
        "them": "Acme Inc",
        "meetings": [],
        "owner_id": None,
        "version": 1,
        "created_at": "2026-03-02T09:30:00Z",
        "changed_at": "2026-03-02T09:30:00Z",
        "text": text,
        "format": "yaml",
    }


def test_meetings_are_told_in_order(client: TestClient) -> None:
    meetings = """\
meetings:
  - {purpose: bargaining, at: 2026-03-09T10:00:00+01:00}
  - {purpose: exchange, at: 2026-03-04T09:00:00+01:00}
"""
    id = add(client, PLAN + meetings)
    (listed,) = client.get("/api/v1/deals").json()["deals"]
    assert listed["id"] == id
    assert listed["meetings"] == ["2026-03-04T09:00:00+01:00", "2026-03-09T10:00:00+01:00"]


def test_a_change_adds_a_version_and_overwrites_none(each_client: TestClient) -> None:
    id = add(each_client)
    status, changed = put(each_client, id, LATER, "1")
    assert (status, changed["version"], changed["stage"]) == (200, 2, "exchange")
    history = each_client.get(f"/api/v1/deals/{id}/versions").json()
    assert [one["number"] for one in history["versions"]] == [2, 1]
    assert history["versions"][0]["author"] == "local"
    texts = [each_client.get(f"/api/v1/deals/{id}/versions/{one}").json()["text"] for one in (1, 2)]
    assert texts == [PLAN, LATER]


def test_whoever_starts_from_an_old_version_is_told_the_difference(each_client: TestClient) -> None:
    id = add(each_client)
    put(each_client, id, LATER, "1")
    status, answer = put(each_client, id, PLAN + "# mine\n", "1")
    assert status == 409
    assert answer["errors"][0]["code"] == "conflict"  # type: ignore[index]  # JSON
    assert answer["difference"] == {
        "since": 1,
        "version": 2,
        "author": "local",
        "text": "--- version 1\n+++ version 2\n@@ -1,4 +1,4 @@\n # how we began\n"
        "-deal: {id: acme, title: Software for Acme, stage: preparation}\n"
        "+deal: {id: acme, title: Software for Acme, stage: exchange}\n"
        " us: {name: Our Ltd}\n them: {name: Acme Inc}\n",
    }
    assert each_client.get(f"/api/v1/deals/{id}").json()["text"] == LATER


def test_a_version_that_never_was_is_a_conflict_without_difference(shared: TestClient) -> None:
    status, answer = put(shared, add(shared), LATER, "7")
    assert status == 409
    assert "difference" not in answer


@pytest.mark.parametrize(("tag", "status"), [(None, 428), ("*", 422), ('"x"', 422), ('W/"1"', 200)])
def test_a_change_says_what_it_starts_from(tag: str | None, status: int, shared: TestClient) -> None:
    headers = YAML if tag is None else {**YAML, "if-match": tag}
    answer = shared.put(f"/api/v1/deals/{add(shared)}", content=LATER, headers=headers)
    assert answer.status_code == status


def test_of_changes_at_the_same_time_one_wins(each_client: TestClient) -> None:
    id = add(each_client)
    texts = [PLAN + f"# change {number}\n" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda text: put(each_client, id, text, "1")[0], texts))
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]
    assert each_client.get(f"/api/v1/deals/{id}").json()["text"] == texts[statuses.index(200)]


def test_an_entity_tag_saves_the_answer(shared: TestClient) -> None:
    id = add(shared)
    for path in (f"/api/v1/deals/{id}", f"/api/v1/deals/{id}/check", "/api/v1/rules", "/api/v1/schemas/deal"):
        first = shared.get(path)
        again = shared.get(path, headers={"if-none-match": f'W/"other", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert shared.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_a_key_makes_a_repetition_harmless(each_client: TestClient) -> None:
    key = {"idempotency-key": "one"}
    first = each_client.post("/api/v1/deals", content=PLAN, headers=YAML | key)
    again = each_client.post("/api/v1/deals", content=PLAN, headers=YAML | key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert len(each_client.get("/api/v1/deals").json()["deals"]) == 1
    other = each_client.post("/api/v1/deals", content=LATER, headers=YAML | key)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "idempotency-key-reused")


def test_repetitions_at_the_same_time_are_one(each_client: TestClient) -> None:
    def post(_number: int) -> str:
        return add(each_client, **{"idempotency-key": "same"})

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(post, range(4)))
    assert len(ids) == 1


def test_what_failed_may_be_sent_again_with_its_key(client: TestClient) -> None:
    headers = YAML | {"idempotency-key": "one"}
    refused = client.post("/api/v1/deals?owner=99", content=PLAN, headers=headers)
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "query.owner")
    assert client.post("/api/v1/deals", content=PLAN, headers=headers).status_code == 201


def test_pages(each_client: TestClient) -> None:
    ids = [add(each_client) for _ in range(5)]
    add(each_client, LATER)
    seen, after = [], None
    while True:
        params = {"limit": "2", "stage": "preparation"} | ({"after": after} if after else {})
        page = each_client.get("/api/v1/deals", params=params).json()
        seen += [one["id"] for one in page["deals"]]
        after = page["next"]
        if after is None:
            break
        assert len(page["deals"]) == 2
    assert seen == ids[::-1]
    assert each_client.get("/api/v1/deals?after=nonsense").status_code == 422
    assert each_client.get("/api/v1/deals?limit=1000").status_code == 422


def test_pages_of_versions(shared: TestClient) -> None:
    id = add(shared)
    for number in (1, 2):
        put(shared, id, PLAN + f"# {number}\n", str(number))
    first = shared.get(f"/api/v1/deals/{id}/versions?limit=2").json()
    rest = shared.get(f"/api/v1/deals/{id}/versions", params={"limit": 2, "after": first["next"]}).json()
    assert [one["number"] for one in first["versions"] + rest["versions"]] == [3, 2, 1]
    assert rest["next"] is None


def test_an_archived_deal_is_out_of_sight(each_client: TestClient) -> None:
    id = add(each_client)
    assert each_client.delete(f"/api/v1/deals/{id}").status_code == 204
    assert each_client.get("/api/v1/deals").json()["deals"] == []
    for path in ("", "/versions", "/versions/1", "/check", "/analysis", "/documents/brief"):
        answer = each_client.get(f"/api/v1/deals/{id}{path}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "not-found")
    assert put(each_client, id, LATER, "1")[0] == 404


def test_a_deal_can_be_given_to_users_only(shared: TestClient) -> None:
    answer = shared.put(f"/api/v1/deals/{add(shared)}/owner?owner=99")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "no-such-user")


def test_what_is_kept_is_checked_like_what_is_sent(shared: TestClient) -> None:
    text = (SAMPLES / "software.yaml").read_bytes()
    id = shared.post("/api/v1/deals", content=text, headers=YAML).json()["id"]
    for path in ("check?locale=de", "documents/brief", "documents/certificate", "analysis?draws=5"):
        kept = shared.get(f"/api/v1/deals/{id}/{path}")
        sent = shared.post(f"/api/v1/{path}", content=text, headers=YAML)
        assert kept.status_code == sent.status_code == 200
        assert kept.content == sent.content


def test_an_earlier_version_can_be_checked(shared: TestClient) -> None:
    id = add(shared)
    put(shared, id, LATER, "1")
    stages = [
        shared.get(f"/api/v1/deals/{id}/check?version={number}").json()["deals"][0]["stage"]
        for number in (1, 2)
    ]
    assert stages == ["preparation", "exchange"]
    assert shared.get(f"/api/v1/deals/{id}/check?version=3").status_code == 404


def test_versions_are_compared_by_lines_and_by_findings(shared: TestClient) -> None:
    text = (SAMPLES / "mistakes.yaml").read_text(encoding="utf-8")
    id = add(shared, text)
    put(shared, id, (SAMPLES / "agency.yaml").read_text(encoding="utf-8"), "1")
    answer = shared.get(f"/api/v1/deals/{id}/comparison?old=1&new=2").json()
    before, after = (
        {
            one["id"]
            for one in shared.get(f"/api/v1/deals/{id}/check?version={number}").json()["deals"][0]["findings"]
        }
        for number in (1, 2)
    )
    assert {one["id"] for one in answer["fixed"]} == before - after
    assert {one["id"] for one in answer["found"]} == after - before
    assert answer["text"].startswith("--- version 1\n+++ version 2\n")
    same = shared.get(f"/api/v1/deals/{id}/comparison?old=2&new=2").json()
    assert same == {
        "old": 2,
        "new": 2,
        "text": "",
        **{key: [] for key in ("fixed", "found", "changed", "answered", "raised")},
    }


def test_findings_that_stay_with_another_gravity_are_changed(shared: TestClient) -> None:
    meeting = "meetings: [{purpose: exchange, at: 2026-03-%sT09:00:00+01:00}]\n"
    id = add(shared, PLAN + meeting % "11")
    put(shared, id, PLAN + meeting % "03", "1")
    answer = shared.get(f"/api/v1/deals/{id}/comparison?old=1&new=2").json()
    assert answer["changed"]
    for one in answer["changed"]:
        assert one["old"]["id"] == one["new"]["id"]
        assert one["old"]["severity"] != one["new"]["severity"]


def test_a_deal_may_be_json(shared: TestClient) -> None:
    data = json.dumps({"deal": {"id": "d", "title": "D"}, "us": {"name": "U"}, "them": {"name": "T"}})
    answer = shared.post("/api/v1/deals", content=data, headers={"content-type": "application/json"})
    assert (answer.json()["text"], answer.json()["format"]) == (data, "json")
    assert shared.get(f"{answer.headers['location']}/check").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%F0%9F%98%80",
        "/x/versions/99999999999999999999",
        "/x/versions/0",
        "/x/comparison?old=1&new=99999999999999999999",
        "?after=OTk5OTk5OTk5OTk5OTk5",
    ],
)
def test_names_and_numbers_that_no_deal_has(path: str, each_client: TestClient) -> None:
    answer = each_client.get(f"/api/v1/deals{path}")
    assert answer.status_code in (200, 404, 422)
    assert ("errors" in answer.json()) == (answer.status_code != 200)


def test_owners_that_no_column_holds(each_client: TestClient) -> None:
    answer = each_client.post("/api/v1/deals?owner=99999999999999999999", content=PLAN, headers=YAML)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "query.owner")


def test_a_title_with_a_nul_is_no_title(each_client: TestClient) -> None:
    plan = '{"deal": {"id": "d", "title": "a\\u0000b"}, "us": {"name": "U"}, "them": {"name": "T"}}'
    answer = each_client.post("/api/v1/deals", content=plan, headers={"content-type": "application/json"})
    assert answer.status_code in (201, 422)
