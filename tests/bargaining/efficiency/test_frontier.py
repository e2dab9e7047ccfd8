"""The frontier is that of brute force, in exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.efficiency.frontier import Frontier, frontier
from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.deal.issues import Issue

WORTH = st.one_of(st.integers(0, 4), st.fractions(-2, 2, max_denominator=3))
DOMAINS = st.lists(st.lists(st.tuples(WORTH, WORTH), min_size=1, max_size=4), min_size=1, max_size=4)
RESERVATION = st.one_of(st.none(), st.fractions(-3, 12, max_denominator=4))


def space_of_worths(
    worths: list[list[tuple[Fraction | int, Fraction | int]]],
    ours: Fraction | int | None = None,
    theirs: Fraction | int | None = None,
) -> Space:
    return space_from_worths(
        [
            (Issue(id=f"i{place}", kind="choice"), [f"o{index}" for index in range(len(options))], options)
            for place, options in enumerate(worths)
        ],
        ours,
        theirs,
    )


def brute_force(space: Space) -> Frontier | list[tuple[int, int, tuple[int, ...]]]:
    first: dict[tuple[int, int], tuple[int, ...]] = {}
    for choice in product(*(range(len(one.options)) for one in space.dimensions)):
        first.setdefault(space.sums(choice), choice)
    low = (space.reservation_ours, space.reservation_theirs)
    return sorted(
        (
            (ours, theirs, choice)
            for (ours, theirs), choice in first.items()
            if not any(one >= ours and two >= theirs and (one, two) != (ours, theirs) for one, two in first)
            and (low[0] is None or ours >= low[0])
            and (low[1] is None or theirs >= low[1])
        ),
        reverse=True,
    )


@given(DOMAINS, RESERVATION, RESERVATION)
def test_it_is_that_of_brute_force(
    worths: list[list[tuple[Fraction | int, Fraction | int]]],
    ours: Fraction | None,
    theirs: Fraction | None,
) -> None:
    space = space_of_worths(worths, ours, theirs)
    found = frontier(space)
    assert found.exact
    assert found.max_error == 0
    assert [(one.ours, one.theirs, one.choice) for one in found.points] == brute_force(space)
