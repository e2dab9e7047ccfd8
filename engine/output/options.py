"""How a run is to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader chooses; a format takes from it what it has a use for."""

    colour: bool = False
    show_unknown: bool = False
    """List what could not be evaluated, and what each rule needs."""
    show_guidance: bool = False
    """List what to do in the situation at hand; the brief has it in any case."""


DEFAULT = Options()
