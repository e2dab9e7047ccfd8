"""Small grounds to give advice on: random spaces with every outcome within reach of brute force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from engine.bargaining.advice.ground import Ground
from engine.bargaining.advice.standing import ground_of
from engine.bargaining.efficiency.building import space_of
from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.deal.issues import Issue
from engine.deal.model import Deal
from tests.making import deal_of


def ground(deal: Deal | str) -> Ground:
    """The ground of a deal, given as it is or as YAML."""
    made = deal_of(deal) if isinstance(deal, str) else deal
    return ground_of(made, space_of(made))


def outcomes(space: Space) -> Iterator[tuple[int, ...]]:
    """Every choice."""
    return product(*(range(len(one.options)) for one in space.dimensions))


@st.composite
def grounds(draw: st.DrawFn, *, offered: bool = False) -> Ground:
    """A space of two to four issues with up to four options, and somewhere for both to stand."""
    count = draw(st.integers(2, 4))
    worth = st.integers(0, 12)
    issues = []
    for number in range(count):
        pairs = draw(st.lists(st.tuples(worth, worth), min_size=1, max_size=4))
        values = [f"option {place}" for place in range(len(pairs))]
        issues.append((Issue(id=f"i{number}", kind="choice"), values, pairs))
    space = space_from_worths(
        issues, draw(st.none() | st.integers(0, 30)), draw(st.none() | st.integers(0, 30))
    )
    places = [st.integers(0, len(one.options) - 1) for one in space.dimensions]
    best = [
        [
            max(range(len(one.options)), key=lambda place: (one.options[place].ours, place))
            for one in space.dimensions
        ],
        [
            max(range(len(one.options)), key=lambda place: (one.options[place].theirs, place))
            for one in space.dimensions
        ],
    ]
    every = [frozenset(range(len(one.options))) for one in space.dimensions]
    return Ground(
        space=space,
        ours=tuple(draw(st.just(most) | place) for most, place in zip(best[0], places, strict=True)),
        theirs=tuple(
            draw(st.just(most) | place | st.none()) for most, place in zip(best[1], places, strict=True)
        ),
        target=tuple(draw(place) for place in places),
        reach=tuple(
            draw(st.just(all_of) | st.frozensets(st.sampled_from(sorted(all_of)), min_size=1))
            for all_of in every
        ),
        short=tuple(every),
        offered=offered,
        last_step=draw(st.none() | st.integers(1, 20)) if offered else None,
    )
