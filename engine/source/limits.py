"""How much a source may hold before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DEPTH = 200
"""Readers and those who walk over the data call themselves for each level."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one source, all inclusive.

    `bytes` of UTF-8 text; `depth` of lists and mappings inside each other; `nodes` in the data once aliases
    are written out (a key does not count, its value does); `scalar` characters in one text; `digits` of a
    number, and the power of ten it may reach; `aliases` used; `problems` listed before reading stops.
    """

    bytes: int = 2_000_000
    depth: int = 40
    nodes: int = 200_000
    scalar: int = 100_000
    digits: int = 40
    aliases: int = 50
    problems: int = 100

    def __post_init__(self) -> None:
        if self.depth > MAX_DEPTH:
            raise ValueError(f"depth can be {MAX_DEPTH} at most")


DEFAULT = Limits()
