"""How values are worded in documents, and how long texts are cut."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deal.issues import Issue
from engine.deal.term import Term
from engine.documents.worded import Words, sentence, shorten
from tests.making import deal_of

FEE = Issue(id="fee", kind="money", unit="EUR per month")


def test_terms_with_and_without_their_unit() -> None:
    words = Words(deal_of("deal: {id: d, title: D, currency: EUR}"))
    term = Term(Decimal(9000), Decimal(9400), "estimated")
    assert words.term(FEE, term) == "9,000 to 9,400 EUR per month"
    assert words.bare(FEE, term) == "9,000 to 9,400"
    assert (
        words.unit(FEE),
        words.unit(Issue(id="x", kind="money")),
        words.unit(Issue(id="y", kind="text")),
    ) == (
        "EUR per month",
        "EUR",
        "",
    )


@pytest.mark.parametrize(
    ("contract", "basis", "text"),
    [
        ("", None, "900 EUR"),
        ("contract_value: {basis: ACV}", None, "900 EUR a year"),
        ("contract_value: {basis: ACV}", "TCV", "900 EUR over the whole contract"),
    ],
)
def test_the_worth_of_a_whole_deal_is_on_its_basis(contract: str, basis: str | None, text: str) -> None:
    words = Words(deal_of(f"deal: {{id: d, title: D, currency: EUR, {contract}}}"))
    assert words.worth(Term.of(900), basis) == text  # type: ignore[arg-type]  # the table names bases as texts


def test_a_source_is_named_only_where_the_plan_has_one() -> None:
    words = Words(deal_of())
    assert words.sourced("calm", "stated") == "calm (they said)"
    assert words.sourced("calm", "estimated") == "calm (our guess)"
    assert words.sourced("calm", None) == "calm"
    assert words.sourced("", "stated") == ""


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("", 3, ""),
        ("one two three", 3, "one two three"),
        ("one, two, three", 2, "one, two …"),
        ("one\n two\tthree", 3, "one two three"),
        ("a" * 50, 3, "a" * 40 + "…"),
        ("incomprehensibilities notwithstanding so", 3, "incomprehensibilities …"),
    ],
)
def test_cutting(text: str, words: int, cut: str) -> None:
    assert shorten(text, words) == cut


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_is_one_line_of_a_length_that_is_known(text: str, words: int) -> None:
    cut = shorten(text, words)
    assert len(cut.split()) <= words + 1
    assert len(cut) <= words * 10 + 45
    assert shorten(text, 10_000).startswith(cut.removesuffix("…").rstrip(" …")[:1])


@pytest.mark.parametrize(
    ("text", "whole"), [("Yes", "Yes."), ("Why?", "Why?"), ("Cut …", "Cut …"), (" a\n b ", "a b."), ("", "")]
)
def test_sentences_end_in_a_mark(text: str, whole: str) -> None:
    assert sentence(text) == whole
