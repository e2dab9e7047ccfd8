"""A deal goes into a workbook and comes back the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from engine.deal.model import Deal
from engine.deal.reading import parse_deal, read_deal
from engine.errors import DealError, NegotiaError
from engine.output.encoding import encode
from engine.resources import folder
from engine.tables.book import read_book
from engine.tables.converting import convert_deal, data_of, deal_in, parse_deal_book, read_deal_book
from engine.tables.deal_text import deal_text
from engine.tables.writing import book_of, new_book

from ..deal.strategies import deal_data
from .books import book_bytes

SAMPLES = sorted((folder("samples") / "deals").glob("*.yaml"))


def same(one: Deal, other: Deal) -> bool:
    """Whether they say the same, wherever they were read from."""
    return all(getattr(one, name) == getattr(other, name) for name in Deal.model_fields)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_a_workbook(path: Path) -> None:
    deal = read_deal(path)
    written = book_of(data_of(deal))
    assert not written.unheld
    back = deal_in(read_book(written.content, "plan.xlsx"))
    assert same(back, deal)
    for format in ("yaml", "json"):
        assert same(parse_deal(deal_text(data_of(back), format), f"plan.{format}"), deal)


@given(data=deal_data(noise=False))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_any_deal_comes_back_from_a_workbook(data: dict[str, Any]) -> None:
    try:
        deal = parse_deal(encode(data), "deal.json")
    except DealError:
        assume(False)
        raise
    written = book_of(data_of(deal))
    assert not written.unheld
    back = parse_deal_book(written.content, "plan.xlsx")
    # Blank texts and keys without a value say nothing, and are not written.
    assert same(back, parse_deal(deal_text(data_of(deal), "json"), "deal.json"))
    assert same(parse_deal(deal_text(data_of(back), "yaml"), "deal.yaml"), back)


def test_the_same_deal_is_the_same_bytes() -> None:
    data = data_of(read_deal(SAMPLES[0]))
    assert book_of(data).content == book_of(data).content


def test_what_no_cell_can_hold_is_named() -> None:
    text = "\U0001f600" * 20_000
    data = {"deal": {"id": "d", "title": "D"}, "us": {"name": "a\ufffeb"}, "them": {"name": text}}
    deal = parse_deal(encode(data), "deal.json")
    unheld = book_of(data_of(deal)).unheld
    assert [(one.path, one.reason) for one in unheld] == [
        ("us.name", "it has a character that no workbook can hold"),
        ("them.name", "it is longer than the 32,767 characters that a cell can hold"),
    ]


def test_a_new_workbook_is_a_deal_with_names_alone() -> None:
    deal = parse_deal_book(new_book("acme", "Software", "Us", "Acme", "exchange"), "new.xlsx")
    assert same(
        deal,
        parse_deal("deal: {id: acme, title: Software, stage: exchange}\nus: {name: Us}\nthem: {name: Acme}"),
    )
    with pytest.raises(NegotiaError, match="needs a title"):
        new_book("acme", " ", "Us", "Acme")


def test_texts_that_look_like_formulas_stay_texts() -> None:
    deal = parse_deal(
        "deal: {id: d, title: '=cmd|x'}\nus: {name: '+1'}\nthem: {name: '@x', weaknesses: ['-2', '=3']}"
    )
    assert same(parse_deal_book(book_of(data_of(deal)).content, "x.xlsx"), deal)


def test_files_are_converted_by_their_endings(tmp_path: Path) -> None:
    plan, book = tmp_path / "plan.yaml", tmp_path / "plan.xlsx"
    plan.write_text("deal: {id: d, title: D}  # ours\nus: {name: Us}\nthem: {name: Them}\n")
    made = convert_deal(plan, book)
    assert made.notes == ("comments are not carried over",)
    book.write_bytes(made.content)
    assert same(read_deal_book(book), read_deal(plan))
    text = convert_deal(book, "plan.json").content.decode()
    assert json.loads(text) == {
        "schema": "negotia/deal/1",
        "deal": {"id": "d", "title": "D"},
        "us": {"name": "Us"},
        "them": {"name": "Them"},
    }
    with pytest.raises(NegotiaError, match=r"ends in \.yaml, \.json or \.xlsx"):
        convert_deal(book, "plan.docx")
    with pytest.raises(DealError, match="cannot be read: no such file"):
        convert_deal(tmp_path / "none.xlsx", "plan.yaml")
    with pytest.raises(DealError, match="no Excel workbook"):
        parse_deal_book(b"PK no zip", "x.xlsx")
    with pytest.raises(DealError, match="no workbook of a plan"):
        parse_deal_book(book_bytes({"Deal": [["Field"]]}), "x.xlsx")
