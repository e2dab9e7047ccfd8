"""Puts documents that were made aside into the folders of their deals."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from ..errors import Problem
from ..run import Totals
from .entries import NAME, Entry, read_entry, written
from .job import Outcome


class Told(Protocol):
    """Who hears what becomes of deals, in the order of the inputs."""

    def written(self, path: Path) -> None:
        """A document is where it belongs."""

    def kept(self, path: Path) -> None:
        """A document is up to date."""

    def failed(self, path: Path, point: str) -> None:
        """A draft does not pass a point of its certificate."""

    def refused(self, problems: Iterable[Problem]) -> None:
        """Why a deal cannot be read, or a document cannot be made or written."""


class Placing:
    """Takes outcomes one after the other. The first deal with an id has its folder; another one is refused."""

    def __init__(self, out: Path, staging: Path, told: Told) -> None:
        self._out = out
        self._staging = staging
        self._told = told
        self._places: dict[str, str] = {}
        self.made = 0
        """Deals that documents were written for."""
        self.up_to_date = 0
        self.failed = 0
        """Drafts with points that fail."""
        self.refused = 0
        """Inputs with problems."""

    def line(self, line: bytes) -> None:
        """An outcome, as a line of a part."""
        outcome = _DECODER.decode(line)
        problems = list(outcome.problems)
        if outcome.entry is not None:
            problems += self._place(outcome, outcome.entry)
        if problems:
            self.refused += 1
            self._told.refused(problems)

    def finish(self, totals: Totals) -> None:
        """There are no more."""

    def _place(self, outcome: Outcome, entry: Entry) -> Iterable[Problem]:
        first = self._places.setdefault(entry.folder, outcome.source)
        if first != outcome.source:
            for aside in outcome.staged.values():
                (self._staging / aside).unlink()
            message = f"the id {entry.id!r} is that of {first} too, and its documents would be replaced"
            hint = "give each deal its own id"
            return [Problem("duplicate-id", message, outcome.source, path="deal.id", hint=hint)]
        try:
            self._move(outcome, entry)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            path = error.filename2 or error.filename
            hint = "close it if it is open in another program"
            return [Problem("not-written", f"cannot be written: {reason}", str(path), hint=hint)]
        self.made += bool(outcome.staged)
        self.up_to_date += not outcome.staged and not outcome.problems
        self._tell(outcome, entry)
        return ()

    def _move(self, outcome: Outcome, entry: Entry) -> None:
        """The entry is written last: it never tells of documents that are not there, or not yet these."""
        if not outcome.staged:
            return
        folder = self._out / entry.folder
        folder.mkdir(exist_ok=True)
        before = read_entry(folder)
        (folder / NAME).unlink(missing_ok=True)
        for name, aside in outcome.staged.items():
            (self._staging / aside).replace(folder / name)
            if name.endswith(".docx"):
                (folder / name).with_suffix(".pdf").unlink(missing_ok=True)  # of what was there before
        if before is not None and before.made_from == entry.made_from:
            entry = before.with_files(entry.files)
        staged_entry = self._staging / "entry"
        staged_entry.write_bytes(written(entry))
        staged_entry.replace(folder / NAME)

    def _tell(self, outcome: Outcome, entry: Entry) -> None:
        for name, failed in entry.files.items():
            path = self._out / entry.folder / name
            if name in outcome.staged:
                self._told.written(path)
            else:
                self._told.kept(path)
            self.failed += bool(failed)
            for point in failed:
                self._told.failed(path, point)


_DECODER = msgspec.json.Decoder(Outcome)
