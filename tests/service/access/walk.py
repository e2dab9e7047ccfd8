"""All routes of the service, and a request to each that would be met if it were allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from httpx2 import Response
from starlette.testclient import TestClient

from engine.service.requests import viewer_of
from tests.service.plans import PLAN, YAML

PUBLIC = {
    "/healthz",
    "/readyz",
    "/log-in",
    "/log-in/oidc",
    "/log-in/oidc/back",
    "/static/{name}",
    "/api/v1/openapi.json",
    "/api/v1/schemas/{kind}",
}
"""What anyone may ask for."""
OWN = {"/log-out"}
"""What ends one's own session asks for nothing else."""
PASSWORD = "harbour tulip seven walks"
NUMBERED = ("/api/v1/people/", "/api/v1/tokens/")
"""Paths whose `id` is a number."""
BODIES: Mapping[str, Any] = {
    "POST /api/v1/people": {"name": "new", "role": "rep", "password": PASSWORD},
    "PUT /api/v1/people/{id}/role": {"role": "admin"},
    "PUT /api/v1/people/{id}/password": {"password": PASSWORD},
    "PUT /api/v1/me/password": {"old": PASSWORD, "new": "another four words"},
    "POST /api/v1/tokens": {"name": "test", "scope": "check"},
}
"""Bodies of JSON."""
VALUES: Mapping[str, str] = {
    "kind": "brief",
    "number": "1",
    "old": "1",
    "new": "1",
    "owner": "1",
    "version": "1",
    "rule": "BARG-ONE-SIDED",
    "name": "style.css",
    "format": "markdown",
    "draws": "0",
}
"""Values of parameters other than `id`."""
FORM: Mapping[str, str] = {
    "text": PLAN,
    "version": "1",
    "base": "1",
    "question": "x",
    "answer": "x",
    "path": "us.batna.summary",
    "title": "x",
    "us": "x",
    "them": "x",
    "format": "yaml",
    "stage": "preparation",
}
"""Fields of the forms of pages."""


@dataclass(frozen=True)
class Route:
    """A route of the service."""

    method: str
    path: str
    dependant: Dependant | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_page(self) -> bool:
        return not self.path.startswith("/api/")

    @property
    def asks_who(self) -> bool:
        """Whether the route is given who asks."""
        return self.dependant is not None and any(one.call is viewer_of for one in _all(self.dependant))

    def send(self, client: TestClient, id: str) -> Response:
        """A request to the route about what has the id."""
        values = {**VALUES, "id": "1" if self.path.startswith(NUMBERED) else id}
        query = (
            {}
            if self.dependant is None
            else {
                one.alias: values.get(one.alias, "1")
                for part in _all(self.dependant)
                for one in part.query_params
                if one.field_info.is_required()
            }
        )
        path, headers, sent = self.path.format_map(values), {"If-Match": '"1"'}, {}
        if str(self) in BODIES:
            sent = {"json": BODIES[str(self)]}
        elif self.is_page and self.method == "POST":
            sent = {"data": FORM}
        elif self.method in ("POST", "PUT"):
            sent, headers = {"content": PLAN}, {**headers, **YAML}
        return client.request(self.method, path, params=query, headers=headers, **sent)


def routes(app: FastAPI) -> list[Route]:
    """All routes, those that anyone may ask for left out."""
    return [one for one in all_routes(app) if one.path not in PUBLIC]


def all_routes(app: FastAPI) -> list[Route]:
    """All routes, each with each of its methods."""
    return [
        Route(method, context.path, getattr(context, "dependant", None))
        for context in iter_route_contexts(app.routes)
        if context.path is not None
        for method in sorted((context.methods or {"GET"}) - {"HEAD"})
    ]


def _all(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for one in dependant.dependencies:
        yield from _all(one)
