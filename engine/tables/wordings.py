"""Numbers and dates as people of a locale write them, since tables hold many of them as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from ..deal.base import read_day
from ..deal.shown import shown
from .cells import CellMistake

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}.*)?")
_PARTS = re.compile(r"\d{1,4}([./-])\s?\d{1,2}\1\s?\d{1,4}")
_CENTURY = 2000


def read_number(text: str, locale: str) -> Decimal:
    """The number that a text is in a locale: `1,234.50`, or `1.234,50`. Raises CellMistake."""
    from babel.numbers import NumberFormatError, parse_decimal

    bare = text.strip().replace("\u00a0", "\u202f") if "\u202f" in _group(locale) else text.strip()
    try:
        return Decimal(parse_decimal(bare, locale=locale, strict=True))
    except (NumberFormatError, ValueError, ArithmeticError):
        example = _example(locale)
        raise CellMistake(
            f"{shown(text)} is no number as it is written in {locale}",
            f"write it like {example}, without a currency",
        ) from None


@lru_cache(maxsize=16)
def _group(locale: str) -> str:
    from babel.numbers import get_group_symbol

    return str(get_group_symbol(locale))


@lru_cache(maxsize=16)
def _example(locale: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(Decimal("1234.5"), locale=locale))


def read_date(text: str, locale: str, formats: Sequence[str] = ()) -> str:
    """The date that a text is, as `2026-03-31`; ISO 8601 is read in every locale, a time of day is left out.

    `formats` are those of Python's strptime, in place of the locale's own. Raises CellMistake.
    """
    bare = text.strip()
    if (match := _ISO.fullmatch(bare)) and read_day(match[1]) is not None:
        return match[1]
    for format in formats:
        try:
            return datetime.strptime(bare, format).date().isoformat()
        except ValueError:
            continue
    day = _by_order(bare.partition(" ")[0] if bare.count(":") else bare, locale) if not formats else None
    if day is None:
        how = " or ".join(formats) if formats else f"a date as it is written in {locale}"
        raise CellMistake(f"{shown(text)} is no date ({how})", "write 2026-03-31")
    return day.isoformat()


def _by_order(text: str, locale: str) -> date | None:
    if not _PARTS.fullmatch(text):
        return None
    numbers = dict(zip(_order(locale), map(int, re.findall(r"\d+", text)), strict=True))
    year = numbers["y"] + (_CENTURY if numbers["y"] < 100 else 0)
    try:
        return date(year, numbers["m"], numbers["d"])
    except ValueError:
        return None


@lru_cache(maxsize=16)
def _order(locale: str) -> str:
    """`mdy`, `dmy` or `ymd`."""
    from babel.dates import get_date_format

    letters = [
        letter.lower() for letter in get_date_format("short", locale=locale).pattern if letter in "yMd"
    ]
    return "".join(dict.fromkeys(letters))
