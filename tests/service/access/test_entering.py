"""Logging in and out; guessing is slow."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import pytest
from fastapi import Form, Request
from starlette.responses import Response
from starlette.testclient import TestClient

from engine.service.access.entering import leave_everywhere, log_in, log_out, safe_path
from engine.service.access.passwords import Hashing, hash_password
from engine.service.access.throttle import ACCOUNT, ADDRESS, address_key
from engine.service.requests import ViewerGiven
from engine.service.settings import Settings
from engine.service.storage import people
from engine.service.storage.audit import entries
from tests.service.access.house import PASSWORD, House, open_house

ME = "/api/v1/me"
Typed = Annotated[str, Form()]


def with_doors(house: House) -> House:
    """The service with forms to log in and out that are no pages."""

    @house.app.post("/door/in")
    async def enter(request: Request, name: Typed, password: Typed, to: Typed = "/") -> Response:
        return await log_in(request, name, password, to)

    @house.app.post("/door/out")
    async def leave(request: Request, viewer: ViewerGiven) -> Response:
        assert viewer.id is not None
        return await log_out(request)

    @house.app.post("/door/all")
    async def leave_all(request: Request, viewer: ViewerGiven) -> Response:
        return await leave_everywhere(request, viewer)

    return house


@pytest.fixture
def doors(house: House) -> House:
    return with_doors(house)


def enter(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    return client.post("/door/in", data={"name": name, "password": password, **more})  # type: ignore[return-value]  # of the client


def test_a_log_in_gives_a_cookie_that_scripts_and_other_sites_do_not_get(doors: House) -> None:
    browser = doors.nobody()
    answer = enter(browser, " RITA ", to="/deals/x?a=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/deals/x?a=1")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("negotia=")
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=lax")
    assert browser.get(ME).json()["name"] == "rita"


@pytest.mark.parametrize("how", [{"secure": True}, {"host": "0.0.0.0", "secret": "s" * 32}])
def test_beyond_loopback_and_with_https_the_cookie_travels_encrypted_only(
    how: dict[str, object], settings: Settings
) -> None:
    with open_house(replace(settings, **how)) as house:  # type: ignore[arg-type]  # a table
        cookie = enter(with_doors(house).nobody(), "rita").headers["set-cookie"]
    assert cookie.startswith("__Host-negotia=")
    assert "; Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(("name", "password"), [("rita", "wrong words all over"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    name: str, password: str, doors: House
) -> None:
    answer = enter(doors.nobody(), name, password)
    assert answer.status_code == 401
    (told,) = answer.json()["errors"]  # type: ignore[attr-defined]  # of the client
    assert (told["code"], told["message"]) == ("wrong-credentials", "the name or the password is wrong")
    assert "set-cookie" not in answer.headers


def test_a_log_in_begins_a_new_session_and_ends_the_one_before(doors: House) -> None:
    browser = doors.nobody()
    enter(browser, "rita")
    before = browser.cookies["negotia"]
    enter(browser, "rita")
    assert browser.cookies["negotia"] != before
    old = doors.nobody()
    old.cookies.set("negotia", before)
    assert old.get(ME).status_code == 401


def test_a_cookie_that_someone_planted_is_not_taken_over(doors: House) -> None:
    browser = doors.nobody()
    browser.cookies.set("negotia", "planted", domain="localhost.local")
    enter(browser, "rita")
    thief = doors.nobody()
    thief.cookies.set("negotia", "planted")
    assert thief.get(ME).status_code == 401


def test_log_out_ends_the_session_also_for_who_has_copied_the_cookie(doors: House) -> None:
    browser, copy = doors.browser("rita"), doors.nobody()
    copy.cookies.set("negotia", browser.cookies["negotia"])
    answer = browser.post("/door/out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/log-in")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert copy.get(ME).status_code == 401


@pytest.mark.parametrize(("method", "path"), [("POST", "/door/all"), ("DELETE", "/api/v1/me/sessions")])
def test_log_out_everywhere_ends_all_sessions_of_that_person(method: str, path: str, doors: House) -> None:
    here, there, other = doors.browser("rita"), doors.browser("rita"), doors.browser("rob")
    assert here.request(method, path).is_error is False
    assert here.get(ME).status_code == there.get(ME).status_code == 401
    assert other.get(ME).status_code == 200


def test_guessing_one_password_is_slow_and_does_not_stop_others(doors: House) -> None:
    browser = doors.nobody()
    for _ in range(ACCOUNT.tries):
        assert enter(browser, "rita", "a wrong password").status_code == 401
    refused = enter(browser, "RITA ")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "wait 15 min" in refused.json()["errors"][0]["message"]  # type: ignore[attr-defined]  # of the client
    assert enter(browser, "rob").status_code == 303
    doors.later(minutes=15)
    assert enter(browser, "rita").status_code == 303


def test_a_good_log_in_forgets_the_wrong_ones_before(doors: House) -> None:
    browser = doors.nobody()
    for _ in range(3):
        for _ in range(ACCOUNT.tries - 1):
            assert enter(browser, "rita", "a wrong password").status_code == 401
        assert enter(browser, "rita").status_code == 303


def test_names_are_not_found_out_by_when_tries_are_refused(doors: House) -> None:
    browser = doors.nobody()
    codes = [enter(browser, "nobody", "a wrong password").status_code for _ in range(ACCOUNT.tries + 1)]
    assert codes == [401] * ACCOUNT.tries + [429]


def test_trying_many_names_from_one_address_is_slow(doors: House) -> None:
    browser = doors.nobody()
    codes = [enter(browser, f"name{number}").status_code for number in range(ADDRESS.tries + 1)]
    assert codes == [401] * ADDRESS.tries + [429]
    assert enter(browser, "rita").status_code == 429
    doors.later(minutes=15)
    assert enter(browser, "rita").status_code == 303


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "testclient", False),
    ],
)
def test_addresses_that_one_person_has_count_together(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same


def test_a_log_in_is_in_the_log_without_what_was_typed(doors: House) -> None:
    enter(doors.nobody(), "rita")
    with doors.service.database.reading() as session:
        latest = entries(session, 1)[0]
    assert (latest.who, latest.action, latest.subject) == ("rita", "log in", f"user:{doors.ids['rita']}")
    assert latest.request_id


def test_a_hash_of_another_cost_is_made_anew_at_the_log_in(doors: House) -> None:
    old = hash_password(Hashing(rounds=2, memory=8, lanes=1), PASSWORD)
    with doors.service.database.writing() as session:
        people.set_password(session, doors.act(), doors.ids["rita"], old)
    assert enter(doors.nobody(), "rita").status_code == 303
    with doors.service.database.reading() as session:
        kept = people.person(session, doors.ids["rita"]).kept
    assert kept is not None
    assert "t=1" in kept
    assert enter(doors.nobody(), "rita").status_code == 303


def test_one_changes_ones_password_with_the_old_one(doors: House) -> None:
    browser, path, new = doors.browser("rita"), "/api/v1/me/password", "seven walks at dawn"
    assert browser.put(path, json={"old": "not this one at all", "new": new}).status_code == 401
    weak = browser.put(path, json={"old": PASSWORD, "new": "passwordpassword"})
    assert (weak.status_code, "take another one" in weak.text) == (422, True)
    assert browser.put(path, json={"old": PASSWORD, "new": new}).status_code == 204
    assert browser.get(ME).status_code == 401
    assert enter(doors.nobody(), "rita").status_code == 401
    assert enter(doors.nobody(), "rita", new).status_code == 303


@pytest.mark.parametrize(
    ("to", "path"),
    [
        ("/deals", "/deals"),
        ("/deals?x=//a", "/deals?x=//a"),
        ("deals", "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("http:evil", "/"),
    ],
)
def test_a_log_in_leads_to_pages_of_ours_only(to: str, path: str) -> None:
    assert safe_path(to) == path
