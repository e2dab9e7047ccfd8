"""The range chart: a row an issue, our marks and theirs on one line, and where an agreement can lie.

Each row has a scale of its own, from the worst value named on the issue to the best for us, so that money, dates and
periods stand in one chart; the texts beside the marks are the real values. Right is better for us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ...bargaining.preferences import direction, measure
from ...deal.issues import Issue
from ...deal.term import Term
from .charts_model import Axis, Look, Plot, Point, Series, Side
from .desk import Desk

ROW: Final = 1.0
"""Height of a row in centimetres."""

LEGEND: Final = 0.85
HEADROOM: Final = 0.25
_LEFT, _RIGHT, _FULL = -140.0, 152.0, 100.0
_ABOVE, _BETWEEN, _BELOW = 0.12, -0.09, -0.3
_LONGEST: Final = 30
_LONGEST_NAME: Final = 38
_INK, _BLUE, _GREY, _BAND = "1F2933", "1F4E79", "7A848D", "9AA8B5"
_LOOKS: Final = {
    "our_range": Look(line=2.5, colour=_BLUE),
    "their_range": Look(line=2.5, colour=_GREY, dash="sysDash"),
    "zone": Look(line=5, colour=_BAND),
    "our_walkaway": Look(mark="square", colour=_INK),
    "our_target": Look(mark="diamond", colour=_INK, size=8),
    "our_opening": Look(mark="triangle", colour=_INK),
    "theirs": Look(mark="circle", colour=_INK, size=6),
    "guessed": Look(mark="circle", colour=_INK, filled=False),
    "agreed": Look(mark="x", colour=_INK, size=9),
}
_UNLISTED: Final = ("our_range", "their_range")
"""Lines between marks that the legend explains."""

_NAMES, _ZONES = "names", "zones"


@dataclass(frozen=True, slots=True)
class Row:
    """An issue of the chart: its marks, the ends of the zone (none, if it is not known or empty), and texts."""

    issue: Issue
    sign: int
    opening: Term | None
    target: Term | None
    walkaway: Term | None
    theirs: Term | None
    limit: Term | None
    agreed: Term | None
    zone: tuple[Decimal, Decimal] | None
    verdict: str

    @property
    def values(self) -> list[Decimal]:
        """Every value of the row, higher being better for us."""
        marks = (self.opening, self.target, self.walkaway, self.theirs, self.limit, self.agreed)
        ends = (measure(end) for term in marks if term for end in (term.low, term.high))
        return [value * self.sign for value in ends if value is not None]


def range_rows(desk: Desk) -> tuple[Row, ...]:
    """The issues with figures or dates on which at least one of ours and two different values are known."""
    found = (
        _row(desk, issue, sign)
        for issue in desk.deal.issues or ()
        if issue.negotiable is not False and issue.ours and (sign := direction(issue, "us")) is not None
    )
    return tuple(
        row for row in found if any((row.opening, row.target, row.walkaway)) and len(set(row.values)) > 1
    )


def range_plot(desk: Desk, rows: Sequence[Row]) -> Plot:
    """The chart of these rows, the first on top; an empty one for none."""
    if not rows:
        return Plot()
    points: dict[str, list[Point]] = {name: [] for name in (*_LOOKS, _NAMES, _ZONES)}
    for index, row in enumerate(rows):
        _place(desk, row, len(rows) - index - 0.5, points)
    texts = {_NAMES: Look(bold=True), _ZONES: Look()}
    series = (
        Series(
            desk.texts(f"brief.chart.{name}"),
            look,
            tuple(points[name]),
            listed=name in _LOOKS and name not in _UNLISTED,
        )
        for name, look in {**_LOOKS, **texts}.items()
        if points[name]
    )
    return Plot(
        series=tuple(series),
        across=Axis(_LEFT, _RIGHT),
        up=Axis(0, len(rows) + HEADROOM),
        alt=" ".join(_told(desk, row) for row in rows),
        height=ROW * (len(rows) + HEADROOM) + LEGEND,
    )


def _row(desk: Desk, issue: Issue, sign: int) -> Row:
    ours, theirs = issue.ours, issue.theirs
    limit = _known(theirs.walkaway) if theirs else None
    walkaway = _known(ours.walkaway) if ours else None
    opposed = direction(issue, "them") == -sign
    zone, verdict = _zone(desk, issue, sign, walkaway, limit) if opposed else (None, "")
    return Row(
        issue=issue,
        sign=sign,
        opening=_known(ours.opening) if ours else None,
        target=_known(ours.target) if ours else None,
        walkaway=walkaway,
        theirs=_known(theirs.opening) if theirs else None,
        limit=limit,
        agreed=_known(desk.agreed.get(issue.id)),
        zone=zone,
        verdict=verdict,
    )


def _known(term: Term | None) -> Term | None:
    return term if term is not None and measure(term.low) is not None else None


def _zone(
    desk: Desk, issue: Issue, sign: int, ours: Term | None, theirs: Term | None
) -> tuple[tuple[Decimal, Decimal] | None, str]:
    """From our walk-away to their limit: as far as it is safe to say, and in words."""
    if ours is None or theirs is None:
        return None, desk.texts("brief.chart.zone_unknown")
    ends = sorted(_values(theirs, sign))
    start = max(_values(ours, sign))
    near, far = ends[0], ends[-1]
    if near >= start:
        edge = theirs.low if sign * _number(theirs.low) == near else theirs.high
        first, last = (ours, Term.of(edge)) if sign > 0 else (Term.of(edge), ours)
        low, high = desk.words.bare(issue, first), desk.words.bare(issue, last)
        between = desk.texts("words.range", low=low, high=high)
        terms = between if near > start else desk.words.bare(issue, ours)
        return (start, near), desk.texts("brief.chart.zone_at", terms=terms)
    return None, desk.texts("brief.chart.zone_perhaps" if far >= start else "brief.chart.zone_none")


def _values(term: Term, sign: int) -> list[Decimal]:
    return [_number(end) * sign for end in (term.low, term.high)]


def _number(value: object) -> Decimal:
    found = measure(value)  # type: ignore[arg-type]  # an end of a term
    assert found is not None, value
    return found


def _place(desk: Desk, row: Row, middle: float, points: dict[str, list[Point]]) -> None:
    """The points of a row on its own scale, around its middle line."""
    low, high = min(row.values), max(row.values)

    def share(value: Decimal) -> float:
        return round(float((value - low) / (high - low)) * _FULL, 3)

    def mark(name: str, term: Term | None, height: float, side: Side | None) -> None:
        """A mark, at each end of a range; the text stands beside the outer one."""
        if term is not None:
            text = _cut(desk.words.bare(row.issue, term)) if side else ""
            *inner, outer = sorted({share(value) for value in _values(term, row.sign)}, reverse=side == "l")
            points[name] += [Point(end, height) for end in inner]
            points[name].append(Point(outer, height, text, side or "r"))

    upper, between, lower = middle + _ABOVE, middle + _BETWEEN, middle + _BELOW
    if row.zone is not None:
        _segment(points["zone"], [share(end) for end in row.zone], between)
    ours = [
        value for term in (row.walkaway, row.target, row.opening) if term for value in _values(term, row.sign)
    ]
    _segment(points["our_range"], _ends(ours, share), upper)
    theirs = [value for term in (row.theirs, row.limit) if term for value in _values(term, row.sign)]
    _segment(points["their_range"], _ends(theirs, share), lower)
    mark("our_walkaway", row.walkaway, upper, "l")
    fixed = row.target is not None and any(
        term and _values(term, row.sign) == _values(row.target, row.sign)
        for term in (row.walkaway, row.opening)
    )
    mark("our_target", row.target, upper, None if fixed else "t")
    mark("our_opening", row.opening, upper, "r")
    mark(_theirs(row.theirs), row.theirs, lower, "l")
    mark(_theirs(row.limit), row.limit, lower, "r")
    mark("agreed", row.agreed, between, None)
    points[_NAMES].append(Point(_LEFT + 1, upper, _cut(_named(desk, row.issue), _LONGEST_NAME)))
    if row.verdict:
        points[_ZONES].append(Point(_LEFT + 1, lower, row.verdict))


def _theirs(term: Term | None) -> str:
    return "guessed" if term and term.origin == "estimated" else "theirs"


def _ends(values: Sequence[Decimal], share: Callable[[Decimal], float]) -> list[float]:
    return [share(min(values)), share(max(values))] if values else []


def _segment(line: list[Point], ends: Sequence[float], height: float) -> None:
    """A piece of a line, apart from the one before it; nothing for a single value."""
    if len(set(ends)) < 2:
        return
    if line:
        line.append(Point(ends[0]))
    line += [Point(end, height) for end in ends]


def _named(desk: Desk, issue: Issue) -> str:
    unit = desk.words.unit(issue)
    return f"{issue.label}, {unit}" if unit else issue.label


def _cut(text: str, most: int = _LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _told(desk: Desk, row: Row) -> str:
    """The row in words, for who cannot see it."""
    told = ", ".join(_parts(desk, row))
    verdict = f"; {row.verdict}" if row.verdict else ""
    return f"{_cut(_named(desk, row.issue), _LONGEST_NAME)}: {told}{verdict}."


def _parts(desk: Desk, row: Row) -> Iterator[str]:
    named = (
        ("opening", row.opening),
        ("target", row.target),
        ("walkaway", row.walkaway),
        ("theirs", row.theirs),
        ("limit", row.limit),
        ("agreed", row.agreed),
    )
    for name, term in named:
        if term is not None:
            told = desk.words.sourced(_cut(desk.words.bare(row.issue, term)), term.origin)
            yield desk.texts(f"brief.chart.told_{name}", term=told)
