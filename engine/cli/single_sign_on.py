"""Log-in by OpenID Connect as the environment asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..errors import NegotiaError

if TYPE_CHECKING:
    from ..service.access.provider import Provider

_PREFIX = "NEGOTIA_OIDC_"
_NEEDED = ("ISSUER", "CLIENT", "SECRET", "ADDRESS", "ROLES")


def read_provider(environment: Mapping[str, str]) -> Provider | None:
    """The provider of NEGOTIA_OIDC_ISSUER, CLIENT, SECRET, ADDRESS, ROLES (`sales=rep,deal-desk=manager`) and CLAIM;
    None if there is no issuer. Raises NegotiaError for what is missing or wrong."""
    given = {name: environment.get(_PREFIX + name, "").strip() for name in (*_NEEDED, "CLAIM")}
    if not given["ISSUER"]:
        return None
    missing = [_PREFIX + name for name in _NEEDED if not given[name]]
    if missing:
        raise NegotiaError(f"log-in by OpenID Connect also needs {', '.join(missing)}")
    from ..service.access.provider import Provider
    from ..service.access.roles import role_of

    pairs = [one.partition("=")[::2] for one in given["ROLES"].split(",")]
    roles = tuple((value.strip(), role_of(role.strip())) for value, role in pairs)
    if any(not value or role != told.strip() for (value, role), (_, told) in zip(roles, pairs, strict=True)):
        hint = "write sales=rep,deal-desk=manager with the roles rep, manager, legal, admin"
        raise NegotiaError(f"{_PREFIX}ROLES gives no roles ({hint})")
    return Provider(
        given["ISSUER"],
        given["CLIENT"],
        given["SECRET"],
        given["ADDRESS"],
        roles,
        given["CLAIM"] or "groups",
    )
