"""Locales as people write them."""

from __future__ import annotations

import pytest

from engine.errors import NegotiaError
from engine.texts import read_locale


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("de", "de"),
        ("de_DE", "de_DE"),
        ("de-at", "de_AT"),
        (" DE_ch ", "de_CH"),
        ("EN-us", "en_US"),
        ("pt_br", "pt_BR"),
    ],
)
def test_a_locale_is_known_however_it_is_written(name: str, locale: str) -> None:
    assert read_locale(name) == locale


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("deutsch", "did you mean 'de'?"),
        ("German", "did you mean 'de'?"),
        ("französisch", "did you mean 'fr'?"),
        ("en_UK", "did you mean 'en'?"),
        ("de_DE.UTF-8", "did you mean 'de'?"),
        ("xx_YY", "write one such as en_US, de or de_CH"),
        ("", "write one such as en_US, de or de_CH"),
    ],
)
def test_an_unknown_locale_is_told_with_a_near_one(name: str, hint: str) -> None:
    with pytest.raises(NegotiaError) as caught:
        read_locale(name)
    assert str(caught.value) == f"there is no locale {name!r} ({hint})"
