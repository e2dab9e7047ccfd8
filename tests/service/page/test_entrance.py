"""Log-in and log-out by the pages, and what each role is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from engine.service.settings import Settings
from tests.service.access.house import PASSWORD, House, open_house
from tests.service.page.looking import words


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    with open_house(settings) as opened:
        yield opened


def entered(house: House, name: str) -> TestClient:
    """A browser whose person has logged in by the form."""
    browser = house.nobody()
    answer = browser.post("/log-in", data={"name": name, "password": PASSWORD, "next": "/deals"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/deals")
    return browser


def token_of(page: str) -> str:
    """The token that the forms of a page bring back."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


def test_whoever_is_not_logged_in_is_led_to_the_form_and_back(house: House) -> None:
    browser = house.nobody()
    answer = browser.get("/deals/new")
    assert (answer.status_code, answer.headers["location"]) == (303, "/log-in?next=/deals/new")
    assert 'name="next" value="/deals/new"' in browser.get(answer.headers["location"]).text
    scripted = browser.get("/deals", headers={"HX-Request": "true"})
    assert (scripted.status_code, scripted.headers["hx-redirect"]) == (401, "/log-in?next=/deals")
    assert browser.post("/deals/new/names").headers["location"] == "/log-in?next=/"


@pytest.mark.parametrize("next", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"])
def test_nobody_is_led_elsewhere(house: House, next: str) -> None:
    browser = house.nobody()
    assert 'name="next" value="/"' in browser.get("/log-in", params={"next": next}).text
    answer = browser.post("/log-in", data={"name": "rita", "password": PASSWORD, "next": next})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_is_told_without_saying_what_is_wrong(house: House) -> None:
    answer = house.nobody().post("/log-in", data={"name": "rita", "password": "no"})
    assert answer.status_code == 401
    assert "the name or the password is wrong" in words(answer.text)
    assert 'value="rita"' in answer.text


def test_too_many_tries_are_told_to_wait(house: House) -> None:
    browser = house.nobody()
    answers = [browser.post("/log-in", data={"name": "rita", "password": "no"}) for _ in range(12)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "too many tries" in words(answers[-1].text)


def test_a_form_needs_the_token_of_its_page(house: House) -> None:
    browser = entered(house, "rita")
    token = token_of(browser.get("/deals/new").text)
    names = {"id": "a", "title": "Title", "us": "We", "them": "They"}
    assert browser.post("/deals/new/names", data=names).status_code == 403
    added = browser.post("/deals/new/names", data={**names, "csrf_token": token})
    assert added.status_code == 303
    page = browser.get(added.headers["location"]).text
    assert f'<meta name="csrf-token" content="{token}">' in page
    file = {
        "file": (
            "plan.json",
            b'{"deal": {"id": "b", "title": "t"}, "us": {"name": "u"}, "them": {"name": "v"}}',
        )
    }
    assert browser.post("/deals/new/file", files=file).status_code == 403
    assert browser.post("/deals/new/file", files=file, data={"csrf_token": token}).status_code == 303


def test_logging_out_ends_the_session(house: House) -> None:
    browser = entered(house, "rita")
    page = browser.get("/").text
    assert "rita, rep" in words(page)
    assert browser.post("/log-out", data={"csrf_token": token_of(page)}).headers["location"] == "/log-in"
    assert browser.get("/").status_code == 303


def test_a_service_without_users_has_no_form(client: TestClient) -> None:
    assert client.get("/log-in").url.path == "/"


def test_reps_see_their_own_deals_and_no_others(house: House) -> None:
    mine, other = house.deal_of("rita"), house.deal_of("rob")
    browser = entered(house, "rita")
    listed = browser.get("/deals").text
    assert mine in listed
    assert other not in listed
    for ending in (
        "",
        "/text",
        "/form",
        "/analysis",
        "/documents",
        "/documents/brief",
        "/versions",
        "/versions/1",
    ):
        assert browser.get(f"/deals/{other}{ending}").status_code == 404
    both = entered(house, "mia").get("/deals").text
    assert mine in both
    assert other in both


def test_legal_reads_and_is_offered_nothing_to_write(house: House) -> None:
    deal = house.deal_of("rita")
    browser = entered(house, "lea")
    page = browser.get(f"/deals/{deal}").text
    assert f"{deal}/form" not in page
    assert 'class="reply"' not in page
    text = browser.get(f"/deals/{deal}/text")
    assert "<textarea" not in text.text
    assert browser.get(f"/deals/{deal}/form").status_code == 403
    assert "New deal" not in words(browser.get("/deals").text)
    assert browser.get("/deals/new").status_code == 403
    token = token_of(page)
    saved = browser.post(f"/deals/{deal}/text", data={"csrf_token": token, "version": "1", "text": "x"})
    assert saved.status_code == 403
