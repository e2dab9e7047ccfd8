"""Which charts a brief has: the ranges on its first page as far as there is room, all of them and the offers behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ...bargaining.preferences import weights
from .charts import HEADROOM, LEGEND, ROW, Row, range_plot, range_rows
from .charts_model import Plot
from .charts_offers import offers_plot
from .charts_packages import packages_plot
from .context import ChartTexts, Front, Inside
from .desk import Desk
from .limits import count_lines, wrapped

_LINE: Final = 0.36
_ROOM: Final = 19.8
"""Centimetres of the first page for the lines of its tables and for the chart; an estimate on the safe side."""

_TITLE, _TEXT, _ALTERNATIVE, _WHOLE = 42, 84, (18, 84), 100
"""Characters that fit into a line of the title, of the meeting, of the alternatives, of notes."""

_HEADING: Final = 0.85
_MOST_ROWS: Final = 8
_LONGEST_ALT: Final = 1_500


class Charts(NamedTuple):
    """The charts of a brief; an empty one is left out."""

    ranges: Plot = Plot()
    all_ranges: Plot = Plot()
    offers: Plot = Plot()
    packages: Plot = Plot()

    @property
    def texts(self) -> ChartTexts:
        """Their alternative texts."""
        return ChartTexts(*(_shortened(one.alt) for one in self))

    @property
    def by_name(self) -> Mapping[str, Plot]:
        """The charts by the names that their drawings have in the template."""
        return {
            "ranges": self.ranges,
            "all-ranges": self.all_ranges,
            "offers": self.offers,
            "packages": self.packages,
        }


def lines_of(front: Front, inside: Inside) -> int:
    """Lines that the texts of the first page take; an estimate."""
    table = f"{front.ours} {front.them} {front.theirs} We: ."
    meeting = (front.meeting, table, front.objective, front.commitment, front.opening)
    notes = (inside.waiting, "; ".join(inside.approvals), front.more_issues)
    return (
        count_lines(front.issues, inside.fixes)
        + 2 * wrapped(front.title, _TITLE)
        + sum(wrapped(text, _TEXT) for text in meeting)
        + sum(wrapped(text, _WHOLE) for text in notes)
        + sum(
            max(wrapped(one.left, _ALTERNATIVE[0]), wrapped(one.right, _ALTERNATIVE[1]))
            for one in inside.batnas
        )
    )


def charts_of(desk: Desk, lines: int) -> Charts:
    """The charts of our own copy, when the texts of its first page take that many lines."""
    rows = range_rows(desk)
    front = _weightiest(desk, rows, rows_with_room(lines))
    behind = () if front == rows else rows
    return Charts(range_plot(desk, front), range_plot(desk, behind), offers_plot(desk), packages_plot(desk))


def rows_with_room(lines: int) -> int:
    """How many rows of the range chart go on the first page beside that many lines."""
    room = _ROOM - _LINE * lines - _HEADING - LEGEND - HEADROOM
    return max(0, min(_MOST_ROWS, int(room / ROW)))


def _weightiest(desk: Desk, rows: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    if len(rows) <= most:
        return rows
    weigh = weights(desk.deal.issues or (), "us")
    kept = sorted(rows, key=lambda row: -weigh.get(row.issue.id, 0))[:most]
    return tuple(row for row in rows if row in kept)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_ALT else f"{text[: _LONGEST_ALT - 1].rstrip()}…"
