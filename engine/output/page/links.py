"""Where the documents of a deal lie, seen from the page."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from ...files import safe_name
from ..options import Shelf

_DOCUMENTS = ("brief", "questions", "agreement")
_SUFFIXES = (".docx", ".pdf")


class Link(NamedTuple):
    """A document: its name, and its address relative to the page."""

    name: str
    address: str


def links_of(id: str, shelf: Shelf | None) -> list[Link]:
    """The documents of a deal that are there now."""
    if shelf is None:
        return []
    name = safe_name(id)
    folder = shelf.folder / name
    files = [f"{document}{suffix}" for document in _DOCUMENTS for suffix in _SUFFIXES]
    found = [file for file in files if (folder / file).is_file()]
    return [Link(file, f"{shelf.link}/{quote(name)}/{file}") for file in found]
