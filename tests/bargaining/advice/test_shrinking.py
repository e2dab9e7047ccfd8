"""Steps that shrink, add up, and end where they should."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.advice.shrinking import STEPS, next_steps, round_values, shrinking


@pytest.mark.parametrize(
    ("distance", "steps", "sizes"),
    [
        (600, 3, (300, 200, 100)),
        (40, 3, (22, 12, 6)),
        (2, 3, (2,)),
        (3, 3, (2, 1)),
        (0, 3, ()),
        (-4, 3, ()),
        (7, 1, (7,)),
    ],
)
def test_parts_of_a_distance(distance: int, steps: int, sizes: tuple[int, ...]) -> None:
    assert shrinking(distance, steps) == sizes


@given(st.integers(1, 10**6), st.integers(1, 9))
def test_steps_shrink_and_add_up(distance: int, steps: int) -> None:
    sizes = shrinking(distance, steps)
    assert sum(sizes) == distance
    assert all(one > two > 0 for one, two in pairwise(sizes))
    assert 1 <= len(sizes) <= steps


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_next_step_is_smaller_than_the_one_before_unless_that_was_tiny(
    distance: int, before: int
) -> None:
    sizes = next_steps(distance, before)
    assert sum(sizes) == distance
    assert sizes[0] < before or (len(sizes) <= STEPS and shrinking(distance, 8)[0] >= before)


@pytest.mark.parametrize(
    ("start", "end", "before", "values"),
    [
        ("9500", "8800", None, ("9100", "8900", "8800")),
        ("940000", "900000", "50000", ("918000", "906000", "900000")),
        ("22.50", "23.75", None, ("23.15", "23.55", "23.75")),
        ("18", "12", None, ("15", "13", "12")),
        ("100", "100", None, ()),
        ("1", "2", None, ("2",)),
        ("1000", "400", "300", ("760", "580", "460", "400")),
    ],
)
def test_round_values_between(start: str, end: str, before: str | None, values: tuple[str, ...]) -> None:
    found = round_values(Decimal(start), Decimal(end), Decimal(before) if before else None)
    assert found == tuple(map(Decimal, values))


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_values_end_at_the_end_in_shrinking_steps(start: Decimal, end: Decimal) -> None:
    values = (start, *round_values(start, end))
    sizes = [abs(two - one) for one, two in pairwise(values)]
    assert values[-1] == end
    assert all(one > two > 0 for one, two in pairwise(sizes))
