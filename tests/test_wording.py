"""How values are worded for a reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from engine.deal.term import Term
from engine.facts.functions import IssueTerm
from engine.texts import texts_for
from engine.wording import FORMATS, Reader, amount, listed, moment, number, plain, term
from tests.making import deal_of

ISSUES = """
issues:
  - {id: price, kind: money}
  - {id: monthly, kind: money, unit: EUR per month}
  - {id: users, kind: money, unit: per user}
  - {id: term, kind: duration, unit: months}
  - {id: cap, kind: percent}
  - {id: start, kind: date, unit: calendar}
  - {id: report, name: Report, kind: choice, options: [monthly, weekly]}
"""
EURO = Reader("en_GB", "EUR")
FOUND = {issue.id: issue for issue in deal_of(ISSUES).issues or ()}


@pytest.mark.parametrize(
    ("issue", "value", "shown"),
    [
        ("price", Term.of(8000), "8,000 EUR"),
        ("price", Term.of(Decimal("8000.5")), "8,000.50 EUR"),
        ("price", Term(Decimal(10), Decimal(15)), "10 EUR to 15 EUR"),
        ("monthly", Term.of(8000), "8,000 EUR per month"),
        ("users", Term.of(12), "12 EUR per user"),
        ("term", Term(Decimal(12), Decimal(18)), "12 to 18 months"),
        ("cap", Term.of(Decimal("2.50")), "2.5 %"),
        ("start", Term.of(date(2026, 4, 1)), "1 April 2026"),
        ("report", Term.of("weekly"), "weekly"),
    ],
)
def test_a_term_stands_in_the_unit_of_its_issue(issue: str, value: Term, shown: str) -> None:
    assert term(FOUND[issue], value, EURO) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "not stated"),
        ("text", "text"),
        (True, "yes"),
        (False, "no"),
        (1234567, "1,234,567"),
        (Decimal("0.10"), "0.1"),
        (date(2026, 3, 2), "2 March 2026"),
        (datetime(2026, 3, 2, 14, 5, tzinfo=UTC), "2 March 2026, 14:05 (UTC)"),
        (Term(Decimal(1), Decimal(2)), "1 to 2"),
        (IssueTerm(FOUND["price"], Term.of(5)), "5 EUR"),
        (["a", 2, date(2026, 3, 2)], "a, 2 and 2 March 2026"),
        ((), "nothing"),
        (FOUND["report"], "Report"),
        (FOUND["price"], "price"),
        (object, str(object)),
    ],
)
def test_a_value_without_a_format_is_shown_as_its_type_suggests(value: object, shown: str) -> None:
    assert plain(value, EURO) == shown


def test_without_a_reader_english_is_spoken_and_no_currency_named() -> None:
    assert plain(IssueTerm(FOUND["price"], Term.of(5))) == "5"
    assert plain(1234, "no reader") == "1,234"


@pytest.mark.parametrize(
    ("hours", "zone"),
    [(1, "(UTC+1)"), (-5, "(UTC-5)"), (5.5, "(UTC+5:30)"), (-3.5, "(UTC-3:30)"), (0, "(UTC)")],
)
def test_moments_name_their_zone(hours: float, zone: str) -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=hours)))
    assert moment(at, "en_GB") == f"2 March 2026, 09:00 {zone}"


def test_numbers_as_long_as_a_deal_may_hold_are_worded() -> None:
    long = Decimal("1234567890" * 4)
    assert number(long, "en_GB").replace(",", "") == str(long)
    assert amount(long, "EUR", "en_GB").replace(",", "") == f"{long} EUR"
    assert number(Decimal("0." + "1" * 40), "en_GB") == "0." + "1" * 40


def test_amounts_follow_currency_and_locale() -> None:
    assert amount(Decimal("1234.5"), "JPY", "en_GB") == "1,234 JPY"
    assert amount(Decimal("1.2345"), "KWD", "en_GB") == "1.234 KWD"
    assert amount(Decimal("1234567.89"), "EUR", "de") == "1.234.567,89 EUR"
    assert amount(Decimal(5), "", "en_GB") == "5"
    assert number(Decimal("1234.5"), "de") == "1.234,5"
    assert listed(["a", "b"], texts_for("de")) == "a und b"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("money", Decimal(5), "5 EUR"),
        ("money", Term(Decimal(5), Decimal(6)), "5 EUR to 6 EUR"),
        ("share", Decimal("0.345"), "34 %"),
        ("percent", Decimal("12.5"), "12.5 %"),
        ("day", datetime(2026, 3, 2, 14, tzinfo=UTC), "2 March 2026"),
        ("day", date(2026, 3, 2), "2 March 2026"),
        ("names", (FOUND["report"], FOUND["price"]), "Report and price"),
        ("term", IssueTerm(FOUND["term"], Term.of(12)), "12 months"),
    ],
)
def test_formats(name: str, value: object, shown: str) -> None:
    assert FORMATS[name].call(value, EURO) == shown


def test_every_format_is_explained() -> None:
    assert all(one.doc for one in FORMATS.values())


def test_words_of_closed_lists_and_gaps_are_in_the_readers_language() -> None:
    german = Reader("de_CH", "CHF")
    named = FORMATS["named"].call
    assert named("walk-away", german, "tactic") == "Abbruch der Gespräche"
    assert named(["break", "reframe"], german, "tactic") == "Pause und anderer Blickwinkel"
    assert named(["break", "reframe"], EURO, "tactic") == "break and reframe"
    assert FORMATS["list"].call([], german) == "nichts"
    assert FORMATS["quote"].call("x", german) == "„x“"
    assert plain(None, german) == "nicht angegeben"
    assert plain(Term(Decimal(1000), Decimal(2500)), german) == "1’000 bis 2’500"
