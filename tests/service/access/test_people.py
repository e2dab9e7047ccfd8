"""People and tokens over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from engine.service.access.roles import role_of, scope_of
from tests.service.access.house import PASSWORD, ROLES, House

PEOPLE = "/api/v1/people"


def test_admins_and_managers_see_who_there_is(house: House) -> None:
    for name in ("ada", "mia"):
        listed = house.program(name).get(PEOPLE).json()["people"]
        assert {one["name"]: one["role"] for one in listed} == ROLES
        assert set(listed[0]) == {"id", "name", "full_name", "role", "created_at"}
    assert house.program("rita").get(PEOPLE).status_code == 403


def test_an_admin_adds_someone_who_can_log_in(house: House) -> None:
    new = {"name": "Nora.L", "full_name": "Nora Lind", "role": "legal", "password": "seven walks at dawn"}
    added = house.program("ada").post(PEOPLE, json=new)
    assert (added.status_code, added.json()["name"], added.json()["role"]) == (201, "nora.l", "legal")
    entered = house.nobody().post("/log-in", data={"name": "nora.l", "password": "seven walks at dawn"})
    assert entered.status_code == 303
    again = house.program("ada").post(PEOPLE, json=new)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "name-taken")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"name": "a b"}, 422),
        ({"role": "king"}, 422),
        ({"password": "short"}, 422),
        ({"password": "passwordpassword"}, 422),
        ({"id": 1}, 422),
        ({"active": True}, 422),
    ],
)
def test_not_everyone_can_be_added(change: dict[str, object], status: int, house: House) -> None:
    new = {"name": "nora", "role": "rep", "password": PASSWORD, **change}
    assert house.program("ada").post(PEOPLE, json=new).status_code == status


def test_a_new_password_ends_the_sessions_of_that_person(house: House) -> None:
    browser, path = house.browser("rita"), f"{PEOPLE}/{house.ids['rita']}/password"
    assert house.program("ada").put(path, json={"password": "seven walks at dawn"}).status_code == 204
    assert browser.get("/api/v1/me").status_code == 401
    entered = house.nobody().post("/log-in", data={"name": "rita", "password": "seven walks at dawn"})
    assert entered.status_code == 303


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("PUT", "/999999/password", {"password": PASSWORD}),
        ("PUT", "/999999/role", {"role": "rep"}),
        ("DELETE", "/999999", None),
    ],
)
def test_who_is_not_there_cannot_be_changed(
    method: str, path: str, sent: dict[str, str] | None, house: House
) -> None:
    assert house.program("ada").request(method, PEOPLE + path, json=sent).status_code == 404


def test_there_is_always_an_admin(house: House) -> None:
    ada, path = house.program("ada"), f"{PEOPLE}/{house.ids['ada']}"
    for answer in (ada.delete(path), ada.put(f"{path}/role", json={"role": "rep"})):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "last-admin")
    assert ada.put(f"{PEOPLE}/{house.ids['mia']}/role", json={"role": "admin"}).json()["role"] == "admin"
    assert ada.delete(path).status_code == 204
    assert ada.get("/api/v1/me").status_code == 401


def test_a_token_is_told_once(house: House) -> None:
    ada = house.program("rita")
    new = {"name": "nightly", "scope": "check", "expires_at": (house.at + timedelta(days=1)).isoformat()}
    made = ada.post("/api/v1/tokens", json=new).json()
    assert made["token"].startswith("negotia_")
    assert made["token"] not in ada.get("/api/v1/tokens").text
    program = house.nobody()
    program.headers["Authorization"] = f"Bearer {made['token']}"
    assert program.get("/api/v1/me").json()["scope"] == "check"
    over = {**new, "expires_at": house.at.isoformat()}
    assert ada.post("/api/v1/tokens", json=over).json()["errors"][0]["path"] == "body.expires_at"


def test_without_users_there_is_no_account(client: TestClient) -> None:
    for method, path, sent in (
        ("GET", "/api/v1/tokens", None),
        ("POST", "/api/v1/tokens", {"name": "x", "scope": "check"}),
        ("PUT", "/api/v1/me/password", {"old": PASSWORD, "new": PASSWORD}),
        ("DELETE", "/api/v1/me/sessions", None),
    ):
        answer = client.request(method, path, json=sent)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "no-account")


def test_roles_and_scopes_of_a_later_version_count_as_the_least() -> None:
    assert (role_of("legal"), role_of("emperor")) == ("legal", "rep")
    assert (scope_of(["read", "write"]), scope_of(["all"]), scope_of([])) == ("write", "check", "check")
