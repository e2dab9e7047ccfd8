"""Forms as they come from a browser, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile

from ..errors import Refused

_MOST_FIELDS = 5_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a form by name, line ends as `\\n`, and its files."""

    fields: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field without the blanks around it; empty if it was not sent."""
        return self.fields.get(name, "").strip()

    def number(self, name: str) -> int:
        """A field that holds a number of the page's own. Raises Refused."""
        text = self.text(name)
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise Refused(422, "invalid", f"the form lacks its {name}: open the page again")
        return int(text)


async def posted(request: Request) -> Posted:
    """The form of a request. Raises Refused for one that is none of a page's."""
    size = service_limit(request)
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=size) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or "", await value.read())
            else:
                fields[name] = value.replace("\r\n", "\n")
    return Posted(fields, files)


def service_limit(request: Request) -> int:
    """The bytes that one field may hold."""
    limit = request.app.state.service.settings.limits.body
    assert isinstance(limit, int)
    return limit
