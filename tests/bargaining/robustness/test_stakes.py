"""What a side has at stake in one draw."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.bargaining.robustness.stakes import Stake, Stakes, case


def stake(
    weight: int = 10, weight_at: int | None = None, zero_at: int | None = None, best_at: int | None = None
) -> Stake[Fraction]:
    """An issue on which the side wants more: worth nothing at 50 and all at 100; the worst on record is 40."""
    return Stake(
        Fraction(weight),
        weight_at,
        Fraction(50),
        zero_at,
        Fraction(100),
        best_at,
        Fraction(40),
        Fraction(0),
        None,
    )


@pytest.mark.parametrize(
    ("zero", "best", "shift", "slope"),
    [
        pytest.param(50, 100, 0, 1, id="as in the plan"),
        pytest.param(75, 100, -1, 2, id="a closer limit"),
        pytest.param(50, 150, 0, Fraction(1, 2), id="a higher opening"),
        pytest.param(
            90, 80, Fraction(1, 4), Fraction(5, 4), id="a limit beyond the opening counts from the worst"
        ),
        pytest.param(90, 40, 0, 1, id="an opening at the worst tells nothing"),
    ],
)
def test_a_drawn_line(zero: int, best: int, shift: Fraction, slope: Fraction) -> None:
    values = [Fraction(zero), Fraction(best)]
    assert stake(zero_at=0, best_at=1).line(values) == (shift, slope)


def test_drawn_weights_keep_the_total_of_the_plan() -> None:
    stakes = Stakes((stake(10, weight_at=0), stake(30)), total=Fraction(40))
    factors, least = stakes.weighed([Fraction(20)])
    assert factors == (Fraction(8, 5), Fraction(4, 5))
    assert factors[0] * 10 + factors[1] * 30 == 40
    assert least == 0


def test_a_stated_reservation_is_drawn_and_takes_off_the_shift_of_the_lines() -> None:
    stakes = Stakes((stake(10, zero_at=0),), Fraction(10), stated=Fraction(5), stated_at=1)
    factors, least = stakes.weighed([Fraction(75), Fraction(6)])
    # The value of 90 is 0.8 in the plan, and 0.6 in the draw: 6 of 10, exactly what is needed.
    assert factors[0] * 8 - least == 0


def test_both_sides_make_a_case() -> None:
    ours = Stakes((stake(),), Fraction(10), stated=Fraction(5))
    theirs = Stakes((stake(20),), Fraction(20))
    assert case(ours, theirs, []) == ((1,), (1,), 5, 0)


def test_ends_too_close_for_floating_point_leave_the_line_as_it_is() -> None:
    far = 1e20
    one = Stake(1.0, None, far, 0, far + 1, None, far, 0.5, 0)
    assert one.line([far]) == (0.0, 1.0)
    assert one.floor_in([far]) == 0.5
