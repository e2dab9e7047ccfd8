"""The chart of packages: what they, the offers and the best outcomes are worth to both sides, each from 0 to 100.

0 is a side's worst outcome and 100 its best among all that can be agreed; early offers may lie outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from ...bargaining.advice.ground import restricted
from ...bargaining.efficiency.frontier import frontier
from ...bargaining.offers import Package, standings
from ...deal.base import Side
from .advised import LETTERS
from .charts_model import Axis, Look, Plot, Point, Series
from .desk import Desk

_HEIGHT: Final = 8
_MOST: Final = 40
_FULL: Final = 100
_STEP: Final = 20
_INK, _BLUE, _GREY, _BAND = "1F2933", "1F4E79", "7A848D", "9AA8B5"
_BEST: Final = Look(line=2.5, colour=_BAND)
_OURS: Final = Look(line=1, colour=_BLUE, mark="square", size=6)
_THEIRS: Final = Look(line=1, colour=_GREY, dash="sysDash", mark="circle", filled=False, size=6)
_PACKAGES: Final = Look(mark="diamond", colour=_INK, size=9, bold=True)
_AGREED: Final = Look(mark="x", colour=_INK, size=10)
_BOTH: Final[tuple[Side, Side]] = ("us", "them")
_SIDES: Final[tuple[Literal["t", "r", "b"], ...]] = ("t", "r", "b")
"""Where the letters of the packages stand, apart from each other."""

_LIMITS: Final[dict[Side, Look]] = {
    "us": Look(line=1, colour=_INK, dash="sysDot"),
    "them": Look(line=1, colour=_GREY, dash="dash"),
}


_Ends = tuple[float, float]


class _Scale(NamedTuple):
    """The least and the most that outcomes give a side, in units."""

    least: int
    most: int

    def share(self, units: Fraction | int) -> float:
        return round(float((units - self.least) * _FULL / Fraction(self.most - self.least)), 2)


def packages_plot(desk: Desk) -> Plot:
    """The plane of worth; empty unless packages, or offers that can be valued in full, are there to be shown."""
    scales = _scales(desk)
    if scales is None:
        return Plot()
    packages = [
        Point(scales[0].share(one.ours), scales[1].share(one.theirs), letter, side)
        for letter, side, one in zip(LETTERS, _SIDES, desk.packages.found, strict=False)
    ]
    offers: dict[Side, tuple[Point, ...]] = {side: tuple(_offers(desk, side, scales)) for side in _BOTH}
    agreed = tuple(_agreed(desk, scales))
    if not packages and not any(offers.values()):
        return Plot()
    texts = desk.texts
    marks = [
        Series(texts("advice.chart.best"), _BEST, tuple(_best(desk, scales))),
        Series(texts("advice.chart.our_offers"), _OURS, offers["us"]),
        Series(texts("advice.chart.their_offers"), _THEIRS, offers["them"]),
        Series(texts("advice.chart.packages"), _PACKAGES, tuple(packages)),
        Series(texts("advice.chart.agreed"), _AGREED, agreed),
    ]
    shown = [one for one in marks if one.points]
    points = [point for one in shown for point in one.points]
    ends = _ends([one.x for one in points]), _ends([one.y for one in points if one.y is not None])
    return Plot(
        series=(*shown, *_limits(desk, scales, ends)),
        across=_axis(ends[0], texts("advice.chart.ours")),
        up=_axis(ends[1], texts("advice.chart.theirs")),
        alt=" ".join(_told(desk, one) for one in shown),
        height=_HEIGHT,
    )


def _scales(desk: Desk) -> tuple[_Scale, _Scale] | None:
    """The scales of both sides; None when to one of them all outcomes are worth the same."""
    dimensions = desk.valued.space.dimensions
    ours, theirs = (
        _Scale(sum(map(min, values)), sum(map(max, values)))
        for values in (
            [[option.ours for option in one.options] for one in dimensions],
            [[option.theirs for option in one.options] for one in dimensions],
        )
    )
    return (ours, theirs) if ours.least < ours.most and theirs.least < theirs.most else None


def _best(desk: Desk, scales: tuple[_Scale, _Scale]) -> Iterator[Point]:
    """The efficient outcomes, ours first; at most so many of them, the ends included."""
    space = desk.valued.space
    everything = [range(len(one.options)) for one in space.dimensions]
    points = frontier(restricted(space, everything)).points
    last = len(points) - 1
    for place in sorted({round(last * part / _MOST) for part in range(_MOST + 1)} if points else ()):
        yield Point(scales[0].share(points[place].ours), scales[1].share(points[place].theirs))


def _offers(desk: Desk, side: Side, scales: tuple[_Scale, _Scale]) -> Iterator[Point]:
    """The offers of a side in their order, as far as they can be valued in full; the last one shows its round."""
    found: list[tuple[tuple[float, float], int]] = []
    for one in standings(desk.offers):
        worth = _worth(desk, one.package, scales)
        counts = one.counts and one.offer.by == side and one.offer.status != "draft"
        if worth is not None and counts and (not found or found[-1][0] != worth):
            found.append((worth, one.offer.round))
    for place, ((across, up), number) in enumerate(found):
        edge = place == 0 or (place == len(found) - 1 and not desk.agreed)
        yield Point(
            across,
            up,
            desk.texts("advice.chart.round", round=number) if edge else "",
            "t" if side == "us" else "r",
        )


def _worth(desk: Desk, package: Package, scales: tuple[_Scale, _Scale]) -> tuple[float, float] | None:
    worths, space = desk.valued.worths, desk.valued.space
    ours, theirs = (worths.utility(package, side) for side in ("us", "them"))
    if ours is None or theirs is None:
        return None
    return scales[0].share(ours * space.scale_ours), scales[1].share(theirs * space.scale_theirs)


def _agreed(desk: Desk, scales: tuple[_Scale, _Scale]) -> Iterator[Point]:
    worth = _worth(desk, desk.agreed, scales) if desk.agreed else None
    if worth is not None:
        yield Point(*worth, desk.texts("advice.chart.agreed"), "r")


def _limits(desk: Desk, scales: tuple[_Scale, _Scale], ends: tuple[_Ends, _Ends]) -> Iterator[Series]:
    """A line at what each side accepts at least, where it lies on the chart."""
    space, (across, up) = desk.valued.space, ends
    if (
        space.reservation_ours is not None
        and across[0] <= (place := scales[0].share(space.reservation_ours)) <= across[1]
    ):
        line = tuple(Point(place, end) for end in up)
        yield Series(desk.texts("advice.chart.our_limit"), _LIMITS["us"], line)
    if (
        space.reservation_theirs is not None
        and up[0] <= (place := scales[1].share(space.reservation_theirs)) <= up[1]
    ):
        line = tuple(Point(end, place) for end in across)
        yield Series(desk.texts("advice.chart.their_limit"), _LIMITS["them"], line)


def _ends(values: Sequence[float]) -> _Ends:
    """The ends of an axis: 0 and 100, further where offers lie outside."""
    low, high = min(0.0, *values), max(float(_FULL), *values)
    return float(low // _STEP * _STEP), float(-(-high // _STEP) * _STEP)


def _axis(ends: _Ends, title: str) -> Axis:
    return Axis(*ends, _STEP, title, hidden=False, format="0")


def _told(desk: Desk, series: Series) -> str:
    texts = desk.texts
    points = [
        texts("advice.chart.told_point", text=one.text, ours=f"{one.x:.0f}", theirs=f"{one.y:.0f}").strip()
        for one in series.points
        if one.y is not None
    ]
    if series.look == _BEST:
        return texts("advice.chart.told_best", first=points[0], last=points[-1])
    return texts("advice.chart.told", name=series.name, points="; ".join(points))
