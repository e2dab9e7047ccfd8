"""The plane of both sides' worth as a picture (SVG): efficient deals, offers, packages, limits.

Each kind of mark has a shape of its own, so that nothing is told by colour alone; colours are classes of the page,
which knows light, dark and paper.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..colour import one_line
from .model import MarkKind, Plane

_WIDTH, _HEIGHT = 420, 388
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 46
_LETTER, _LINE = 6.6, 13.0
_MOST_DOTS: Final = 60
_SIZE: Final = 5.5
_LOWEST, _HIGHEST = -40.0, 140.0
LEGENDS: Final[dict[MarkKind, str]] = {
    "ours": "our offers",
    "theirs": "their offers",
    "package": "packages to offer",
    "fair": "fair deals",
    "agreed": "what was agreed",
}


@dataclass(frozen=True, slots=True)
class _Scale:
    """From worth to places in the picture."""

    low: float
    high: float

    def inside(self, worth: float) -> float:
        """The worth, or the end of the scale that it lies beyond."""
        return min(max(worth, self.low), self.high)

    def x(self, ours: float) -> float:
        return _LEFT + (self.inside(ours) - self.low) / (self.high - self.low) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, theirs: float) -> float:
        return (
            _HEIGHT
            - _BOTTOM
            - (self.inside(theirs) - self.low) / (self.high - self.low) * (_HEIGHT - _TOP - _BOTTOM)
        )


def plane_svg(plane: Plane, id: str) -> str:
    """The picture with its title and description; `id` is its own on the page."""
    scale = _scale(plane)
    parts = [
        f'<svg class="plane" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="{id}-t {id}-d">',
        f'<title id="{id}-t">{_escaped(plane.title)}</title>',
        f'<desc id="{id}-d">{_escaped(plane.description)}</desc>',
        *_zone(plane, scale),
        *_axes(plane, scale),
        *_limits(plane, scale),
        *_frontier(plane, scale),
        *_paths(plane, scale),
        *_marks(plane, scale),
        "</svg>",
    ]
    return "\n".join(parts)


def shape(kind: MarkKind, x: float, y: float, size: float = _SIZE) -> str:
    """The shape of a kind of mark, around a place."""
    match kind:
        case "ours":
            side = size * 0.88
            return _rect(x - side, y - side, 2 * side, 2 * side, "mark ours")
        case "theirs":
            return f'<circle class="mark theirs" cx="{x:.1f}" cy="{y:.1f}" r="{size:g}"/>'
        case "fair":
            return _path(
                [(x, y - size - 2), (x + size + 2, y), (x, y + size + 2), (x - size - 2, y)], "mark fair"
            )
        case "package":
            return _path(
                [(x, y - size - 1), (x + size + 1, y + size), (x - size - 1, y + size)], "mark package"
            )
        case "agreed":
            arm = size
            lines = f"M{x - arm:.1f} {y - arm:.1f} l{2 * arm:g} {2 * arm:g} m{-2 * arm:g} 0 l{2 * arm:g} {-2 * arm:g}"
            return f'<path class="agreed" d="{lines}"/>'


def _scale(plane: Plane) -> _Scale:
    """Around all that is shown, in tens; from 0 to 100 at least, but one odd offer must not squeeze the rest."""
    found = [value for point in plane.efficient for value in point]
    found += [value for mark in plane.marks for value in (mark.ours, mark.theirs)]
    found += [value for value in (plane.least_ours, plane.least_theirs) if value is not None]
    low, high = min([0.0, *found]), max([100.0, *found])
    return _Scale(max(low // 10 * 10, _LOWEST), min(-(-high // 10) * 10, _HIGHEST))


def _zone(plane: Plane, scale: _Scale) -> Iterator[str]:
    """What both accept, once both limits are known."""
    if plane.least_ours is None or plane.least_theirs is None:
        return
    x, y = scale.x(plane.least_ours), scale.y(plane.least_theirs)
    yield _rect(x, _TOP, _WIDTH - _RIGHT - x, y - _TOP, "zone")


def _axes(plane: Plane, scale: _Scale) -> Iterator[str]:
    step = 20 if scale.high - scale.low <= 140 else 25
    ticks = [value for value in range(-100, 201, step) if scale.low <= value <= scale.high]
    for value in ticks:
        x, y = scale.x(value), scale.y(value)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}"/>'
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        yield _text(x, _HEIGHT - _BOTTOM + 15, str(value), "tick", "middle")
        yield _text(_LEFT - 6, y + 4, str(value), "tick", "end")
    middle_x, middle_y = (_LEFT + _WIDTH - _RIGHT) / 2, (_TOP + _HEIGHT - _BOTTOM) / 2
    yield _text(middle_x, _HEIGHT - 12, f"{plane.axes[0]} →", "axis", "middle")
    turned = f'transform="rotate(-90 13 {middle_y:g})"'
    yield _text(13, middle_y, f"{plane.axes[1]} →", "axis", "middle", turned)


def _limits(plane: Plane, scale: _Scale) -> Iterator[str]:
    if plane.least_ours is not None:
        x = scale.x(plane.least_ours)
        yield f'<line class="limit" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}"/>'
        yield _text(x + 4, _HEIGHT - _BOTTOM - 6, "our limit", "note", "start")
    if plane.least_theirs is not None:
        y = scale.y(plane.least_theirs)
        yield f'<line class="limit" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        yield _text(_LEFT + 4, y - 5, "their limit", "note", "start")


def _frontier(plane: Plane, scale: _Scale) -> Iterator[str]:
    places = [(scale.x(ours), scale.y(theirs)) for ours, theirs in plane.efficient]
    if len(places) > 1:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline class="frontier" points="{points}"/>'
    if len(places) <= _MOST_DOTS:
        yield from (f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>' for x, y in places)


def _paths(plane: Plane, scale: _Scale) -> Iterator[str]:
    """Each side's way from offer to offer."""
    for kind in ("ours", "theirs"):
        places = [(scale.x(mark.ours), scale.y(mark.theirs)) for mark in plane.marks if mark.kind == kind]
        if len(places) > 1:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            yield f'<polyline class="way {kind}" points="{points}"/>'


def _marks(plane: Plane, scale: _Scale) -> Iterator[str]:
    placed = [(mark, scale.x(mark.ours), scale.y(mark.theirs)) for mark in plane.marks]
    for mark, x, y in placed:
        yield f"<g>{shape(mark.kind, x, y)}<title>{_escaped(mark.name)}</title></g>"
    taken = [(x - 7, y - 7, x + 7, y + 7) for _, x, y in placed]
    for mark, x, y in placed:
        off = any(scale.inside(value) != value for value in (mark.ours, mark.theirs))
        label = f"{mark.label} (off the picture)" if off else mark.label
        place = _free(label, x, y, taken)
        taken.append(place.box)
        yield _text(place.x, place.y, label, "label", place.anchor)


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    anchor: str
    box: Box


def _free(label: str, x: float, y: float, taken: Sequence[Box]) -> _Place:
    """Beside a mark, where the label covers least of what is there already."""
    width = len(label) * _LETTER
    places = [
        *((dx, dy, "start") for dx, dy in ((9, 4), (8, -6), (8, 14), (10, -18), (10, 26))),
        *((dx, dy, "end") for dx, dy in ((-9, 4), (-8, -6), (-8, 14), (-10, -18), (-10, 26))),
        *((0, dy, "middle") for dy in (-10, 20, -24, 33)),
    ]
    found: list[tuple[float, int, _Place]] = []
    for dx, dy, anchor in places:
        left = x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left, y + dy - 10, left + width, y + dy + 3)
        outside = max(0.0, _LEFT - box[0]) + max(0.0, box[2] - (_WIDTH - _RIGHT)) + max(0.0, _TOP - box[1])
        outside += max(0.0, box[3] - (_HEIGHT - _BOTTOM))
        covered = sum(_overlap(box, other) for other in taken)
        found.append((covered + 20 * outside, len(found), _Place(x + dx, y + dy, anchor, box)))
    return min(found)[2]


def _overlap(one: Box, two: Box) -> float:
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return width * height if width > 0 and height > 0 else 0.0


def _rect(x: float, y: float, width: float, height: float, look: str) -> str:
    return f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _path(points: Sequence[tuple[float, float]], look: str) -> str:
    return f'<path class="{look}" d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in points)} Z"/>'


def _text(x: float, y: float, text: str, look: str, anchor: str, more: str = "") -> str:
    return (
        f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{_escaped(text)}</text>'
    )


def _escaped(text: str) -> str:
    return html.escape(one_line(text), quote=True)
