"""Log-in by OpenID Connect Core 1.0: the code flow with PKCE (RFC 7636), state and nonce. Needs the extra `oidc`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import Client, HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ..errors import Refused
from .provider import Provider
from .roles import Role
from .secrets import new_secret, same

BACK = "/log-in/oidc/back"
"""Where the provider sends people back to."""
_SECONDS = 10
_LEEWAY = 60
_ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA")


@dataclass(frozen=True, slots=True)
class Trip:
    """What a browser carries in a cookie while its person is with the provider."""

    state: str
    nonce: str
    verifier: str
    to: str

    def written(self) -> str:
        """As a cookie holds it."""
        return ".".join((self.state, self.nonce, self.verifier, quote(self.to, safe="")))

    @classmethod
    def read(cls, text: str) -> Trip | None:
        """Of a cookie; None for one that holds none."""
        parts = text.split(".", 3)
        if len(parts) != 4:
            return None
        state, nonce, verifier, to = parts
        return cls(state, nonce, verifier, unquote(to))


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider tells of a person."""

    subject: str
    """Issuer and subject: what stays the same when names change."""
    name: str
    full_name: str
    role: Role


def set_out(provider: Provider, to: str) -> tuple[str, Trip]:
    """The address of the provider to go to, and what to bring back. Raises Refused (503) where it does not answer."""
    trip = Trip(new_secret(), new_secret(), new_secret() + new_secret(), to)
    found = _found(provider)
    with _client(provider) as client:
        address, _ = client.create_authorization_url(
            found["authorization_endpoint"],
            state=trip.state,
            nonce=trip.nonce,
            code_verifier=trip.verifier,
        )
    return str(address), trip


def come_back(provider: Provider, trip: Trip | None, state: str, code: str, now: datetime) -> Told:
    """Who has come back. Raises Refused: 403 for whoever the provider does not vouch for, or has no role here."""
    if trip is None or not state or not same(trip.state, state):
        raise _refused("this log-in was not begun here, or is too old: begin again")
    found = _found(provider)
    try:
        with _client(provider) as client:
            given = client.fetch_token(
                found["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=trip.verifier,
            )
        keys = KeySet.import_key_set(_fetched(found["jwks_uri"]))
        claims = _verified(provider, keys, str(given.get("id_token", "")), trip.nonce, now)
    except (OAuthError, JoseError, HTTPError, ValueError):
        raise _refused("the provider does not say who you are: begin again") from None
    return _told(provider, claims)


def _client(provider: Provider) -> OAuth2Client:
    return OAuth2Client(
        provider.client_id,
        provider.client_secret,
        scope="openid profile email",
        redirect_uri=provider.address.rstrip("/") + BACK,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _found(provider: Provider) -> Mapping[str, str]:
    try:
        found = _fetched(provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found["issuer"] == provider.issuer:
            return {one: str(found[one]) for one in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    except (HTTPError, ValueError, KeyError, TypeError):
        pass
    raise Refused(503, "no-provider", "the provider of log-ins does not answer: try again later")


def _fetched(address: str) -> Any:
    with Client(timeout=_SECONDS) as client:
        return client.get(address).raise_for_status().json()


def _verified(provider: Provider, keys: KeySet, token: str, nonce: str, now: datetime) -> Mapping[str, Any]:
    read = jwt.decode(token, keys, algorithms=_ALGORITHMS)
    jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    ).validate(read.claims)
    return read.claims


def _told(provider: Provider, claims: Mapping[str, Any]) -> Told:
    role = provider.role_of(claims.get(provider.role_claim))
    if role is None:
        raise _refused("your organisation gives you no role here: ask whoever runs this service")
    name = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])
    full_name = str(claims.get("name") or "")[:200]
    return Told(f"{provider.issuer}|{claims['sub']}", name[:200], full_name, role)


def _refused(message: str) -> Refused:
    return Refused(403, "not-let-in", message)
