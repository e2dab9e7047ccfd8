"""Points that are open: bracketed and highlighted where they stand, and listed in a schedule."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ..rich import Run
from .schema import ToBe
from .texts import one_line

BULLET: Final = "●"
MARK: Final = re.compile(rf"\[{BULLET} (?P<label>[^\]]+) – to be (?P<to_be>\w+)\]")
"""The mark of an open point as it stands in a text."""
_LONGEST: Final = 120
_HIGHLIGHT: Final = "yellow"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What is open, what has to happen to it, and the bookmarks of the paragraphs where it stands."""

    label: str
    to_be: ToBe
    anchors: tuple[str, ...]


@dataclass(slots=True)
class OpenPoints:
    """Collects the points while a draft is made, in the order in which a reader meets them."""

    _found: dict[str, tuple[ToBe, list[str]]] = field(default_factory=dict)

    def mark(self, label: str, to_be: ToBe, anchor: str) -> Run:
        """The mark `[● governing law – to be agreed]` in the paragraph with that bookmark."""
        name = _one_line(label)
        known, anchors = self._found.setdefault(name, (to_be, []))
        if anchor not in anchors:
            anchors.append(anchor)
        return Run(f"[{BULLET} {name} – to be {known}]", highlight=_HIGHLIGHT)

    def listed(self) -> tuple[OpenPoint, ...]:
        """Every point that was marked."""
        return tuple(
            OpenPoint(label, to_be, tuple(anchors)) for label, (to_be, anchors) in self._found.items()
        )


def _one_line(label: str) -> str:
    """The label without line breaks and brackets, which would end the mark, and never at length."""
    line = one_line(label).replace("[", "(").replace("]", ")")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
