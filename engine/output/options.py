"""How a run is to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..ruleset.schema import Severity


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that `negotia documents` wrote to, and how a page that is being written refers to it."""

    folder: Path
    link: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader chooses; a format takes from it what it has a use for."""

    colour: bool = False
    show_unknown: bool = False
    """List what could not be evaluated, and what each rule needs."""
    show_guidance: bool = False
    """List what to do in the situation at hand; the brief has it in any case."""
    fail_on: Severity | Literal["never"] = "blocker"
    """What makes the run fail: a format that knows only passed and failed calls such findings failed."""
    shelf: Shelf | None = None
    """Where a page finds the documents of the deals."""


DEFAULT = Options()
