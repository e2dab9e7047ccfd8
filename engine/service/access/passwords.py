"""Passwords: which are good enough, and how they are kept (argon2id, RFC 9106)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ...errors import NegotiaError

LEAST, MOST = 12, 256
"""Characters of a password."""
_COMMON = (
    "password1234 123456789012 1234567890123 qwertyuiop12 qwertyuiopas letmein12345 iloveyou1234 "
    "administrator welcome12345 passwordpassword adminadminadmin changeme1234 qwerty123456 "
    "abcdefghijkl abc123abc123 111111111111 000000000000 monkey123456 dragon123456 football1234 "
    "baseball1234 superman1234 sunshine1234 princess1234 negotiation1 negotianegotia"
)
COMMON = frozenset(_COMMON.split())
"""Passwords of that length that everyone tries first."""


@dataclass(frozen=True, slots=True)
class Hashing:
    """What a hash costs; the second choice of RFC 9106, for machines that do other things too."""

    rounds: int = 3
    memory: int = 65_536
    """KiB."""
    lanes: int = 4


ARGON2 = Hashing()


def require_good(password: str, name: str) -> None:
    """Refuses a password that others may guess. Length is what counts: no kinds of characters are asked for.

    Raises NegotiaError, which never quotes it.
    """
    if len(password) < LEAST:
        raise NegotiaError(f"a password has at least {LEAST} characters: take several words")
    if len(password) > MOST:
        raise NegotiaError(f"a password has at most {MOST} characters")
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) < 5 or plain.strip("0123456789!.") == name.casefold():
        raise NegotiaError("this password is one of the first that others would try: take another one")


def hash_password(hashing: Hashing, password: str) -> str:
    """What is kept of a password."""
    return _hasher(hashing).hash(password)


def verify(hashing: Hashing, kept: str | None, password: str) -> bool:
    """Whether it is the password. Where nothing is kept it takes as long and is not."""
    hasher = _hasher(hashing)
    try:
        hasher.verify(_nobody(hashing) if kept is None else kept, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_dated(hashing: Hashing, kept: str) -> bool:
    """Whether a hash was made at another cost than today's."""
    return _hasher(hashing).check_needs_rehash(kept)


@cache
def _hasher(hashing: Hashing) -> PasswordHasher:
    return PasswordHasher(hashing.rounds, hashing.memory, hashing.lanes)


@cache
def _nobody(hashing: Hashing) -> str:
    return _hasher(hashing).hash("the password of nobody")
