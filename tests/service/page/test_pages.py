"""Every page can be read, and tells what it should."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from engine.service.page.rendering import POLICY
from tests.service.page.conftest import Library
from tests.service.page.looking import add, sample, words
from tests.service.plans import PLAN

ENDINGS = (
    "",
    "/text",
    "/form",
    "/analysis",
    "/documents",
    "/documents/brief",
    "/documents/table-copy",
    "/documents/questions",
    "/documents/questions-for-them",
    "/versions",
    "/versions/1",
    "/versions?old=1&new=1",
    "/rules/BARG-ONE-SIDED",
)


def test_every_page_of_a_deal(library: Library) -> None:
    client, address = library.client, library.deals["software"]
    for ending in ENDINGS:
        answer = client.get(address + ending)
        assert answer.status_code == 200, ending
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-store"
        assert answer.text.count('aria-current="page"') == 2 or ending.startswith("/rules"), ending


def test_a_deal_tells_findings_stages_questions_conclusions_and_advice(library: Library) -> None:
    client = library.client
    page = client.get(library.deals["mistakes"]).text
    assessment = client.post("/api/v1/check", content=sample("mistakes")).json()["deals"][0]
    said = words(page)
    for finding in assessment["findings"]:
        assert " ".join(finding["message"].split()) in said
        assert f"/text#L{finding['location']['line']}" in page
    for question in assessment["questions"]:
        assert " ".join(question["text"].split()) in said
    for conclusion in assessment["conclusions"]:
        assert conclusion["name"] in said
    for score in assessment["scores"]:
        assert score["stage"] in said
    for advice in assessment["advice"]:
        assert " ".join(advice["text"].split()) in said


def test_what_stands_in_a_plan_is_text_and_nothing_else(client: TestClient) -> None:
    evil = "<script>alert(1)</script>\"'{{ 7*7 }}"
    plan = PLAN.replace("Software for Acme", "'" + evil.replace("'", "''") + "'")
    address = add(client, plan)
    for ending in ("", "/text", "/form", "/documents/brief", "/versions/1"):
        page = client.get(address + ending).text
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in words(page)
    assert "<script>alert" not in client.get("/deals").text


def test_the_week_shows_its_meetings_in_order(client: TestClient) -> None:
    for day, name in ((4, "late"), (3, "early"), (12, "next")):
        add(
            client,
            PLAN.replace("acme", name).replace("Software for Acme", f"The {name} deal") + _meeting(day),
        )
    said = words(client.get("/").text)
    assert "2 March 2026 to 8 March 2026" in said
    assert said.index("The early deal") < said.index("The late deal")
    assert "The next deal" not in said
    assert "The next deal" in words(client.get("/?week=1").text)
    assert "No meeting stands in a plan" in words(client.get("/?week=-3").text)


def _meeting(day: int) -> str:
    return f'meetings: [{{at: "2026-03-{day:02}T10:00+01:00", purpose: exchange}}]\n'


def test_deals_are_found_by_all_words_and_shown_by_pages(client: TestClient) -> None:
    for number in range(23):
        add(
            client,
            PLAN.replace("acme", f"plan-{number}").replace("Software for Acme", f"Number {number} 100%"),
        )
    first = client.get("/deals")
    assert first.text.count('class="title"') == 20
    more = first.text.partition('href="/deals?q=&amp;after=')[2].partition('"')[0]
    rest = client.get(f"/deals?q=&after={more}")
    assert rest.text.count('class="title"') == 3
    assert "More" not in words(rest.text)
    assert client.get("/deals?q=ACME+number+7").text.count('class="title"') == 2
    assert client.get("/deals?q=100%25").text.count('class="title"') == 20
    assert "No deal that you may see" in words(client.get("/deals?q=elsewhere").text)


def test_a_plan_that_newer_rules_of_reading_refuse_still_has_its_place(client: TestClient) -> None:
    add(client, PLAN)
    service = client.app.state.service  # type: ignore[attr-defined] - the client does not say which application
    with service.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE versions SET text = 'deal: {id: a}'")
    assert "The plan cannot be read" in words(client.get("/deals").text)


@pytest.mark.parametrize(
    "address", ["/deals/nothing", "/rules/NOTHING", "/deals/nothing/text", "/deals/nothing/versions"]
)
def test_what_is_not_there_is_told_as_a_page(library: Library, address: str) -> None:
    answer = library.client.get(address)
    assert answer.status_code == 404
    assert "Nothing here" in words(answer.text)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/?week=x", "/deals?after=~~", "/?week=999999"])
def test_a_wrong_address_is_told_as_a_page(library: Library, address: str) -> None:
    answer = library.client.get(address)
    assert answer.status_code == 422
    assert "Not understood" in words(answer.text)


def test_rules_are_found_by_their_words(library: Library) -> None:
    client = library.client
    every = client.get("/rules").text
    some = client.get("/rules?q=one-sided+concession").text
    assert 0 < some.count('href="/rules/') < every.count('href="/rules/')
    rule = words(client.get("/rules/BARG-ONE-SIDED").text)
    for said in ("BARG-ONE-SIDED", "Severity", "Why", "As it is written", "for_each: move in derived.moves"):
        assert said in rule


def test_documents_are_downloaded_as_the_api_writes_them(library: Library) -> None:
    client, address = library.client, library.deals["software"]
    for kind in ("brief", "questions", "agreement", "certificate"):
        page, api = (
            client.get(f"{address}/documents/{kind}/file"),
            client.get(f"/api/v1{address}/documents/{kind}"),
        )
        assert page.status_code == 200
        assert page.content == api.content
        assert page.headers["content-disposition"] == api.headers["content-disposition"]
    assert client.get(f"{address}/documents/agreement").status_code == 404
    assert client.get(f"{address}/documents/other").status_code == 422


def test_versions_are_compared(client: TestClient) -> None:
    address = add(client, PLAN)
    client.post(f"{address}/text", data={"version": "1", "text": PLAN + "issues: []\n# more\n"})
    said = words(client.get(f"{address}/versions?old=1&new=2").text)
    assert "+# more" in said
    assert "From version 1 to 2" in said
    assert "# more" in words(client.get(f"{address}/versions/2").text)
    assert client.get(f"{address}/versions/3").status_code == 404


def test_a_rule_that_there_is_not_explains_nothing(library: Library) -> None:
    answer = library.client.get(f"{library.deals['software']}/rules/NOTHING")
    assert answer.status_code == 404
    assert "there is no such rule" in words(answer.text)
