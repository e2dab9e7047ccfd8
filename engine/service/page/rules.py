"""The rules that the service applies, each with its explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ...output.rule_yaml import format_rule_yaml
from ...ruleset import Rule
from ..access.roles import require
from ..errors import not_found
from ..requests import ServiceGiven, ViewerGiven
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/rules")


@router.get("")
def listed(
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The rules by pack; with words only those that hold them all."""
    require(viewer, "read rules", None)
    rules = service.kit.ruleset(service.settings.locale).rules
    chosen = [one for one in rules if _holds(one, q.lower().split())]
    packs = [(name, list(found)) for name, found in groupby(chosen, lambda one: one.pack)]
    return render(request, service, viewer, "rules.html", packs=packs, q=q, count=len(chosen))


@router.get("/{id}")
def show(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """A rule: what it says, why, and as it is written after every override."""
    require(viewer, "read rules", None)
    rule = service.kit.ruleset(service.settings.locale).by_id.get(id)
    if rule is None:
        raise not_found("there is no such rule")
    return render(request, service, viewer, "rule.html", rule=rule, yaml=format_rule_yaml(rule))


def _holds(rule: Rule, words: Sequence[str]) -> bool:
    said = "\n".join(_said(rule)).lower()
    return all(word in said for word in words)


def _said(rule: Rule) -> Iterator[str]:
    yield from (rule.id, rule.pack, rule.why, *rule.practice)
    yield from (text.source for text in rule.texts)
