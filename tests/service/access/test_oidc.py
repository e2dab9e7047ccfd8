"""Log-in by OpenID Connect, with a provider that stands in for a real one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("authlib", reason="needs the extra oidc")

import httpx2
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.testclient import TestClient

from engine.cli.single_sign_on import read_provider
from engine.errors import NegotiaError
from engine.service.access import oidc
from engine.service.access.oidc import BACK, Trip
from engine.service.access.provider import Provider
from engine.service.app import create_app
from engine.service.settings import Settings
from engine.service.storage.people import person_named, remove
from tests.service.access.house import House, open_house
from tests.service.plans import clock

ISSUER = "https://id.example"
PROVIDER = Provider(
    ISSUER, "negotia", "of-the-client", "http://localhost", (("deal-desk", "manager"), ("sales", "rep"))
)
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class StandIn:
    """A provider: what it was asked, and what it says of whoever comes."""

    house: House
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    challenge: str = ""
    nonce: str = ""
    issuer: str = ISSUER
    broken: bool = False

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if self.broken:
            return httpx2.Response(500)
        if request.url.path.endswith("/openid-configuration"):
            where = {
                one: f"{ISSUER}/{one}" for one in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            }
            return httpx2.Response(200, json={"issuer": self.issuer, **where})
        if request.url.path == "/jwks_uri":
            return httpx2.Response(200, json=KeySet([KEY]).as_dict(private=False))
        sent = {key: value[0] for key, value in parse_qs(request.content.decode()).items()}
        if sent["code"] != "good" or create_s256_code_challenge(sent["code_verifier"]) != self.challenge:
            return httpx2.Response(400, json={"error": "invalid_grant"})
        now = int(self.house.at.timestamp())
        claims = {
            "iss": ISSUER,
            "aud": "negotia",
            "sub": "u-1",
            "exp": now + 60,
            "nonce": self.nonce,
            "preferred_username": "nora",
            "name": "Nora Lind",
            "groups": ["sales"],
            **self.claims,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return httpx2.Response(200, json={"access_token": "x", "token_type": "Bearer", "id_token": token})

    def log_in(
        self, browser: TestClient, code: str = "good", state: str | None = None, next: str = "/"
    ) -> Any:
        """Someone goes to the provider and comes back."""
        went = browser.get("/log-in/oidc", params={"next": next})
        asked = {key: value[0] for key, value in parse_qs(urlsplit(went.headers["location"]).query).items()}
        assert went.headers["location"].startswith(f"{ISSUER}/authorization_endpoint?")
        assert asked["redirect_uri"] == f"http://localhost{BACK}"
        assert asked["code_challenge_method"] == "S256"
        self.challenge, self.nonce = asked["code_challenge"], asked["nonce"]
        return browser.get(BACK, params={"state": asked["state"] if state is None else state, "code": code})


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with open_house(replace(settings, oidc=PROVIDER)) as house:
        stand_in = StandIn(house)
        for name in ("OAuth2Client", "Client"):
            made = partial(getattr(oidc, name), transport=httpx2.MockTransport(stand_in))
            monkeypatch.setattr(oidc, name, made)
        yield stand_in


def test_whom_the_provider_vouches_for_is_let_in_and_added(provider: StandIn) -> None:
    browser = provider.house.nobody()
    answer = provider.log_in(browser, next="/deals")
    assert (answer.status_code, answer.headers["location"]) == (303, "/deals")
    assert browser.get("/api/v1/me").json()["name"] == "nora"
    assert "negotia-trip" not in browser.cookies
    with provider.house.service.database.reading() as session:
        nora = person_named(session, "nora")
    assert nora is not None
    assert (nora.full_name, nora.role, nora.kept) == ("Nora Lind", "rep", None)


def test_the_role_is_what_the_provider_says_today(provider: StandIn) -> None:
    browser = provider.house.nobody()
    provider.log_in(browser)
    provider.claims = {"groups": ["sales", "deal-desk"], "preferred_username": "renamed"}
    provider.log_in(browser)
    me = browser.get("/api/v1/me").json()
    assert (me["name"], me["role"]) == ("nora", "manager")


@pytest.mark.parametrize(
    "claims",
    [
        {"groups": []},
        {"groups": "others"},
        {"groups": None},
        {"iss": "https://other.example"},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": 1},
        {"sub": None},
    ],
)
def test_who_is_not_vouched_for_or_has_no_role_is_not_let_in(
    claims: dict[str, Any], provider: StandIn
) -> None:
    browser, provider.claims = provider.house.nobody(), claims
    assert provider.log_in(browser).status_code == 403
    assert browser.get("/api/v1/me").status_code == 401


def test_a_token_that_another_key_has_signed_is_none(provider: StandIn) -> None:
    provider.key = OTHER_KEY
    assert provider.log_in(provider.house.nobody()).status_code == 403


@pytest.mark.parametrize(("code", "state"), [("bad", None), ("good", "guessed"), ("good", "")])
def test_a_log_in_that_was_not_begun_here_ends(code: str, state: str | None, provider: StandIn) -> None:
    assert provider.log_in(provider.house.nobody(), code, state).status_code == 403


def test_without_the_cookie_nobody_comes_back(provider: StandIn) -> None:
    assert provider.house.nobody().get(BACK, params={"state": "x", "code": "good"}).status_code == 403


@pytest.mark.parametrize("how", [{"broken": True}, {"issuer": "https://other.example"}])
def test_a_provider_that_does_not_answer_is_told(how: dict[str, Any], provider: StandIn) -> None:
    for name, value in how.items():
        setattr(provider, name, value)
    assert provider.house.nobody().get("/log-in/oidc").status_code == 503


def test_a_name_that_is_taken_gives_nobody_its_account(provider: StandIn) -> None:
    provider.claims = {"preferred_username": "ada"}
    assert provider.log_in(provider.house.nobody()).status_code == 409


def test_who_was_removed_is_not_let_in_again(provider: StandIn) -> None:
    provider.log_in(provider.house.nobody())
    with provider.house.service.database.writing() as session:
        nora = person_named(session, "nora")
        assert nora is not None
        remove(session, provider.house.act(), nora.id)
    assert provider.log_in(provider.house.nobody()).status_code == 403


def test_the_form_offers_it_where_there_is_a_provider(provider: StandIn) -> None:
    form = provider.house.nobody().get("/log-in", params={"next": "/deals?a=1"}).text
    assert 'href="/log-in/oidc?next=/deals%3Fa%3D1"' in form


def test_without_a_provider_there_is_nothing_here(house: House) -> None:
    assert house.nobody().get("/log-in/oidc").status_code == 404
    assert "oidc" not in house.nobody().get("/log-in").text


def test_without_the_extra_it_says_what_to_install(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "engine.service.page.single_sign_on", None)
    with pytest.raises(NegotiaError, match=r"pip install \"negotia\[oidc\]\""):
        create_app(replace(settings, oidc=PROVIDER), clock)


@pytest.mark.parametrize("text", ["", "a.b.c", json.dumps({})])
def test_what_is_no_trip_is_none(text: str) -> None:
    assert Trip.read(text) is None
    trip = Trip("a", "b", "c", "/deals?x=a.b; c")
    assert Trip.read(trip.written()) == trip


GIVEN = {
    "NEGOTIA_OIDC_ISSUER": ISSUER,
    "NEGOTIA_OIDC_CLIENT": "negotia",
    "NEGOTIA_OIDC_SECRET": "of-the-client",
    "NEGOTIA_OIDC_ADDRESS": "http://localhost",
    "NEGOTIA_OIDC_ROLES": "deal-desk=manager, sales=rep",
}


def test_the_environment_names_the_provider() -> None:
    assert read_provider(GIVEN) == PROVIDER
    assert read_provider({**GIVEN, "NEGOTIA_OIDC_CLAIM": "role"}) == replace(PROVIDER, role_claim="role")
    assert read_provider({}) is None
    assert "of-the-client" not in repr(PROVIDER)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"NEGOTIA_OIDC_CLIENT": ""}, "also needs NEGOTIA_OIDC_CLIENT"),
        ({"NEGOTIA_OIDC_ROLES": "sales"}, "gives no roles"),
        ({"NEGOTIA_OIDC_ROLES": "sales=king"}, "gives no roles"),
        ({"NEGOTIA_OIDC_ROLES": "=rep"}, "gives no roles"),
    ],
)
def test_what_is_missing_or_wrong_is_told(change: dict[str, str], message: str) -> None:
    with pytest.raises(NegotiaError, match=message):
        read_provider({**GIVEN, **change})
