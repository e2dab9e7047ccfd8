from __future__ import annotations

import pytest
from babel import Locale
from babel.numbers import get_currency_precision

from engine.deal.currency import CODES, decimals

CASH_ONLY = {
    "AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER",
}  # fmt: skip
"""Babel (Unicode CLDR) gives the decimals in daily use: none, since the small coins are gone. ISO 4217 says two."""


def test_every_code_is_known_to_babel() -> None:
    assert set(Locale("en").currencies) >= CODES
    assert len(CODES) > 150


@pytest.mark.parametrize("code", sorted(CODES - CASH_ONLY - {"IQD"}))
def test_decimals_are_those_of_babel(code: str) -> None:
    assert decimals(code) == get_currency_precision(code)


def test_where_babel_differs_iso_4217_counts() -> None:
    assert {decimals(code) for code in CASH_ONLY} == {2}
    assert {get_currency_precision(code) for code in CASH_ONLY} == {0}
    assert (decimals("IQD"), get_currency_precision("IQD")) == (3, 0)


@pytest.mark.parametrize("code", ["XAU", "XXX", "XTS", "CHE", "CLF", "DEM", "BTC", "eur", ""])
def test_metals_funds_and_former_currencies_are_none(code: str) -> None:
    assert code not in CODES


def test_what_is_no_currency_has_two_decimals() -> None:
    assert decimals("XXX") == 2
