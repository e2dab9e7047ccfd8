"""What documents depend on, as a hash: the deal's text, and all that is the same for every deal of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from .. import __version__
from ..resources import folder


class Basis:
    """What the deals of a run have in common."""

    def __init__(self, *parts: str, templates: Path | None) -> None:
        """`parts` are the rules, the day and the options; templates are the shipped ones and those of a folder.

        Raises OSError if a template cannot be read.
        """
        self._common = hashlib.sha256()
        for part in (__version__, *parts):
            self._common.update(f"{part}\0".encode())
        for path in (path for below in (folder("templates"), templates) if below for path in _files(below)):
            self._common.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())

    def of(self, content: bytes, line: int) -> str:
        """The hash for a deal with this text, which begins at this line: briefs name the lines of findings."""
        own = self._common.copy()
        own.update(f"{line}\0".encode())
        own.update(content)
        return own.hexdigest()


def _files(below: Path) -> Iterator[Path]:
    return (path for path in sorted(below.rglob("*")) if path.is_file())
