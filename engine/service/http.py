"""What HTTP brings: entity tags, preconditions, pages of lists, names of downloads."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote

from fastapi import Header, Query, Request
from starlette.responses import Response

from .errors import Refused

_TAG = re.compile(r'^(?:W/)?"([^"]*)"$')
_MOST = 200

IfMatch = Annotated[
    str | None,
    Header(description="The `ETag` of the version that was changed.", examples=['"3"']),
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="A text of the caller's own: the same request sent again with it is done once.",
        min_length=1,
        max_length=200,
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="Entries of the page.")]
After = Annotated[str | None, Query(max_length=100, description="`next` of the page before.")]


LARGEST = 2**31 - 1
"""The largest number that a column can hold."""


def etag(version: int | str) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def tag_of(content: bytes) -> str:
    """The entity tag of a content that has no version."""
    return etag(sha256(content).hexdigest()[:32])


def matched_version(if_match: str | None) -> int:
    """The version that a change starts from. Raises Refused where it is not told."""
    if if_match is None:
        message = "say which version you have changed: send its ETag as If-Match"
        raise Refused(428, "precondition-required", message)
    found = _TAG.match(if_match.strip())
    if found is None or not found[1].isdecimal() or len(found[1]) > 9:
        raise Refused(
            422, "invalid", 'If-Match is the ETag of a version, such as "3"', path="header.if-match"
        )
    return int(found[1])


def tagged(request: Request, content: bytes, media_type: str, tag: str | None = None) -> Response:
    """The content with its entity tag, or 304 when the caller has it already."""
    tag = tag or tag_of(content)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if _known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _known(if_none_match: str, tag: str) -> bool:
    held: Iterable[str] = (one.strip().removeprefix("W/") for one in if_none_match.split(","))
    return if_none_match.strip() == "*" or tag in held


def cursor(place: int) -> str:
    """Where the next page begins, for `after`."""
    return urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def place_of(after: str | None) -> int | None:
    """Where a page begins. Raises Refused for a text that no page gave."""
    if after is None:
        return None
    try:
        text = urlsafe_b64decode(after.encode() + b"=" * (-len(after) % 4)).decode()
    except ValueError:
        text = ""
    if not text.isascii() or not text.isdecimal() or len(text) > 15:
        raise Refused(422, "invalid", "this is not the `next` of a page", path="query.after")
    return int(text)


def attachment(name: str) -> str:
    """The header `Content-Disposition` of a download."""
    return f"attachment; filename*=UTF-8''{quote(name)}"
