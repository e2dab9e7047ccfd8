"""Who asks: tokens, cookies, nobody, and the one person of a service without users."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from engine.service.app import create_app
from engine.service.settings import Settings
from engine.service.storage import people, tokens
from engine.service.storage.logins import ABSOLUTE, IDLE
from tests.service.access.house import House, open_house
from tests.service.plans import PLAN, YAML, clock

ME = "/api/v1/me"


def test_a_program_works_in_the_name_of_its_user(house: House) -> None:
    answer = house.program("rita", "read").get(ME)
    assert answer.json() == {"id": house.ids["rita"], "name": "rita", "role": "rep", "scope": "read"}


def test_a_browser_is_known_by_its_cookie(house: House) -> None:
    assert house.browser("mia").get(ME).json()["role"] == "manager"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer negotia_guessed"},
        {"Authorization": "Bearer " + "x" * 10_000},
        {"Authorization": "Basic cml0YTpwYXNzd29yZA=="},
        {"Cookie": "negotia=guessed"},
        {"Cookie": "negotia=" + "x" * 5_000},
    ],
)
def test_nobody_is_asked_to_log_in(headers: dict[str, str], house: House) -> None:
    answer = house.nobody().get(ME, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["code"] == "unauthenticated"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_is_not_made_good_by_a_cookie(house: House) -> None:
    browser = house.browser("mia")
    assert browser.get(ME, headers={"Authorization": "Bearer negotia_old"}).status_code == 401


def test_a_session_ends_when_nothing_is_asked_for_long(house: House) -> None:
    browser = house.browser("rita")
    for _ in range(3):
        house.at += IDLE - timedelta(seconds=1)
        assert browser.get(ME).status_code == 200
    house.at += IDLE
    assert browser.get(ME).status_code == 401


def test_a_session_ends_some_time_after_the_log_in(house: House) -> None:
    browser, end = house.browser("rita"), house.at + ABSOLUTE
    while house.at + timedelta(hours=3) < end:
        house.later(hours=3)
        assert browser.get(ME).status_code == 200
    house.at = end
    assert browser.get(ME).status_code == 401


def test_a_token_ends_with_its_day(house: House) -> None:
    program = house.nobody()
    program.headers["Authorization"] = f"Bearer {house.token('rita', 'read', house.at + timedelta(days=1))}"
    assert program.get(ME).status_code == 200
    house.later(days=1)
    assert program.get(ME).status_code == 401


def test_a_revoked_token_opens_nothing(house: House) -> None:
    program = house.program("rita")
    (made,) = program.get("/api/v1/tokens").json()["tokens"]
    assert program.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert program.get(ME).status_code == 401


def test_who_is_removed_can_do_nothing_more(house: House) -> None:
    program, browser = house.program("rita"), house.browser("rita")
    assert house.program("ada").delete(f"/api/v1/people/{house.ids['rita']}").status_code == 204
    assert program.get(ME).status_code == browser.get(ME).status_code == 401


def test_another_role_counts_from_the_next_request_on(house: House) -> None:
    browser, mine = house.browser("mia"), house.deal_of("rita")
    assert browser.get(f"/api/v1/deals/{mine}").status_code == 200
    house.program("ada").put(f"/api/v1/people/{house.ids['mia']}/role", json={"role": "rep"})
    assert browser.get(f"/api/v1/deals/{mine}").status_code == 404


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        ("check", (200, 404, 403)),
        ("read", (200, 200, 403)),
        ("write", (200, 200, 201)),
        ("admin", (200, 200, 201)),
    ],
)
def test_a_token_does_no_more_than_its_scope(scope: str, may: tuple[int, int, int], house: House) -> None:
    mine, program = house.deal_of("rita"), house.program("rita", scope)  # type: ignore[arg-type]  # a table of texts
    assert (
        program.post("/api/v1/check", content=PLAN, headers=YAML).status_code,
        program.get(f"/api/v1/deals/{mine}").status_code,
        program.post("/api/v1/deals", content=PLAN, headers=YAML).status_code,
    ) == may
    assert program.get("/api/v1/tokens").status_code == (200 if scope == "admin" else 403)


def test_without_users_whoever_is_at_this_machine_is_the_administrator(client: TestClient) -> None:
    assert client.get(ME).json() == {"id": None, "name": "local", "role": "admin", "scope": "admin"}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "192.0.2.7", "localhost.evil.example"])
def test_without_users_a_name_that_points_here_is_not_enough(host: str, client: TestClient) -> None:
    answer = client.get(ME, headers={"Host": host})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (421, "wrong-host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
def test_without_users_the_names_of_this_machine_are(host: str, client: TestClient) -> None:
    assert client.get(ME, headers={"Host": host}).status_code == 200


def test_beyond_loopback_there_is_no_administrator_without_users(settings: Settings) -> None:
    app = create_app(replace(settings, host="0.0.0.0"), clock)
    with TestClient(app, "http://localhost") as client:
        assert client.get(ME).status_code == 401


def test_the_first_user_closes_the_door(client: TestClient) -> None:
    first = {"name": "Ada", "role": "admin", "password": "harbour tulip seven walks"}
    answer = client.post("/api/v1/people", json={**first, "role": "rep"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "first-is-admin")
    assert client.post("/api/v1/people", json=first).json()["name"] == "ada"
    assert client.get(ME).status_code == 401


def test_only_hashes_of_what_opens_are_kept(settings: Settings) -> None:
    with open_house(settings) as house:
        token, browser = house.token("rita"), house.browser("rob")
        secret = browser.cookies["negotia"]
        with house.service.database.reading() as session:
            assert tokens.of_user(session, house.ids["rita"], house.at)[0].name == "test"
            assert people.person(session, house.ids["rita"]).kept.startswith("$argon2id$")  # type: ignore[union-attr]  # has one
    held = b"".join(one.read_bytes() for one in _files(settings))
    assert b"rita" in held
    assert token.encode() not in held
    assert secret.encode() not in held


def _files(settings: Settings):  # type: ignore[no-untyped-def]  # paths
    from pathlib import Path

    path = Path(settings.database_url.removeprefix("sqlite:///"))
    return sorted(path.parent.glob(f"{path.name}*"))
