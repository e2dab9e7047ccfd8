"""Who may do what: one table, asked by every route. Nothing else in the service decides on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import forbidden

Role = Literal["rep", "manager", "legal", "admin"]
ROLES: tuple[Role, ...] = ("rep", "manager", "legal", "admin")
Reach = Literal["own", "all"]
Action = Literal[
    "run batches",
    "assess",  # check, analyse and write documents of a deal that comes with the request
    "read rules",
    "read deal",
    "create deal",
    "write deal",
    "assign deal",
    "archive deal",
    "draft agreement",
    "read people",
    "write people",
    "read self",
    "own account",  # one's own password, sessions and tokens
    "read audit",
    "read metrics",
]
Scope = Literal["check", "read", "write", "admin"]
SCOPES: tuple[Scope, ...] = ("check", "read", "write", "admin")
"""What a token may be good for; each holds those before it."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. The id is None for the one person of a service without users."""

    id: int | None
    name: str
    role: Role
    scope: Scope = "admin"
    """How much of what the role allows; less than all of it for a token only."""


LOCAL = Viewer(None, "local", "admin")
"""The one person of a service that has no users."""

_SCOPE: Mapping[Action, Scope] = {
    "assess": "check",
    "run batches": "check",
    "read rules": "check",
    "read self": "check",
    "read deal": "read",
    "create deal": "write",
    "write deal": "write",
    "assign deal": "write",
    "archive deal": "write",
    "draft agreement": "read",
    "read people": "admin",
    "write people": "admin",
    "own account": "admin",
    "read audit": "admin",
    "read metrics": "read",
}
"""What a token must be good for."""
_READS: Mapping[Action, Reach] = {
    "assess": "all",
    "run batches": "own",
    "read rules": "all",
    "read self": "own",
    "own account": "own",
}
_TABLE: Mapping[Role, Mapping[Action, Reach]] = {
    "rep": {
        **_READS,
        "read deal": "own",
        "create deal": "own",
        "write deal": "own",
        "archive deal": "own",
        "draft agreement": "own",
    },
    "manager": {
        **_READS,
        "read people": "all",
        "read deal": "all",
        "create deal": "all",
        "write deal": "all",
        "assign deal": "all",
        "archive deal": "all",
        "draft agreement": "all",
    },
    "legal": {**_READS, "read deal": "all", "draft agreement": "all"},
    "admin": {
        **_READS,
        "read deal": "all",
        "create deal": "all",
        "write deal": "all",
        "assign deal": "all",
        "archive deal": "all",
        "draft agreement": "all",
        "read people": "all",
        "write people": "all",
        "read audit": "all",
        "read metrics": "all",
    },
}


def role_of(name: str) -> Role:
    """The role of that name; one that this version does not know counts as the least."""
    return next((one for one in ROLES if one == name), "rep")


def scope_of(names: Sequence[str]) -> Scope:
    """The widest scope of a list of names; the least where this version knows none."""
    return next((one for one in reversed(SCOPES) if one in names), SCOPES[0])


def reach(viewer: Viewer, action: Action) -> Reach | None:
    """Whether the viewer may do it to everything, to what is their own, or not at all."""
    if SCOPES.index(viewer.scope) < SCOPES.index(_SCOPE[action]):
        return None
    return _TABLE[viewer.role].get(action)


def allowed(viewer: Viewer, action: Action, owner: int | None) -> bool:
    """Whether the viewer may do it to what belongs to the owner; pass the viewer's own id for what is new."""
    how_far = reach(viewer, action)
    return how_far == "all" or (how_far == "own" and viewer.id == owner)


def require(viewer: Viewer, action: Action, owner: int | None) -> None:
    """Refuses with 403 what is not allowed. For a deal of someone else see `storage.deals.find`: that is 404."""
    if not allowed(viewer, action, owner):
        raise forbidden()
