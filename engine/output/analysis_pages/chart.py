"""The plane of an analysis: which deals, offers and packages are shown in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from ...bargaining.efficiency.points import Outcome, Place
from ...deal.base import Side
from ...deal.talks import Offer
from .figures import Figures
from .model import Mark, MarkKind, Plane

MOST_POINTS = 400
_TEXT = (
    "To the right a deal is better for us, upwards better for them{guess}. No deal lies beyond the line (the Pareto "
    "frontier); what lies below it leaves something on the table.{zone}"
)


def plane_of(figures: Figures) -> Plane:
    """The efficient deals, both sides' offers, the fair deals and our packages."""
    analysis = figures.analysis
    space = analysis.space
    least = [
        None if units is None else figures.units(side, units)
        for side, units in zip(_SIDES, (space.reservation_ours, space.reservation_theirs), strict=True)
    ]
    zone = " The shaded field is what both would accept." if None not in least else ""
    return Plane(
        title="What both sides would make of the deals on the table",
        description=_TEXT.format(guess=", as far as we can tell", zone=zone),
        axes=("points for us", "points for them"),
        efficient=tuple(
            (figures.units("us", point.ours), figures.units("them", point.theirs))
            for point in thinned(analysis.frontier.points, MOST_POINTS)
        ),
        marks=tuple(_marks(figures)),
        least_ours=least[0],
        least_theirs=least[1],
    )


T = TypeVar("T")
_SIDES: tuple[Side, Side] = ("us", "them")


def thinned(points: Sequence[T], most: int) -> Sequence[T]:
    """At most so many of them, evenly spread, the first and the last among them."""
    if len(points) <= most:
        return points
    last = len(points) - 1
    return [points[round(last * place / (most - 1))] for place in range(most)]


FAIR = (
    ("Nash", "the largest product of both gains over the limits (Nash)"),
    ("equal gains", "the largest smaller gain (Kalai, egalitarian)"),
    (
        "equal shares",
        "the largest smaller gain as a share of the most that each could gain (Kalai and Smorodinsky)",
    ),
    ("largest sum", "the largest sum of what both have"),
)
"""The names of fair deals in a picture and in a sentence."""
LETTERS = "ABC"


def fair_outcomes(figures: Figures) -> Iterator[tuple[Outcome, tuple[str, ...], tuple[str, ...]]]:
    """The distinct fair deals, with the names of all that each one is and what they mean."""
    analysis = figures.analysis
    found = (analysis.nash, analysis.kalai, analysis.kalai_smorodinsky, analysis.welfare)
    for place, one in enumerate(found):
        if one is not None and one not in found[:place]:
            same = [number for number, other in enumerate(found) if other == one]
            yield one, tuple(FAIR[number][0] for number in same), tuple(FAIR[number][1] for number in same)


def whole_offers(figures: Figures) -> Iterator[tuple[Offer, Place]]:
    """The offers on the table that settle every issue that is valued."""
    for one in figures.analysis.offers:
        if one.place is not None and not one.place.open and one.offer.status != "draft":
            yield one.offer, one.place


def _marks(figures: Figures) -> Iterator[Mark]:
    yield from _offered(figures)
    for one, names, meanings in fair_outcomes(figures):
        label = names[0] + (" ..." if len(names) > 1 else "")
        yield _mark(figures, "fair", one.ours, one.theirs, label, "; ".join(meanings))
    space = figures.analysis.space
    for letter, package in zip(LETTERS, figures.analysis.packages.found, strict=False):
        worth = space.utilities(package.ours, package.theirs)
        yield _mark(figures, "package", *worth, letter, f"package {letter}")


def _offered(figures: Figures) -> Iterator[Mark]:
    """Offers by round; what was offered again without a change has one mark."""
    rounds: dict[tuple[MarkKind, Fraction, Fraction], list[int]] = {}
    for offer, place in whole_offers(figures):
        kind: MarkKind = "agreed" if offer.status == "accepted" else "ours" if offer.by == "us" else "theirs"
        rounds.setdefault((kind, place.ours, place.theirs), []).append(offer.round)
    for (kind, ours, theirs), numbers in rounds.items():
        label = ", ".join(map(str, numbers))
        name = f"{_WHOSE[kind]} of round {label}"
        yield _mark(figures, kind, ours, theirs, "agreed" if kind == "agreed" else label, name)


_WHOSE = {"ours": "our offer", "theirs": "their offer", "agreed": "the accepted offer"}


def _mark(figures: Figures, kind: MarkKind, ours: Fraction, theirs: Fraction, label: str, name: str) -> Mark:
    return Mark(kind, figures.points("us", ours), figures.points("them", theirs), label, name)
