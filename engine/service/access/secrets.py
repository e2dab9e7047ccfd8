"""What browsers and programs are given to show again: only hashes of it are kept."""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_urlsafe

TOKEN_PREFIX = "negotia_"
"""Programs that look for leaked secrets can tell a token by it."""


def new_secret() -> str:
    """192 bits that nobody can guess, of letters, digits, `-` and `_`."""
    return token_urlsafe(24)


def digest(secret: str) -> str:
    """What is kept of a secret. It is random and long, so that a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def derived(key: str, secret: str | None, purpose: str) -> str:
    """A text for one purpose that only who knows the key, and the secret of the service, can make."""
    return hmac.new(f"{secret or ''}|{key}".encode(), purpose.encode(), sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(one.encode(), other.encode())
