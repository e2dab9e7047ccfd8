"""Random outcomes and cases, small enough to be tried one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.bargaining.robustness.outcomes import Case, Choice, Outcomes, gains
from engine.deal.issues import Issue

WORTHS = st.tuples(st.integers(0, 20), st.integers(0, 20))
FACTORS = st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0, 1.3, 2.0])


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """Up to four issues of up to five options."""
    issues = draw(st.lists(st.lists(WORTHS, min_size=1, max_size=5), min_size=1, max_size=4))
    return space_from_worths(
        [
            (Issue(id=f"i{place}", kind="choice"), [f"o{index}" for index in range(len(worths))], worths)
            for place, worths in enumerate(issues)
        ]
    )


@st.composite
def weighed(draw: st.DrawFn) -> tuple[Outcomes, Case[float]]:
    """Outcomes, and a case of them."""
    space = draw(spaces())
    count = len(space.dimensions)
    factors = st.lists(FACTORS, min_size=count, max_size=count).map(tuple)
    least = st.sampled_from([0.0, 5.0, 12.5, 30.0])
    return Outcomes.of(space), Case(draw(factors), draw(factors), draw(least), draw(least))


def every_choice(space: Space) -> Iterator[Choice]:
    """All outcomes."""
    return product(*(range(len(one.options)) for one in space.dimensions))


def gains_of_all(outcomes: Outcomes, case: Case[float]) -> dict[Choice, tuple[float, float]]:
    """Both gains of every outcome in the case."""
    return {choice: gains(case, outcomes.parts(choice)) for choice in every_choice(outcomes.space)}
