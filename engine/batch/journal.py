"""What is on disk of a run that is not over: the parts that are done, and what the run is about."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .. import __version__
from ..errors import NegotiaError
from ..files import write_atomically
from ..run import Totals
from .chunks import USUAL, Sizes
from .inputs import Found
from .job import CheckJob
from .parts import part_path, part_totals

_ABOUT = {
    "version": "negotia itself",
    "rules": "the rules",
    "as_of": "the day (--as-of)",
    "baseline": "the baseline",
    "options": "the options",
    "inputs": "the deals",
}


def fingerprint(job: CheckJob, files: Iterable[Found], sizes: Sizes = USUAL) -> dict[str, str]:
    """What a run is about: if any of it is another, its parts are of no use."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(repr(file).encode())
    options = {**asdict(job), "as_of": "", "sha256": "", "rules": (), "baseline": (), "sizes": asdict(sizes)}
    return {
        "version": __version__,
        "rules": job.sha256,
        "as_of": job.as_of.isoformat(),
        "baseline": job.baseline.sha256 if job.baseline else "",
        "options": hashlib.sha256(repr(options).encode()).hexdigest(),
        "inputs": digest.hexdigest(),
    }


@dataclass(frozen=True, slots=True)
class Journal:
    """A folder of parts. `kept` tells that it outlives a run that is interrupted."""

    folder: Path
    kept: bool

    def done(self, number: int) -> Totals | None:
        """What the part of a chunk counted, if it is there."""
        return part_totals(self.folder, number)

    def forget(self, number: int) -> None:
        """The part is in the reports; it is of no use any more, unless the run is interrupted and goes on."""
        if not self.kept:
            part_path(self.folder, number).unlink()


@contextmanager
def temporary_journal() -> Iterator[Journal]:
    """A journal that nobody can continue."""
    with TemporaryDirectory(prefix="negotia-") as folder:
        yield Journal(Path(folder), kept=False)


@contextmanager
def kept_journal(folder: Path, about: dict[str, str], resume: bool) -> Iterator[Journal]:
    """A journal that is removed when the block has ended well, and else can be continued.

    Its parts lie in a folder with the name of what the run is about: whatever else is written there at the same time,
    it never mixes with the parts of another run. Raises NegotiaError if the run there is another, or none.
    """
    before = _about(folder)
    if before is not None and resume:
        _require_same(folder, before, about)
    else:
        if before is None and _holds_something(folder):
            raise NegotiaError(f"{folder} is in the way: move it, what is in it is no unfinished run")
        shutil.rmtree(folder, ignore_errors=True)
    parts = folder / hashlib.sha256(repr(about).encode()).hexdigest()[:16]
    write_atomically(folder / "run", json.dumps(about, indent=2) + "\n", parents=True)
    _make(parts)
    try:
        yield Journal(parts, kept=True)
    except NegotiaError as error:
        raise NegotiaError(f"{error} (what is done is kept for --resume)") from error
    shutil.rmtree(folder, ignore_errors=True)


def _holds_something(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NegotiaError(f"{folder} cannot be made: {(error.strerror or str(error)).lower()}") from error


def _about(folder: Path) -> dict[str, Any] | None:
    """What the run in the folder is about; None if there is none."""
    try:
        found: dict[str, Any] = json.loads((folder / "run").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _require_same(folder: Path, before: dict[str, Any], now: dict[str, str]) -> None:
    changed = [what for name, what in _ABOUT.items() if before.get(name) != now[name]]
    if changed:
        raise NegotiaError(
            f"the run in {folder} cannot be continued: {' and '.join(changed)} changed since (leave --resume out)"
        )
