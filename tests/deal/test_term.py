from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deal.term import NUMERIC_KINDS, Term, TermMistake, parse_term

MARCH = date(2026, 3, 31)
OPTIONS = ("basic", "extended", "24")
_NUMBERS = st.integers(-(10**6), 10**6) | st.decimals(-(10**6), 10**6, places=2)


@pytest.mark.parametrize(
    ("raw", "kind", "term"),
    [
        (9000, "money", Term(Decimal(9000), Decimal(9000))),
        (Decimal("12.50"), "percent", Term(Decimal("12.50"), Decimal("12.50"))),
        (0, "number", Term(Decimal(0), Decimal(0))),
        ([6, 12], "duration", Term(Decimal(6), Decimal(12))),
        ((6, 6), "duration", Term(Decimal(6), Decimal(6))),
        ({"value": 9000, "source": "stated"}, "money", Term(Decimal(9000), Decimal(9000), "stated")),
        (
            {"value": [1, 2], "source": "estimated", "as_of": "2026-03-31"},
            "money",
            Term(Decimal(1), Decimal(2), "estimated", MARCH),
        ),
        ({"value": 1, "source": None, "as_of": None}, "money", Term(Decimal(1), Decimal(1))),
        ("2026-03-31", "date", Term(MARCH, MARCH)),
        (MARCH, "date", Term(MARCH, MARCH)),
        (["2026-03-01", "2026-03-31"], "date", Term(date(2026, 3, 1), MARCH)),
        ("basic", "choice", Term("basic", "basic")),
        (24, "choice", Term("24", "24")),
        ("weekly, by e-mail", "text", Term("weekly, by e-mail", "weekly, by e-mail")),
        (Decimal("1.50"), "text", Term("1.50", "1.50")),
    ],
)
def test_parse(raw: object, kind: str, term: Term) -> None:
    assert parse_term(raw, kind, OPTIONS) == term


@pytest.mark.parametrize(
    ("raw", "kind", "message", "hint"),
    [
        ("a lot", "money", "an issue of kind money takes a number, not 'a lot'", "write digits"),
        ("12 %", "percent", "an issue of kind percent takes a number, not '12 %'", "write 12"),
        ("12", "number", "a number is expected, not '12'", "write 12 without quotes"),
        ("12,5", "number", "a number is expected, not '12,5'", "write 12.5"),
        ("1,250", "number", "a number is expected, not '1,250'", "write digits"),
        ("24 months", "duration", "an issue of kind duration takes a number, not '24 months'", "name its unit"),
        (True, "money", "an issue of kind money takes a number, not true", "write digits"),
        (None, "money", "an issue of kind money takes a number, not nothing", "write digits"),
        (Decimal("NaN"), "money", "an issue of kind money takes a number, not NaN", "write digits"),
        (Decimal("-Infinity"), "number", "a number is expected, not -Infinity", "write digits"),
        ([[1, 2], 3], "number", "a number is expected, not a list", "write digits"),
        ([], "money", "a range has two ends, not 0 values", "[low, high]"),
        ([1], "money", "a range has two ends, not 1 value", "[low, high]"),
        ([1, 2, 3], "money", "a range has two ends, not 3 values", "[low, high]"),
        ([2, 1], "money", "the range runs backwards: 2 is above 1", "[low, high]"),
        (["2026-04-01", MARCH], "date", "the range runs backwards: 2026-04-01 is above 2026-03-31", "[low"),
        (["basic", "extended"], "choice", "an issue of kind choice takes one value, not a range", "choose one"),
        (["a", "b"], "text", "an issue of kind text takes one value, not a range", "choose one"),
        ("31.03.2026", "date", "an issue of kind date takes a date, not '31.03.2026'", "write it as 2026-03-31"),
        ("2026-02-30", "date", "an issue of kind date takes a date, not '2026-02-30'", "no such day"),
        ("20260331", "date", "an issue of kind date takes a date, not '20260331'", "write it as 2026-03-31"),
        (20260331, "date", "an issue of kind date takes a date, not 20260331", "write it as 2026-03-31"),
        ("exteded", "choice", "'exteded' is not one of the options", "did you mean 'extended'?"),
        ("gold", "choice", "'gold' is not one of the options", "known: 24, basic, extended"),
        (True, "choice", "an issue of kind choice takes a text, not true", ""),
        ("  ", "text", "an issue of kind text takes a text, not a blank text", ""),
        (None, "text", "an issue of kind text takes a text, not nothing", ""),
        ({"value": 1, "sorce": "stated"}, "money", "unknown key 'sorce'", "did you mean 'source'?"),
        ({"value": 1, "colour": "x"}, "money", "unknown key 'colour'", "write {value: 100"),
        ({"source": "stated"}, "money", "the key 'value' is missing", "leave it all out"),
        ({"value": None}, "money", "'value' is blank", "leave it all out"),
        ({"value": 1, "source": "guess"}, "money", "'source' cannot be 'guess'", "stated, estimated"),
        ({"value": 1, "source": ["stated"]}, "money", "'source' cannot be a list", "stated, estimated"),
        ({"value": 1, "as_of": "May"}, "money", "'as_of' takes a date, not 'May'", "write it as"),
        ({"value": {"value": 1}}, "number", "a number is expected, not a mapping", "write digits"),
        ("x" * 50, "number", f"a number is expected, not '{'x' * 37}...'", "write digits"),
    ],
)  # fmt: skip
def test_mistakes(raw: object, kind: str, message: str, hint: str) -> None:
    with pytest.raises(TermMistake) as caught:
        parse_term(raw, kind, OPTIONS)
    assert str(caught.value) == message
    assert hint in caught.value.hint
    assert bool(hint) == bool(caught.value.hint)


def test_a_choice_without_options_is_any_text() -> None:
    assert parse_term("gold", "choice").low == "gold"


@pytest.mark.parametrize(
    ("term", "exact", "middle"),
    [
        (Term.of(5), True, Decimal(5)),
        (Term(Decimal(1), Decimal(2)), False, Decimal("1.5")),
        (Term.of("basic"), True, "basic"),
        (Term(date(2026, 3, 1), MARCH), False, date(2026, 3, 1)),
    ],
)
def test_exact_and_middle(term: Term, exact: bool, middle: Any) -> None:
    assert (term.exact, term.middle) == (exact, middle)


@pytest.mark.parametrize(
    ("value", "scalar"), [(5, Decimal(5)), (Decimal("0.1"), Decimal("0.1")), ("x", "x"), (MARCH, MARCH)]
)
def test_of(value: Any, scalar: Any) -> None:
    assert Term.of(value) == Term(scalar, scalar)
    assert type(Term.of(value).low) is type(scalar)


@given(st.sampled_from(sorted(NUMERIC_KINDS)), _NUMBERS, _NUMBERS)
def test_a_range_is_read_exactly_or_runs_backwards(
    kind: str, low: int | Decimal, high: int | Decimal
) -> None:
    if low > high:
        with pytest.raises(TermMistake, match="backwards"):
            parse_term([low, high], kind)
    else:
        term = parse_term([low, high], kind)
        assert (term.low, term.high) == (low, high)
        assert str(term.low) == str(low)


_RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.dates() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "source", "as_of", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(_RAW, st.sampled_from(["money", "number", "percent", "duration", "date", "choice", "text"]))
def test_whatever_is_written_gives_a_term_of_the_kind_or_a_mistake(raw: object, kind: str) -> None:
    try:
        term = parse_term(raw, kind, OPTIONS)
    except TermMistake:
        return
    expected = Decimal if kind in NUMERIC_KINDS else date if kind == "date" else str
    assert isinstance(term.low, expected)
    assert isinstance(term.high, expected)
    assert term.low <= term.high
    assert term.origin in (None, "stated", "estimated")
