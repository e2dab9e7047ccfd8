"""Documents as answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from ..publishing import PAGES, DocumentFormat
from .errors import Refused
from .http import attachment
from .tasks import Made, MadeKind

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES: Mapping[DocumentFormat, str] = {"docx": _DOCX, "markdown": "text/markdown", "html": "text/html"}
DOCUMENT: dict[str, Any] = {
    "description": "The document; JSON for the certificate.",
    "content": {
        _DOCX: {"schema": {"type": "string", "format": "binary"}},
        "text/markdown": {"schema": {"type": "string"}},
        "text/html": {"schema": {"type": "string"}},
        "application/json": {"schema": {"type": "object"}},
    },
}


def require_format(kind: MadeKind, format: DocumentFormat) -> None:
    """Refuses a format that there is not of a kind."""
    if format != "docx" and kind not in PAGES:
        raise Refused(422, "invalid", f"there is no {format} of the {kind}", path="query.format")


def answer_document(made: Made, format: DocumentFormat) -> Response:
    """The document as a download."""
    media_type = "application/json" if made.name.endswith(".json") else _TYPES[format]
    headers = {"Content-Disposition": attachment(made.name)}
    if made.failed:
        # Headers are ASCII: the numbers of the points are, what they say may not be.
        headers["Negotia-Failed"] = ", ".join(one.partition(" ")[0] for one in made.failed)
    return Response(made.content, media_type=media_type, headers=headers)
