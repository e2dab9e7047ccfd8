"""Seeded draws."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from engine.bargaining.robustness.draws import Input, draw, lot, units
from engine.deal.term import Term


def input_of(path: str, low: int = 0, high: int = 1) -> Input:
    return Input((path,), path, Term(Decimal(low), Decimal(high)), Fraction(low), Fraction(high))


def test_each_stratum_of_a_range_is_drawn_once() -> None:
    drawn = units(input_of("a"), 1000, 0)
    assert sorted(int(unit * 1000) for unit in drawn) == list(range(1000))


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    inputs = [input_of("a"), input_of("b")]
    assert draw(inputs, 50, 7) == draw(inputs, 50, 7)
    assert draw(inputs, 50, 7) != draw(inputs, 50, 8)


def test_draws_are_the_same_on_every_platform() -> None:
    drawn = units(input_of("issues[price].theirs.weight"), 4, 0)
    assert drawn == [0.08432171507181349, 0.4430548992083523, 0.9409881328839707, 0.5032806676050195]
    assert lot("lot 0", 8, 0) == [3, 5, 0, 7, 6, 4, 1, 2]


def test_one_input_more_does_not_change_the_draws_of_another() -> None:
    alone = [one for (one,) in draw([input_of("a")], 20, 0)]
    assert [one for _, one in draw([input_of("b"), input_of("a")], 20, 0)] == alone


def test_inputs_are_drawn_independently() -> None:
    drawn = draw([input_of("a"), input_of("b")], 1000, 0)
    both_low = sum(one < 0.5 and two < 0.5 for one, two in drawn)
    assert 220 < both_low < 280


def test_without_inputs_all_draws_are_empty() -> None:
    assert draw([], 3, 0) == [(), (), ()]


def test_a_place_in_a_range_is_an_exact_value() -> None:
    one = input_of("a", 10, 20)
    assert [one.at(unit) for unit in (0.0, 0.25, 1.0)] == [10, Fraction(25, 2), 20]


def test_a_name_that_is_no_text_is_drawn_all_the_same() -> None:
    assert sorted(lot("\ud800", 5, 0)) == [0, 1, 2, 3, 4]
