"""How values are worded for a reader: amounts, dates, terms and lists, by locale (Babel)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import lru_cache

from .bargaining.offers import Change
from .deal.currency import decimals
from .deal.issues import Issue
from .deal.term import Term
from .expressions import DATE, DATETIME, NEUTRAL_FORMATS, NUMBER, Format, ListOf, OneOf
from .facts.functions import ISSUE_TERM, IssueTerm
from .facts.types import TERM, record_of

ABSENT = "not stated"


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is rendered: the locale of numbers and dates, the currency of amounts."""

    locale: str = "en_GB"
    currency: str = ""


DEFAULT_READER = Reader()


def plain(value: object, reader: object = DEFAULT_READER) -> str:
    """A value as its type suggests."""
    who = reader if isinstance(reader, Reader) else DEFAULT_READER
    match value:
        case None:
            return ABSENT
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return number(Decimal(value), who.locale)
        case datetime():
            return moment(value, who.locale)
        case date():
            return day(value, who.locale)
        case IssueTerm():
            return term(value.issue, value.term, who)
        case Term():
            return _range(plain(value.low, who), plain(value.high, who), value)
        case list() | tuple():
            return listed([plain(item, who) for item in value], who.locale)
        case Issue():
            return value.label
        case _:
            return str(value)


@lru_cache(maxsize=4096)
def number(value: Decimal, locale: str) -> str:
    """A number with the separators of the locale and the decimals it has."""
    with localcontext(prec=_DIGITS):
        decimal_places = -int(value.as_tuple().exponent) if value != value.to_integral_value() else 0
    return _formatted(value, _pattern(0, decimal_places), locale)


@lru_cache(maxsize=4096)
def amount(value: Decimal, currency: str, locale: str) -> str:
    """An amount of money: `8,000 EUR`; cents only when there are any."""
    with localcontext(prec=_DIGITS):
        cents = 0 if value == value.to_integral_value() else decimals(currency)
    text = _formatted(value, _pattern(cents, cents), locale)
    return f"{text} {currency}" if currency else text


_DIGITS = 100
"""More than a deal may hold: the usual 28 would make a longer number an error."""


def _formatted(value: Decimal, pattern: str, locale: str) -> str:
    from babel.numbers import format_decimal

    with localcontext(prec=_DIGITS):
        return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(maxsize=4096)
def day(value: date, locale: str) -> str:
    """A date: `4 March 2026`."""
    from babel.dates import format_date

    return str(format_date(value, "long", locale=locale))


@lru_cache(maxsize=4096)
def moment(value: datetime, locale: str) -> str:
    """A date with its local time: `4 March 2026, 14:00 (UTC+1)`."""
    offset = value.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    zone = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"
    return f"{day(value.date(), locale)}, {value:%H:%M} ({zone})"


def listed(items: Sequence[str], locale: str) -> str:
    """`a, b and c` in the words of the locale."""
    from babel.lists import format_list

    return str(format_list(list(items), locale=locale)) if items else "nothing"


def term(issue: Issue, value: Term, reader: Reader) -> str:
    """A term in the issue's unit: `8,000 EUR`, `12 months`, `10 to 15 %`."""

    unit = issue.unit or ""
    currency = "" if reader.currency and reader.currency in unit else reader.currency

    def end(scalar: object) -> str:
        if isinstance(scalar, Decimal) and issue.kind == "money":
            return amount(scalar, currency, reader.locale)
        return plain(scalar, reader)

    text = _range(end(value.low), end(value.high), value)
    if not isinstance(value.low, Decimal):
        return text
    return " ".join(filter(None, (text, "%" if issue.kind == "percent" else unit)))


def _range(low: str, high: str, value: Term) -> str:
    return low if value.exact else f"{low} to {high}"


def _pattern(least: int, most: int) -> str:
    return "#,##0" + ("." + "0" * least + "#" * (most - least) if most else "")


def _money(value: object, reader: object) -> str:
    who = reader if isinstance(reader, Reader) else DEFAULT_READER
    if isinstance(value, Term):
        ends = [
            amount(end, who.currency, who.locale) if isinstance(end, Decimal) else str(end)
            for end in (value.low, value.high)
        ]
        return _range(ends[0], ends[1], value)
    return amount(Decimal(str(value)), who.currency, who.locale)


def _share(value: object, reader: object) -> str:
    return f"{number(Decimal(round(Decimal(str(value)) * 100)), _locale(reader))} %"


def _percent(value: object, reader: object) -> str:
    return f"{number(Decimal(str(value)), _locale(reader))} %"


def _locale(reader: object) -> str:
    return reader.locale if isinstance(reader, Reader) else DEFAULT_READER.locale


def _changes(value: object, reader: object) -> str:
    who = reader if isinstance(reader, Reader) else DEFAULT_READER
    assert isinstance(value, tuple)
    return listed([_change(change, who) for change in value], who.locale)


def _change(change: Change, who: Reader) -> str:
    issue = change.issue
    return f"{issue.label} from {term(issue, change.before, who)} to {term(issue, change.after, who)}"


def _names(value: object, reader: object) -> str:
    assert isinstance(value, tuple)
    return listed([issue.label for issue in value], _locale(reader))


FORMATS = {
    **NEUTRAL_FORMATS,
    "term": Format(
        "term",
        ISSUE_TERM,
        lambda value, reader: plain(value, reader),
        doc="A term in the unit of its issue: {{ value(issue, issue.ours.opening) | term }}.",
    ),
    "money": Format("money", OneOf((NUMBER, TERM)), _money, doc="An amount in the deal's currency."),
    "share": Format("share", NUMBER, _share, doc="A share between 0 and 1 in whole percent."),
    "percent": Format("percent", NUMBER, _percent, doc="A number of percent."),
    "day": Format(
        "day",
        OneOf((DATE, DATETIME)),
        lambda value, reader: day(_as_day(value), _locale(reader)),
        doc="The date alone.",
    ),
    "terms": Format(
        "terms", ListOf(record_of(Change)), _changes, doc="Changes of terms: what moved from where to where."
    ),
    "names": Format("names", ListOf(record_of(Issue)), _names, doc="The names of issues."),
}
"""What texts of rules may write after the bar: `{{ amount | money }}`."""


def _as_day(value: object) -> date:
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value
