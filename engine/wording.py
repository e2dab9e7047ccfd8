"""How values are worded for a reader: amounts, dates, terms and lists, by locale (Babel)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .bargaining.offers import Change
from .deal.currency import decimals
from .deal.issues import Issue
from .deal.term import Term
from .expressions import DATE, DATETIME, NEUTRAL_FORMATS, NUMBER, TEXT, Format, ListOf, OneOf, Parameter
from .facts.functions import ISSUE_TERM, IssueTerm
from .facts.types import TERM, record_of
from .texts import DEFAULT_LOCALE, Texts, texts_for

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is rendered: the locale of numbers and dates, the currency of amounts, the language of words."""

    locale: str = DEFAULT_LOCALE
    currency: str = ""
    own_texts: Texts | None = None

    @property
    def texts(self) -> Texts:
        """The words: those given, else those of the locale's language."""
        return self.own_texts or texts_for(self.locale)


DEFAULT_READER = Reader()


def plain(value: object, reader: object = DEFAULT_READER) -> str:
    """A value as its type suggests."""
    who = reader if isinstance(reader, Reader) else DEFAULT_READER
    match value:
        case None:
            return who.texts("words.absent")
        case str():
            return value
        case bool():
            return who.texts("words.yes" if value else "words.no")
        case int() | Decimal():
            return number(Decimal(value), who.locale)
        case datetime():
            return moment(value, who.locale)
        case date():
            return day(value, who.locale)
        case IssueTerm():
            return term(value.issue, value.term, who)
        case Term():
            return _range(plain(value.low, who), plain(value.high, who), value, who.texts)
        case list() | tuple():
            return listed([plain(item, who) for item in value], who.texts)
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
        return str(format_decimal(value, format=pattern, locale=_cldr(locale)))


@lru_cache(maxsize=4096)
def day(value: date, locale: str) -> str:
    """A date: `4 March 2026`."""
    from babel.dates import format_date

    return str(format_date(value, "long", locale=_cldr(locale)))


@lru_cache(maxsize=4096)
def moment(value: datetime, locale: str) -> str:
    """A date with its local time: `4 March 2026, 14:00 (UTC+1)`."""
    offset = value.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    zone = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"
    return f"{day(value.date(), locale)}, {value:%H:%M} ({zone})"


def listed(items: Sequence[str], texts: Texts) -> str:
    """`a, b and c` in the language of the texts."""
    from babel.lists import format_list

    if len(items) < 2:
        return items[0] if items else texts("words.nothing")
    return str(format_list(items, locale=_cldr(texts.locale)))


@cache
def _cldr(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


def term(issue: Issue, value: Term, reader: Reader) -> str:
    """A term in the issue's unit: `8,000 EUR`, `12 months`, `10 to 15 %`."""

    unit = issue.unit or ""
    currency = "" if reader.currency and reader.currency in unit else reader.currency

    def end(scalar: object) -> str:
        if isinstance(scalar, Decimal) and issue.kind == "money":
            return amount(scalar, currency, reader.locale)
        return plain(scalar, reader)

    text = _range(end(value.low), end(value.high), value, reader.texts)
    if not isinstance(value.low, Decimal):
        return text
    return " ".join(filter(None, (text, "%" if issue.kind == "percent" else unit)))


def _range(low: str, high: str, value: Term, texts: Texts) -> str:
    return low if value.exact else texts("words.range", low=low, high=high)


def _pattern(least: int, most: int) -> str:
    return "#,##0" + ("." + "0" * least + "#" * (most - least) if most else "")


def _money(value: object, reader: object) -> str:
    who = reader if isinstance(reader, Reader) else DEFAULT_READER
    if isinstance(value, Term):
        ends = [
            amount(end, who.currency, who.locale) if isinstance(end, Decimal) else str(end)
            for end in (value.low, value.high)
        ]
        return _range(ends[0], ends[1], value, who.texts)
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
    return listed([_change(change, who) for change in value], who.texts)


def _change(change: Change, who: Reader) -> str:
    issue = change.issue
    before, after = term(issue, change.before, who), term(issue, change.after, who)
    return who.texts("words.change", issue=issue.label, before=before, after=after)


def _names(value: object, reader: object) -> str:
    assert isinstance(value, tuple)
    return listed([issue.label for issue in value], _texts(reader))


def _texts(reader: object) -> Texts:
    return (reader if isinstance(reader, Reader) else DEFAULT_READER).texts


def _list(value: object, reader: object) -> str:
    assert isinstance(value, list | tuple)
    return (
        listed([plain(item, reader) for item in value], _texts(reader))
        if value
        else _texts(reader)("words.none")
    )


def _quote(value: object, reader: object) -> str:
    return _texts(reader)("words.quote", text=value)


def _named(value: object, reader: object, vocabulary: str) -> str:
    texts = _texts(reader)
    if isinstance(value, str):
        return texts.named(vocabulary, value)
    assert isinstance(value, list | tuple)
    return _list([texts.named(vocabulary, word) for word in value], reader)


FORMATS = {
    **NEUTRAL_FORMATS,
    "list": replace(NEUTRAL_FORMATS["list"], call=_list),
    "quote": replace(NEUTRAL_FORMATS["quote"], call=_quote),
    "named": Format(
        "named",
        OneOf((TEXT, ListOf(TEXT))),
        _named,
        (Parameter("vocabulary", TEXT),),
        doc='Words of a closed list in the reader\'s language: {{ derived.failed_tactics | named("tactic") }}.',
    ),
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
