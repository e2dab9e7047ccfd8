"""What a typed answer means for its field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.answering import find_slot
from engine.answering.values import Unfit, fitted_value, typed_value, with_source
from engine.source import read_source

DATA = read_source("issues: [{id: price, kind: money}, {id: note, kind: text}]", "deal.yaml").data
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("us.batna.summary", " Sell: to Globex ", "Sell: to Globex"),
        ("us.batna.summary", "2026", "2026"),
        ("us.batna.summary", "[later]", "[later]"),
        ("us.batna.summary", "'none'", "none"),
        ("us.batna.summary", '"a" or "b"', '"a" or "b"'),
        ("us.batna.summary", "'", "'"),
        ("us.batna.value", "210000.50", Decimal("210000.50")),
        ("us.batna.value", "1 to 2", [1, 2]),
        ("us.batna.value", "[1, 2]", [1, 2]),
        ("us.batna.value", "1 – 2", [1, 2]),
        ("us.batna.value", "{value: 3, source: stated}", {"value": 3, "source": "stated"}),
        ("issues[note].ours.target", "1 to 2", "1 to 2"),
        ("pricing.floor", "1 to 2", "1 to 2"),
        ("deal.public_tender", "Yes", True),
        ("deal.public_tender", "n", False),
        ("deal.public_tender", "maybe", "maybe"),
        ("deal.close_date", "2026-03-31", "2026-03-31"),
        ("deal.approach", "integrative", "integrative"),
        ("us.strengths", "fast, and cheap", "fast, and cheap"),
        ("us.strengths", "[fast, cheap]", ["fast", "cheap"]),
        ("them.needs", "speed: now", "speed: now"),
        ("them.needs", "{text: speed}", {"text": "speed"}),
    ],
)
def test_typed(path: str, text: str, value: Any) -> None:
    assert typed_value(text, find_slot(path, DATA)) == value


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("us.batna.summary", "  ", "there is no answer"),
        ("us.batna.value", "[1, 2", "'\\[' is not closed"),
        ("them.needs", "{text: a", "'{' is not closed"),
    ],
)
def test_typed_wrongly(path: str, text: str, message: str) -> None:
    with pytest.raises(Unfit, match=message):
        typed_value(text, find_slot(path, DATA))


@pytest.mark.parametrize(
    ("path", "value", "fitted"),
    [
        ("us.batna.value", 5, 5),
        ("us.strengths", "fast", ["fast"]),
        ("us.strengths", ["fast", "cheap"], ["fast", "cheap"]),
        ("them.needs", "speed", [{"text": "speed"}]),
        ("them.needs", ["speed", {"text": "peace"}], [{"text": "speed"}, {"text": "peace"}]),
        ("strategy.concessions", {"id": "a", "give": "b"}, [{"id": "a", "give": "b"}]),
    ],
)
def test_fitted(path: str, value: Any, fitted: Any) -> None:
    assert fitted_value(value, find_slot(path, DATA)) == fitted


def test_a_text_cannot_stand_for_an_item_of_several_parts() -> None:
    with pytest.raises(
        Unfit, match=r"an item of strategy\.concessions is more than the text 'a day'"
    ) as caught:
        fitted_value("a day", find_slot("strategy.concessions", DATA))
    assert caught.value.hint == "write {id: ..., give: ...}"


def test_nothing_is_no_answer() -> None:
    with pytest.raises(Unfit, match="there is no answer"):
        fitted_value(None, find_slot("us.batna.value", DATA))


@pytest.mark.parametrize(
    ("path", "value", "marked"),
    [
        ("them.batna.value", 5, {"value": 5, "source": "stated", "as_of": "2026-03-02"}),
        (
            "them.batna.value",
            {"value": 5, "as_of": "2026-01-01"},
            {"value": 5, "source": "stated", "as_of": "2026-01-01"},
        ),
        ("them.needs", [{"text": "a"}], [{"text": "a", "source": "stated"}]),
        ("them.needs", [{"text": "a", "source": "estimated"}], [{"text": "a", "source": "estimated"}]),
        ("them.needs", [7], [7]),
        ("them.decision_process", "a", "a"),
        ("us.batna.value", 5, 5),
    ],
)
def test_the_source_goes_where_it_is_kept(path: str, value: Any, marked: Any) -> None:
    assert with_source(value, find_slot(path, DATA), "stated", DAY) == marked
