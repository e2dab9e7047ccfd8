"""Locales as people write them: `de`, `de_DE`, `de-at`."""

from __future__ import annotations

import re
from functools import cache

from ..errors import NegotiaError
from ..suggest import did_you_mean
from .catalogue import shipped_languages


def read_locale(name: str) -> str:
    """The locale that is meant, as the CLDR calls it (`de_DE`). NegotiaError with a near one if there is none."""
    known = _known()
    folded = re.sub(r"[-_]+", "_", name.strip()).casefold()
    if folded in known:
        return known[folded]
    meant = folded.partition("_")[0] if folded.partition("_")[0] in known else _called().get(folded)
    near = (
        f"did you mean {meant!r}?"
        if meant
        else did_you_mean(folded, (one for one in known if "_" not in one))
    )
    raise NegotiaError(f"there is no locale {name!r} ({near or 'write one such as en_US, de or de_CH'})")


@cache
def _known() -> dict[str, str]:
    from babel.localedata import locale_identifiers

    return {one.casefold(): one for one in locale_identifiers() if one != "root"}


def _called() -> dict[str, str]:
    """Languages by their names in those that we have texts in: `german` and `deutsch` both mean `de`."""
    from babel import Locale

    known = _known()
    return {
        called.casefold(): code
        for language in shipped_languages()
        for code, called in Locale(language).languages.items()
        if code in known
    }
