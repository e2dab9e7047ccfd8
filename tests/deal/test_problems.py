from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from engine.deal.base import Moment, Section, Text
from engine.deal.problems import Mistake, mistakes
from engine.deal.reading import parse_deal
from engine.deal.shown import day_hint, number_hint, shown
from engine.errors import DealError
from engine.suggest import near_or_listed


def refuse(value: str) -> str:
    raise PydanticCustomError("wrong_form", "not in this form", {"hint": "write it in another"})


class Odd(Section):
    """A kind of file of its own, with a rule of pydantic's that deals have no use for."""

    pairs: Annotated[int, Field(multiple_of=2)]
    at: Moment | None = None
    form: Annotated[Text | None, AfterValidator(refuse)] = None
    parts: tuple[Text, ...] | None = None


def found(data: dict[str, Any]) -> list[Mistake]:
    with pytest.raises(ValidationError) as caught:
        Odd.model_validate(data)
    return list(mistakes(caught.value, Odd))


def test_what_has_no_words_of_its_own_is_told_in_pydantics() -> None:
    assert found({"pairs": 3}) == [
        Mistake(("pairs",), "wrong-value", "'pairs': input should be a multiple of 2", "")
    ]


def test_a_value_in_the_wrong_form() -> None:
    assert found({"pairs": 2, "form": "x"}) == [
        Mistake(("form",), "wrong-value", "'form' cannot be 'x'", "write it in another")
    ]


def test_keys_of_another_kind_of_file() -> None:
    assert found({"pair": 2}) == [
        Mistake(("pair",), "unknown-key", "unknown key 'pair'", "did you mean 'pairs'?")
    ]
    assert found({}) == [Mistake((), "missing-key", "the key 'pairs' is missing", "add pairs: ...")]
    assert found({"pairs": 2, "x": 1})[0].hint == "known keys: pairs, at, form, parts"


@pytest.mark.parametrize(
    "at", ["2026-02-30T14:00Z", "2026-03-31T14:00+99:00", "2026-03-31T25:00Z", "20260331T1400Z"]
)
def test_a_moment_that_never_comes(at: str) -> None:
    (mistake,) = found({"pairs": 2, "at": at})
    assert mistake.message == f"'at' takes a date and time with its zone, not '{at}'"


def test_items_are_counted_from_one() -> None:
    assert [mistake.message for mistake in found({"pairs": 2, "parts": ["a", None, 3]})] == [
        "item 2 of 'parts' is blank",
        "item 3 of 'parts' takes a text, not 3",
    ]


def test_a_contact_of_neither_side_is_looked_up_in_none() -> None:
    text = (
        "deal: {id: d, title: t}\nus: {name: we}\nthem: {name: they}\n"
        "commitment: {contacts: [{party: both, person: Ines}]}"
    )
    with pytest.raises(DealError) as caught:
        parse_deal(text)
    assert [problem.code for problem in caught.value.problems] == ["unknown-choice"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        ("a b", "'a b'"),
        ("x" * 41, repr("x" * 37 + "...")),
        (12, "12"),
        ({}, "a mapping"),
        ([], "a list"),
        ((), "a list"),
    ],
)
def test_shown(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("12%", "write 12"),
        (" -1.5 % ", "write -1.5"),
        ("12", "write 12 without quotes"),
        ("12,5", "write 12.5"),
        ("12,50 %", "write 12.50"),
        ("12,500", "write digits"),
        ("12 EUR", "write digits"),
        ("", "write digits"),
        (True, "write digits"),
    ],
)
def test_number_hint(value: object, hint: str) -> None:
    assert number_hint(value).startswith(hint)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("2026-02-30", "the calendar has no such day"),
        ("31.3.2026", "write it as 2026-03-31"),
        (20260331, "write it as 2026-03-31"),
    ],
)
def test_day_hint(value: object, hint: str) -> None:
    assert day_hint(value) == hint


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("pirce", ["term", "price"], "did you mean 'price'?"),
        ("fee", ["term", "price"], "known: price, term"),
        ("fee", [], ""),
        ("fee", [f"{n:02}" for n in range(20)], "known: 00, 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, ..."),
        ("zz", ["y" * 60], f"known: {'y' * 37}..."),
    ],
)
def test_near_or_listed(name: str, known: list[str], hint: str) -> None:
    assert near_or_listed(name, known) == hint


def test_among_very_many_names_none_is_picked() -> None:
    many = [f"item {n}" for n in range(1000)]
    assert near_or_listed("item 1001", many[:100]).startswith("did you mean 'item 1")
    assert near_or_listed("item 1001", many).startswith("known: item 0, item 1, item 10, ")
