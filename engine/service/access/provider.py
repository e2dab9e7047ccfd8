"""Who tells the service who someone is, when people log in by OpenID Connect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .roles import Role


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID provider, and what its claims mean here."""

    issuer: str
    """Its address; what it is lies below `/.well-known/openid-configuration`."""
    client_id: str
    client_secret: str = field(repr=False)
    address: str = ""
    """Where browsers find this service: `https://negotia.example`."""
    roles: tuple[tuple[str, Role], ...] = ()
    """Values of the claim and the roles that they give; the first that someone has counts."""
    role_claim: str = "groups"

    def role_of(self, values: object) -> Role | None:
        """The role of someone with these values of the claim: a text, or a list of texts."""
        held: Iterable[object] = values if isinstance(values, list | tuple) else [values]
        given = {one for one in held if isinstance(one, str)}
        return next((role for value, role in self.roles if value in given), None)
