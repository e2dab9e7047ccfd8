"""Advice in words: the units of the deal, money where a rate is known, estimates without false precision."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from engine.advising import Adviser, rounded
from engine.bargaining.advice.counteroffer import counteroffer
from engine.bargaining.advice.trades import trades
from engine.wording import Reader
from tests.bargaining.advice.grounds import ground
from tests.bargaining.advice.test_counteroffer import so_far
from tests.bargaining.advice.test_trades import before_any_offer


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(10000, 3), "3300"),
        (Fraction(0), "0"),
        (Fraction(9950), "10000"),
        (Fraction(-16875, 100), "-170"),
        (Fraction(587, 1000), "0.59"),
        (Fraction(1, 300), "0.0033"),
        (Fraction(12), "12"),
        (Fraction(37, 10), "3.7"),
    ],
)
def test_estimates_have_two_figures(value: Fraction, expected: str) -> None:
    assert rounded(value) == Decimal(expected)


@pytest.fixture(scope="module")
def adviser() -> Adviser:
    return Adviser(before_any_offer("software"), Reader("en_GB", "GBP"))


def test_a_trade_is_a_sentence_to_say_and_what_it_is_worth(adviser: Adviser) -> None:
    first, *_ = trades(adviser.ground).found
    assert adviser.trade(first) == (
        "If you agree to 300,000 GBP (Price for two years), then we agree to "
        "six quarterly payments over two fiscal years (Payment plan)."
    )
    assert adviser.ours(first.ours) == "about 12,000 GBP"
    assert adviser.guess(adviser.theirs(first.theirs)) == "about 18,000 GBP (our guess)"


def test_without_a_rate_no_amount_is_told(adviser: Adviser) -> None:
    silent = replace(adviser, ground=replace(adviser.ground, rate_ours=None, rate_theirs=None))
    assert (silent.ours(5), silent.guess(silent.theirs(5))) == ("", "")


def test_packages_and_steps_on_one_line() -> None:
    found = ground(so_far("software", 6))
    adviser, offer = Adviser(found, Reader("en_GB", "GBP")), counteroffer(found)
    assert adviser.steps(offer.gives) == "Training of the IT team: on site free of charge"
    assert adviser.terms(offer.choice, [0]) == "Price for two years: 300,000 GBP"
    assert adviser.terms(offer.choice).count(";") == len(offer.choice) - 1
