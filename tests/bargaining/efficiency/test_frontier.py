"""Frontier and solution points are those of brute force, in exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bargaining.efficiency import solutions as points_of
from engine.bargaining.efficiency.frontier import Frontier, Point, frontier
from engine.bargaining.efficiency.space import Space
from tests.bargaining.efficiency.domains import Domain, domains, efficient, random_domain, solutions


def found_solutions(space: Space, found: Frontier) -> dict[str, Point | None]:
    return {
        "nash": points_of.nash(space, found),
        "kalai": points_of.kalai(space, found),
        "kalai_smorodinsky": points_of.kalai_smorodinsky(space, found),
        "welfare": points_of.welfare(space, found),
    }


@given(domains())
def test_all_is_as_brute_force_finds_it(domain: Domain) -> None:
    is_as_brute_force_finds_it(domain)


@pytest.mark.parametrize("thousand", range(3))
def test_all_is_as_brute_force_finds_it_in_thousands_of_domains(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        is_as_brute_force_finds_it(random_domain(seed))


def is_as_brute_force_finds_it(domain: Domain) -> None:
    space = domain.space()
    points = efficient(space)
    found = frontier(space)
    assert list(found.points) == points
    assert (found.exact, found.max_error) == (True, 0)
    assert found_solutions(space, found) == solutions(space, points)


@given(domains(), st.integers(3, 6), st.integers(1, 60))
def test_a_budget_is_kept_and_so_is_the_error_that_it_states(
    domain: Domain, budget: int, at_once: int
) -> None:
    keeps_budget_and_error(domain, budget, at_once)


@pytest.mark.parametrize(("budget", "at_once"), [(3, 1), (3, 12), (4, 40), (6, 20), (5, 100_000)])
def test_a_budget_is_kept_in_thousands_of_domains(budget: int, at_once: int) -> None:
    for seed in range(at_once, at_once + 600):
        keeps_budget_and_error(random_domain(seed), budget, at_once)


def keeps_budget_and_error(domain: Domain, budget: int, at_once: int) -> None:
    space = domain.space()
    points = efficient(space)
    found = frontier(space, budget, at_once=at_once)
    if found.exact:
        assert list(found.points) == points
        return
    assert len(found.points) <= budget
    assert [one.ours for one in found.points] == sorted((one.ours for one in found.points), reverse=True)
    for listed in found.points:
        assert space.sums(listed.choice) == (listed.ours, listed.theirs)
        assert space.reservation_ours is None or listed.ours >= space.reservation_ours
        assert space.reservation_theirs is None or listed.theirs >= space.reservation_theirs
    assert found.halves is not None
    assert points or not found.points
    may_ours, may_theirs = found.error_ours * space.scale_ours, found.error_theirs * space.scale_theirs
    assert found.max_error == max(found.error_ours, found.error_theirs)
    for point in points:
        if found.halves.exact or clears(space, point, may_ours, may_theirs):
            assert any(
                listed.ours >= point.ours - may_ours and listed.theirs >= point.theirs - may_theirs
                for listed in found.points
            ), point
    if found.halves.exact:
        assert found_solutions(space, found) == solutions(space, points)
        assert found.points[:1] == tuple(points[:1])
        assert found.points[-1:] == tuple(points[-1:])


def clears(space: Space, point: Point, ours: Fraction, theirs: Fraction) -> bool:
    """Whether a point is better than the reservations by more than the errors."""
    low_ours, low_theirs = space.reservation_ours, space.reservation_theirs
    return (low_ours is None or point.ours - ours >= low_ours) and (
        low_theirs is None or point.theirs - theirs >= low_theirs
    )


def fixed_sum(issues: int, options: int, seed: int) -> Domain:
    """Every outcome of it is efficient: what one side gains the other loses, by weights that hardly ever tie."""
    random = Random(seed)
    weights = [Fraction(random.randint(500_000, 3_000_000), 100_000) for _ in range(issues)]
    steps = options - 1
    return Domain(
        [
            [(weight * step / steps, weight * (steps - step) / steps) for step in range(options)]
            for weight in weights
        ],
        None,
        None,
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_fixed_sum_is_cut_down_within_the_error(seed: int) -> None:
    space = fixed_sum(4, 8, seed).space()
    points = frontier(space, 10_000).points
    assert len(points) == 8**4
    found = frontier(space, 100, at_once=500)
    assert not found.exact
    assert len(found.points) <= 100
    assert 0 < found.max_error < Fraction(space.sums((7, 7, 7, 7))[0], space.scale_ours) / 20
    listed = iter(found.points)
    one = next(listed)
    may = found.error_ours * space.scale_ours
    for point in points:
        while one.ours - may > point.ours:
            one = next(listed)
        assert one.theirs >= point.theirs - found.error_theirs * space.scale_theirs or any(
            other.ours >= point.ours - may
            and other.theirs >= point.theirs - found.error_theirs * space.scale_theirs
            for other in found.points
        )
    assert found_solutions(space, found) == found_solutions(space, Frontier(points, exact=True))


def test_more_issues_than_can_be_merged_exactly_still_have_a_frontier() -> None:
    space = fixed_sum(9, 6, 1).space()
    found = frontier(space, 50, at_once=300)
    assert found.halves is not None
    assert not found.halves.exact
    assert 3 < len(found.points) <= 50
    most = sum(max(option.ours for option in one.options) for one in space.dimensions)
    assert found.points[0].ours == found.points[-1].theirs == most
    middle = points_of.kalai(space, found)
    assert middle is not None
    assert abs(middle.ours - middle.theirs) < most / 50


def test_no_issues_make_no_outcomes() -> None:
    space = Space((), 1, 1)
    assert space.outcomes == 0
    assert frontier(space) == Frontier((), exact=True)
    assert set(found_solutions(space, frontier(space)).values()) == {None}


def test_no_zone_is_no_points() -> None:
    space = Domain([[(0, 3), (3, 0)], [(0, 1), (1, 0)]], 3, 3).space()
    assert frontier(space).points == ()
    assert set(found_solutions(space, frontier(space, at_once=1)).values()) == {None}


def test_ties_go_to_the_larger_sum_then_to_us_then_to_the_first_outcome() -> None:
    # Both outcomes (0, 1) and (1, 0) of the first two issues are worth the same; the third tells the sides apart.
    domain = Domain([[(1, 1), (2, 2)], [(1, 1), (2, 2)], [(0, 1), (1, 0)]], 0, 0)
    space = domain.space()
    found = frontier(space)
    assert [one.choice for one in found.points] == [(1, 1, 1), (1, 1, 0)]
    assert points_of.kalai(space, found) == points_of.nash(space, found) == found.points[0]
    same = Domain([[(1, 1), (0, 2), (0, 2), (1, 1)]], None, None).space()
    assert [one.choice for one in frontier(same).points] == [(0,), (1,)]
