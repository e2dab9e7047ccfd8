"""The files that the page loads: style and scripts, under addresses that change with their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

TYPES: Mapping[str, str] = {
    "style.css": "text/css",
    "editor.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
"""What is served, and as what; nothing else of the folder is."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page; `mark` changes with its content."""

    content: bytes
    media_type: str
    mark: str


@cache
def asset(name: str) -> Asset:
    """The file of that name, one of TYPES."""
    content = (resources.files(__package__) / "static" / name).read_bytes()
    return Asset(content, TYPES[name], sha256(content).hexdigest()[:12])


def address(name: str) -> str:
    """Where a browser gets the file."""
    return f"/static/{name}?v={asset(name).mark}"
