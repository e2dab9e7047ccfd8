"""What an unknown result would need to be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

MISSING = "missing"
ZERO = "zero"
EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Key:
    """A step of a path into a map."""

    value: str


Step: TypeAlias = str | int | Key
"""Text is a field, a number is a place in a list."""


@dataclass(frozen=True, slots=True)
class Path:
    """Where a value was read.

    `root` is a name of the vocabulary or the caller's loop variable. Elements of a list that has no path itself (it
    came out of a function) are rooted in the source text of the list, and `element` is the object at run time.
    """

    root: str
    trail: tuple[Step, ...] = ()
    element: object = field(default=None, compare=False, repr=False)

    def then(self, step: Step) -> Path:
        """Return the path one step further."""
        return Path(self.root, (*self.trail, step), self.element)

    @property
    def text(self) -> str:
        """The path as an author writes it: `us.batna.value`, `offers[2].terms["price"]`."""
        return self.root + "".join(map(_step_text, self.trail))


@dataclass(frozen=True, slots=True)
class Need(Path):
    """A path whose value keeps a result unknown.

    `reason` is `missing`, `zero` (a divisor), `empty` (min, max, first or last of an empty list), or what a function
    says of values that it cannot judge.
    """

    reason: str = MISSING


def need(path: Path, reason: str = MISSING) -> Need:
    """Return the need for the value at a path."""
    return Need(path.root, path.trail, path.element, reason)


def distinct(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs without repetitions, in their order."""
    return tuple(dict.fromkeys(needs))


def _step_text(step: Step) -> str:
    match step:
        case Key():
            return f'["{step.value}"]'
        case int():
            return f"[{step}]"
        case _:
            return f".{step}"
