"""The rules that the service applies."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...output.encoding import encode_line
from ...output.rule_yaml import format_rule_yaml
from ...ruleset import Rule
from ...usecases import find_rule
from ..access.roles import require
from ..errors import GONE, RESPONSES, not_found
from ..http import tagged
from ..requests import AskedGiven, ServiceGiven, ViewerGiven

router = APIRouter(tags=["rules"])
_RULE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "examples": ["BARG-ONE-SIDED"]},
        "title": {"type": "string"},
        "pack": {"type": "string"},
        "severity": {"type": ["string", "null"]},
        "stage": {"type": "string"},
        "practice": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["id", "title", "pack", "severity", "stage", "practice"],
}
_LIST = {"type": "object", "properties": {"rules": {"type": "array", "items": _RULE}}, "required": ["rules"]}
_ONE = {**_RULE, "properties": {**_RULE["properties"], "yaml": {"type": "string"}}}


@router.get(
    "/rules",
    summary="List the rules",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": _LIST}}}, 304: {"description": "Unchanged."}},
)
def list_rules(request: Request, service: ServiceGiven, viewer: ViewerGiven, asked: AskedGiven) -> Response:
    """All rules, pack by pack, in the language of the locale."""
    require(viewer, "read rules", None)
    rules = service.kit.ruleset(asked.locale).rules
    return tagged(request, encode_line({"rules": [_data(one) for one in rules]}), "application/json")


@router.get(
    "/rules/{id}",
    summary="Show a rule",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": _ONE}}},
        304: {"description": "Unchanged."},
        **GONE,
        **RESPONSES,
    },
)
def show_rule(
    id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven, asked: AskedGiven
) -> Response:
    """The rule as it applies after every override, as YAML too."""
    require(viewer, "read rules", None)
    ruleset = service.kit.ruleset(asked.locale)
    if id not in ruleset.by_id:
        raise not_found(f"there is no rule {id[:80]!r}")
    rule = find_rule(ruleset, id)
    # The first line tells where it lies on the server, which is nobody's business.
    _place, _, text = format_rule_yaml(rule).partition("\n")
    content = encode_line({**_data(rule), "yaml": text})
    return tagged(request, content, "application/json")


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title.source,
        "pack": rule.pack,
        "severity": rule.severity,
        "stage": rule.stage,
        "practice": rule.practice,
    }
