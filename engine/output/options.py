"""How a run is to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader chooses; a format takes from it what it has a use for."""

    colour: bool = False
    show_unknown: bool = False
    """List what could not be evaluated, and what each rule needs."""


DEFAULT = Options()
