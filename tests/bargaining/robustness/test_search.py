"""The best outcome of a case, held against trying them all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from engine.bargaining.efficiency.frontier import frontier
from engine.bargaining.efficiency.solutions import kalai, nash
from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.bargaining.robustness.aims import NOWHERE, Aim, Product, SmallerGain, Sum
from engine.bargaining.robustness.outcomes import Case, Outcomes, gains
from engine.bargaining.robustness.search import best, exceeds, line
from engine.deal.issues import Issue
from tests.bargaining.robustness.domains import gains_of_all, spaces, weighed

AIMS: list[Aim] = [SmallerGain(), SmallerGain(3.0, 0.5), Product(), Sum()]


@pytest.mark.parametrize("aim", AIMS, ids=str)
@given(weighed())
def test_the_best_outcome_is_the_best_of_all(aim: Aim, drawn: tuple[Outcomes, Case[float]]) -> None:
    outcomes, case = drawn
    most = max(aim.value(*both) for both in gains_of_all(outcomes, case).values())
    found = best(outcomes, case, line(outcomes, case), aim)
    if most == NOWHERE:
        assert found is None
    else:
        assert found is not None
        assert found.proven
        assert found.value == pytest.approx(most, abs=1e-9)
        assert aim.value(*gains(case, outcomes.parts(found.choice))) == pytest.approx(most, abs=1e-9)


@pytest.mark.parametrize("aim", AIMS, ids=str)
@given(weighed())
def test_the_line_bounds_every_outcome(aim: Aim, drawn: tuple[Outcomes, Case[float]]) -> None:
    outcomes, case = drawn
    bounding = line(outcomes, case)
    bound = aim.peak(bounding.ours, bounding.theirs, bounding.steps).value
    assert all(aim.value(*both) <= bound + 1e-9 for both in gains_of_all(outcomes, case).values())


@given(weighed())
def test_something_exceeds_a_floor_when_an_outcome_does(drawn: tuple[Outcomes, Case[float]]) -> None:
    outcomes, case = drawn
    aim = SmallerGain()
    values = sorted(aim.value(*both) for both in gains_of_all(outcomes, case).values())
    bounding = line(outcomes, case)
    assert exceeds(outcomes, case, bounding, aim, values[-1] - 1e-6)
    assert not exceeds(outcomes, case, bounding, aim, values[-1] + 1e-6)


@given(weighed())
def test_with_slack_the_outcome_comes_close(drawn: tuple[Outcomes, Case[float]]) -> None:
    outcomes, case = drawn
    bounding = line(outcomes, case)
    exact, rough = (best(outcomes, case, bounding, Product(), slack=slack) for slack in (0.0, 0.05))
    assert (exact is None) == (rough is None)
    if exact is not None and rough is not None:
        assert exact.value * 0.95 - 1e-9 <= rough.value <= exact.value + 1e-9


@given(spaces())
def test_where_nothing_is_drawn_it_is_the_point_of_the_frontier(space: Space) -> None:
    outcomes, points = Outcomes.of(space), frontier(space)
    ones = (1.0,) * len(space.dimensions)
    case = Case(ones, ones, *map(float, space.worst))
    for aim, solution in ((Product(), nash), (SmallerGain(), kalai)):
        point = solution(space, points)
        found = best(outcomes, case, line(outcomes, case), aim)
        assert point is not None
        assert found is not None
        assert found.value == pytest.approx(aim.value(*gains(case, outcomes.parts(point.choice))))


def test_a_search_that_takes_too_long_is_cut_short_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.bargaining.robustness.search.MOST_BRANCHES", 2)
    options = [(Fraction(7 * n % 11), Fraction(5 * n % 7)) for n in range(6)]
    issues = [
        (Issue(id=f"i{n}", kind="choice"), "abcdef", [(a * (n + 2), b * (n + 3)) for a, b in options])
        for n in range(6)
    ]
    outcomes = Outcomes.of(space_from_worths(issues))
    case = Case((1.0,) * 6, (1.1, 0.7, 1.3, 0.9, 1.0, 0.8), 0.0, 0.0)
    found = best(outcomes, case, line(outcomes, case), SmallerGain())
    assert found is not None
    assert not found.proven
    assert found.value == pytest.approx(min(gains(case, outcomes.parts(found.choice))))


@pytest.mark.parametrize(
    ("worths", "choices"),
    [
        pytest.param([(0, 4), (2, 3), (4, 0)], [2, 1, 0], id="a corner between the ends"),
        pytest.param([(0, 4), (2, 2), (4, 0)], [2, 0], id="on the line between the ends"),
        pytest.param([(0, 4), (2, 1), (4, 0)], [2, 0], id="inside"),
        pytest.param([(4, 4), (2, 1), (4, 0)], [0], id="one is best for both"),
        pytest.param([(3, 3), (3, 3)], [0], id="two are equal"),
    ],
)
def test_only_corners_of_the_rim_are_steps(worths: list[tuple[int, int]], choices: list[int]) -> None:
    outcomes = Outcomes.of(space_from_worths([(Issue(id="i", kind="choice"), "abc"[: len(worths)], worths)]))
    walked = [outcomes.best_for_us[0], *(step.end for step in outcomes.steps)]
    assert walked == choices
