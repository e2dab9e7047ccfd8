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
from .inputs import Found
from .job import CheckJob
from .parts import part_path, part_totals

_ABOUT = {
    "version": "negotia itself",
    "rules": "the rules",
    "as_of": "the day (--as-of)",
    "options": "the options",
    "inputs": "the deals",
}


def fingerprint(job: CheckJob, files: Iterable[Found]) -> dict[str, Any]:
    """What a run is about: if any of it is another, its parts are of no use."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(repr(file).encode())
    options = {**asdict(job), "as_of": "", "sha256": "", "rules": ()}
    return {
        "version": __version__,
        "rules": job.sha256,
        "as_of": job.as_of.isoformat(),
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
        return part_totals(self.folder, number) if part_path(self.folder, number).exists() else None


@contextmanager
def temporary_journal() -> Iterator[Journal]:
    """A journal that nobody can continue."""
    with TemporaryDirectory(prefix="negotia-") as folder:
        yield Journal(Path(folder), kept=False)


@contextmanager
def kept_journal(folder: Path, about: dict[str, Any], resume: bool) -> Iterator[Journal]:
    """A journal that is removed once the run has ended well. Raises NegotiaError if there is one of another run."""
    before = _about(folder)
    if before is not None and resume:
        _require_same(folder, before, about)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        write_atomically(folder / "run.json", json.dumps(about, indent=2) + "\n", parents=True)
    yield Journal(folder, kept=True)
    shutil.rmtree(folder, ignore_errors=True)


def _about(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / "run.json").read_text())
    except (OSError, ValueError):
        return None
    return found


def _require_same(folder: Path, before: dict[str, Any], now: dict[str, Any]) -> None:
    changed = [what for name, what in _ABOUT.items() if before.get(name) != now[name]]
    if changed:
        raise NegotiaError(
            f"the run in {folder} cannot be continued: {' and '.join(changed)} changed since (leave --resume out)"
        )
