"""Small random domains, and what brute force in exact arithmetic finds in them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from engine.bargaining.efficiency.frontier import Point
from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.deal.issues import Issue

Number = Fraction | int
Worths = list[list[tuple[Number, Number]]]


class Domain(NamedTuple):
    worths: Worths
    ours: Number | None
    theirs: Number | None

    def space(self) -> Space:
        return space_from_worths(
            [
                (
                    Issue(id=f"i{place}", kind="choice"),
                    [f"o{index}" for index in range(len(options))],
                    options,
                )
                for place, options in enumerate(self.worths)
            ],
            self.ours,
            self.theirs,
        )


_WORTH = st.one_of(st.integers(0, 4), st.just(0), st.fractions(-2, 3, max_denominator=4))
_OPTIONS = st.lists(st.tuples(_WORTH, _WORTH), min_size=1, max_size=4)
_OPPOSED = st.lists(_WORTH, min_size=1, max_size=4).map(lambda worths: [(one, 3 - one) for one in worths])


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """Ties, zero weights, single options, fixed sums; reservations anywhere, often at what a side can have at most."""
    worths = draw(st.lists(st.one_of(_OPTIONS, _OPPOSED), min_size=1, max_size=4))
    limits = []
    for side in (0, 1):
        most = sum((max(Fraction(pair[side]) for pair in options) for options in worths), Fraction(0))
        limits.append(draw(st.one_of(st.none(), st.just(most), st.fractions(-2, 10, max_denominator=3))))
    return Domain(worths, *limits)


def random_domain(seed: int) -> Domain:
    """The same kinds of domains, drawn fast."""
    random = Random(seed)
    whole = random.random() < 0.7
    opposed = random.random() < 0.4

    def worth() -> Number:
        return random.randrange(5) if whole else Fraction(random.randrange(-4, 9), random.randrange(1, 5))

    def pair() -> tuple[Number, Number]:
        ours = worth()
        return ours, 4 - ours if opposed else random.choice((0, worth()))

    worths = [[pair() for _ in range(random.randrange(1, 5))] for _ in range(random.randrange(1, 5))]
    most = [
        sum((max(Fraction(pair[side]) for pair in one) for one in worths), Fraction(0)) for side in (0, 1)
    ]
    limits = [random.choice((None, None, one, one / 2, one / 3, Fraction(7, 3))) for one in most]
    return Domain(worths, *limits)


def efficient(space: Space) -> list[Point]:
    """Every distinct efficient pair at or above both reservations, best for us first, with its first outcome."""
    first: dict[tuple[int, int], tuple[int, ...]] = {}
    for choice in product(*(range(len(one.options)) for one in space.dimensions)):
        first.setdefault(space.sums(choice), choice)
    low = (space.reservation_ours, space.reservation_theirs)
    rational = [
        pair
        for pair in first
        if all(limit is None or worth >= limit for worth, limit in zip(pair, low, strict=True))
    ]
    return [
        Point(*pair, first[pair])
        for pair in sorted(rational, reverse=True)
        if not any(other[0] >= pair[0] and other[1] >= pair[1] and other != pair for other in rational)
    ]


def gains(space: Space, point: Point) -> tuple[Fraction, Fraction]:
    """Over the reservations, or over the worst outcome where there is none."""
    worst = (
        sum(min(option.ours for option in one.options) for one in space.dimensions),
        sum(min(option.theirs for option in one.options) for one in space.dimensions),
    )
    ours = worst[0] if space.reservation_ours is None else space.reservation_ours
    theirs = worst[1] if space.reservation_theirs is None else space.reservation_theirs
    return Fraction(point.ours - ours, space.scale_ours), Fraction(point.theirs - theirs, space.scale_theirs)


def solutions(space: Space, points: list[Point]) -> dict[str, Point | None]:
    """The solution points by their definitions."""
    if not points:
        return dict.fromkeys(("nash", "kalai", "kalai_smorodinsky", "welfare"))
    most_ours = max(gains(space, point)[0] for point in points)
    most_theirs = max(gains(space, point)[1] for point in points)

    def share(ours: Fraction, theirs: Fraction) -> Fraction:
        parts = [gain / most for gain, most in ((ours, most_ours), (theirs, most_theirs)) if most]
        return min(parts, default=Fraction(0))

    def best(worth: object) -> Point:
        def order(point: Point) -> tuple[object, Fraction, int, tuple[int, ...]]:
            ours, theirs = gains(space, point)
            return worth(ours, theirs), ours + theirs, point.ours, tuple(-place for place in point.choice)  # type: ignore[operator]  # a function

        return max(points, key=order)

    return {
        "nash": best(lambda ours, theirs: ours * theirs),
        "kalai": best(min),
        "kalai_smorodinsky": best(share),
        "welfare": best(lambda ours, theirs: ours + theirs),
    }
