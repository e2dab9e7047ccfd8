"""How the deals of each owner and stage stand, as lines of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..ruleset.schema import SEVERITIES
from .colour import Paint, one_line
from .groups import Group, Groups
from .verdict import many

MOST_LINES = 20
_LONGEST_NAME = 32
_HEADS = ("deals", *SEVERITIES, "met")


def group_lines(groups: Groups, paint: Paint) -> Iterator[str]:
    """A table by owner and one by stage, each followed by a blank line; none unless there are several owners."""
    if groups.several_owners:
        for name, found in groups.named().items():
            yield from _table(f"by {name}", found, paint)
            yield ""


def _table(title: str, groups: Sequence[Group], paint: Paint) -> Iterator[str]:
    shown = groups[:MOST_LINES]
    names = [_short(group.name) for group in shown]
    width = max(map(len, (title, *names)))
    yield paint("  ".join((title.ljust(width), *_HEADS)), "strong")
    for name, group in zip(names, shown, strict=True):
        met = "-" if group.met_percent is None else f"{group.met_percent}%"
        cells = (f"{group.deals:,}", *(f"{count:,}" for count in group.findings.values()), met)
        figures = "  ".join(cell.rjust(len(head)) for cell, head in zip(cells, _HEADS, strict=True))
        yield f"{name.ljust(width)}  {figures}"
    if len(groups) > len(shown):
        yield paint(f"and {many(len(groups) - len(shown), 'other')}", "faint")


def _short(name: str) -> str:
    line = one_line(name)
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
