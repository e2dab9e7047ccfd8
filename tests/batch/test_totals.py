"""What parts counted adds up to what the whole would have counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.assessment import Assessment
from engine.errors import Problem
from engine.run import Refusal, Totals
from tests.output.building import EMPTY, FULL

REFUSALS = [Refusal("x", (Problem("a", "b", "x"),) * count) for count in (1, 3)]


def counted(ones: list[Assessment | Refusal | None]) -> Totals:
    totals = Totals()
    for one in ones:
        if isinstance(one, Assessment):
            totals.add(one)
        elif one is None:
            totals.passed_over += 1
        else:
            totals.refuse(one)
    return totals


@given(st.lists(st.lists(st.sampled_from([EMPTY, FULL, *REFUSALS, None]), max_size=5), max_size=5))
def test_parts_add_up(parts: list[list[Assessment | Refusal | None]]) -> None:
    merged = Totals()
    for part in parts:
        merged.merge(counted(part))
    assert merged == counted([one for part in parts for one in part])
