"""The JSON Schemas of what negotia reads and writes."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...output.encoding import encode
from ...usecases import json_schema
from ..http import tagged

router = APIRouter(tags=["schemas"])


@router.get(
    "/schemas/{kind}",
    summary="A JSON Schema",
    response_class=Response,
    responses={
        200: {"content": {"application/schema+json": {"schema": {"type": "object"}}}},
        304: {"description": "Unchanged."},
    },
)
def schema(kind: Literal["deal", "rules", "assessment", "analysis"], request: Request) -> Response:
    """The schema of deal files, rule files, assessments or analyses."""
    return tagged(request, (encode(json_schema(kind)) + "\n").encode(), "application/schema+json")
