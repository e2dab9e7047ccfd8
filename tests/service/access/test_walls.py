"""What stands around every route: other sites, headers, failures that tell nothing, passwords, where it listens."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.errors import NegotiaError
from engine.service.access.headers import HEADERS
from engine.service.access.passwords import COMMON, LEAST, MOST, Hashing, hash_password, require_good, verify
from engine.service.app import create_app
from engine.service.serving import refuse_exposed
from engine.service.settings import Settings
from engine.service.work import Work
from tests.service.access.house import CHEAP, PASSWORD, House
from tests.service.plans import PLAN, YAML, clock

SECRET = "Sesquipedalian 7731234"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 403),
    ],
)
def test_what_another_site_sends_is_refused_without_users_too(
    headers: dict[str, str], status: int, client: TestClient
) -> None:
    answer = client.post("/api/v1/check", content=PLAN, headers={**YAML, **headers})
    assert answer.status_code == status
    assert client.get("/api/v1/rules", headers=headers).status_code == 200


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_form_needs_the_token_of_its_session(token: str | None, house: House) -> None:
    browser = house.browser("rita", csrf=False)
    headers = dict(YAML) if token is None else {**YAML, "X-CSRF-Token": token.encode("utf-8")}
    answer = browser.post("/api/v1/deals", content=PLAN, headers=headers)  # type: ignore[arg-type]  # bytes are taken
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "csrf")
    assert browser.get("/api/v1/deals").json()["deals"] == []


def test_the_token_of_one_session_is_not_that_of_another(house: House) -> None:
    first, second = house.browser("rita"), house.browser("rita")
    first.headers["X-CSRF-Token"] = second.headers["X-CSRF-Token"]
    assert first.post("/api/v1/deals", content=PLAN, headers=YAML).status_code == 403
    assert second.post("/api/v1/deals", content=PLAN, headers=YAML).status_code == 201


def test_a_form_brings_the_token_in_a_field(house: House) -> None:
    browser = house.browser("rita")
    token = browser.headers.pop("X-CSRF-Token")
    for sent in ({"data": {"csrf_token": token}}, {"data": {"csrf_token": token}, "files": {"file": b"x"}}):
        answer = browser.post("/api/v1/check", **sent)  # type: ignore[arg-type]  # of the client
        assert answer.json()["errors"][0]["code"] == "unsupported-type"  # it got past the wall
    assert browser.post("/api/v1/check", data={"other": token}).json()["errors"][0]["code"] == "csrf"
    assert browser.post("/api/v1/check", files={"csrf_token": b"x"}).json()["errors"][0]["code"] == "csrf"


def test_a_program_with_a_token_needs_no_more(house: House) -> None:
    assert house.program("rita").post("/api/v1/deals", content=PLAN, headers=YAML).status_code == 201


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/me", "/api/v1/nothing", "/api/v1/deals/none"])
def test_every_answer_tells_browsers_what_not_to_do(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "Server" not in headers
    assert "Strict-Transport-Security" not in headers


def test_the_policy_lets_no_inline_script_and_no_frame_in() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_with_https_browsers_come_back_by_https_only(settings: Settings) -> None:
    with TestClient(create_app(replace(settings, secure=True), clock), "https://localhost") as client:
        assert client.get("/healthz").headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_deal_is_not_kept_by_caches_that_people_share(house: House) -> None:
    mine, program = house.deal_of("rita"), house.program("rita")
    for path in ("", "/check", "/versions", "/versions/1", "/documents/brief"):
        control = program.get(f"/api/v1/deals/{mine}{path}").headers["Cache-Control"]
        assert control in ("no-store", "private, no-cache"), path


@pytest.mark.parametrize(
    "path", ["/api/v1/check", "/api/v1/documents/brief", "/api/v1/analysis", "/api/v1/deals"]
)
def test_a_bug_tells_neither_the_answer_nor_the_log_what_a_deal_says(
    path: str, house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_options: Any) -> Any:
        raise RuntimeError(f"the walk-away is {SECRET}")

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(Work, "run", broken)
    monkeypatch.setattr(Work, "guarded", broken)
    answer = house.program("rita").post(path, content=PLAN, headers=YAML)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (500, "bug")
    assert "Sesquipedalian" not in answer.text + caplog.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert answer.headers["X-Request-ID"] in caplog.text


def test_what_is_typed_to_log_in_is_in_no_failure_and_no_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ada, typed = house.program("ada"), "Sesquipedalian"
    answers = [
        ada.post("/api/v1/people", json={"name": "x", "role": "rep", "password": typed[:11]}),
        ada.post("/api/v1/people", json={"name": "x", "role": "none", "password": typed}),
        ada.post("/api/v1/people", json={"name": "x", "role": "rep", "password": typed, typed: typed}),
        ada.post("/api/v1/people", json={"name": "x", "role": "rep", "password": [typed]}),
        ada.post(
            "/api/v1/people", content=f'{{"password": "{typed}"', headers={"content-type": "application/json"}
        ),
        ada.put("/api/v1/me/password", json={"old": typed, "new": typed}),
        ada.get("/api/v1/me", headers={"Authorization": f"Bearer {typed}"}),
    ]
    assert all(one.is_error for one in answers), [one.status_code for one in answers]
    told = "".join(one.text for one in (*answers[:2], *answers[3:]))
    assert "Sesquipedal" not in told + caplog.text


@pytest.mark.parametrize(
    ("host", "users", "secret", "message"),
    [
        ("127.0.0.1", False, None, None),
        ("::1", False, None, None),
        ("localhost", False, None, None),
        ("0.0.0.0", True, "s" * 32, None),
        ("0.0.0.0", False, "s" * 32, "without users the service listens on loopback only, not on 0.0.0.0"),
        ("192.0.2.7", True, None, "needs a secret"),
        ("negotia.example", True, "", "needs a secret"),
        ("::", True, "too short", "at least 32 characters"),
    ],
)
def test_it_listens_beyond_loopback_with_users_and_a_secret_only(
    host: str, users: bool, secret: str | None, message: str | None
) -> None:
    settings = Settings(host=host, secret=secret)
    if message is None:
        refuse_exposed(settings, users)
        return
    with pytest.raises(NegotiaError, match=message):
        refuse_exposed(settings, users)


def test_the_secret_is_in_no_text_of_the_settings() -> None:
    assert "s3cret" not in repr(Settings(secret="s3cret" * 8))


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("x" * (LEAST - 1), f"at least {LEAST}"),
        ("four good words " * 20, f"at most {MOST}"),
        ("aaaabbbbaaaa", "one of the first"),
        ("Rita.Ritas!2026"[:4] + "123456789!", "one of the first"),
        *((one.upper(), "one of the first") for one in sorted(COMMON)[:3]),
    ],
)
def test_a_password_that_others_would_guess_is_refused(password: str, message: str) -> None:
    with pytest.raises(NegotiaError, match=message) as error:
        require_good(password, "rita")
    assert password not in str(error.value)


@pytest.mark.parametrize("password", [PASSWORD, "čtyři dobrá slova", "ünïcödé wörds", " spaces stay here "])
def test_a_long_password_of_any_characters_is_taken_as_it_is(password: str) -> None:
    require_good(password, "rita")
    kept = hash_password(CHEAP, password)
    assert verify(CHEAP, kept, password)
    assert not verify(CHEAP, kept, password.strip() + "!")


def test_passwords_are_kept_by_argon2id_at_the_cost_of_its_standard() -> None:
    assert Hashing() == Hashing(rounds=3, memory=65_536, lanes=4)
    assert hash_password(CHEAP, PASSWORD).startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert hash_password(CHEAP, PASSWORD) != hash_password(CHEAP, PASSWORD)


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$x$y"])
def test_where_no_password_is_kept_none_is_right(kept: str | None) -> None:
    assert not verify(CHEAP, kept, PASSWORD)
    assert not verify(CHEAP, kept, "the password of nobody")
