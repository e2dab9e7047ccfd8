from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.deal.base import Section
from engine.deal.issues import Issue, Position
from engine.deal.model import Deal, Header
from engine.deal.parties import Batna, Party, Person
from engine.deal.paths import names, sections
from engine.deal.plan import Concession, Meeting
from engine.deal.reading import parse_deal
from engine.deal.term import Term

TEXT = "deal: {id: d, title: t}\nus: {name: we}\nthem: {name: they}\n"


def all_sections(model: type[Section], seen: set[type[Section]]) -> set[type[Section]]:
    if model not in seen:
        seen.add(model)
        for nested in sections(model).values():
            all_sections(nested, seen)
    return seen


def test_a_deal_made_in_python() -> None:
    deal = Deal(
        deal=Header(id="relaunch", title="Website relaunch", currency="EUR", close_date=date(2026, 3, 31)),
        us=Party(
            name="Brightside Studio", weaknesses="none", batna=Batna(value=90000), reservation=Term.of(3)
        ),
        them=Party(name="Harbour Foods", people=[Person(name="Ines Duarte")]),
        issues=[Issue(id="price", name="Monthly fee", kind="money", ours=Position(opening=Term.of(9000)))],
        meetings=[Meeting(at=datetime(2026, 3, 5, 14, tzinfo=UTC))],
    )
    assert deal.id == "relaunch"
    assert deal.source is None
    assert deal.us.weaknesses == ("none",)
    assert deal.us.reservation == Term.of(3)
    assert deal.us.batna is not None
    assert deal.us.batna.value == Term.of(90000)
    price = deal.issue("price")
    assert price is not None
    assert price.label == "Monthly fee"
    assert Issue(id="term", kind="duration").label == "term"
    assert deal.issue("term") is None


def test_a_deal_that_was_read_keeps_its_source() -> None:
    deal = parse_deal(TEXT, "plan.yaml")
    assert deal.source is not None
    assert deal.source.name == "plan.yaml"
    assert deal.issue("price") is None


def test_what_is_absent_is_none() -> None:
    deal = parse_deal(TEXT)
    assert deal.model_dump(exclude_none=True) == {
        "schema_": "negotia/deal/1",
        "deal": {"id": "d", "title": "t"},
        "us": {"name": "we"},
        "them": {"name": "they"},
    }


def test_every_section_is_frozen_and_refuses_unknown_keys() -> None:
    models = all_sections(Deal, set())
    assert len(models) > 60
    for model in models:
        assert model.model_config["frozen"], model
        assert model.model_config["extra"] == "forbid", model


def test_a_deal_cannot_be_changed() -> None:
    deal = parse_deal(TEXT)
    with pytest.raises(ValidationError, match="frozen"):
        deal.us = deal.them
    with pytest.raises(ValidationError, match="frozen"):
        deal.deal.title = "other"


def test_every_section_in_a_list_can_be_told_apart_and_every_key_exists() -> None:
    listed = {"deal", "us", "them"}
    for model in all_sections(Deal, set()):
        for key in model.keyed_by:
            assert key in names(model), model
        assert model.__doc__ != Section.__doc__, f"{model} needs a docstring of its own"
    for key, section in sections(Deal).items():
        annotation = str(Deal.model_fields[key].annotation) if key not in listed else ""
        assert bool(section.keyed_by) == annotation.startswith("tuple"), key


def test_aliases_are_the_keys_of_the_file() -> None:
    concession = Concession.model_validate({"id": "c", "give": "g", "from": Term.of(9)})
    assert concession.from_ == Term.of(9)
    assert concession.key == "c"


@given(st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", fullmatch=True))
def test_numbers_keep_the_digits_that_were_written(number: str) -> None:
    deal = parse_deal(f"{TEXT}pricing: {{floor: {number}}}\n")
    assert deal.pricing is not None
    assert isinstance(deal.pricing.floor, Decimal)
    assert deal.pricing.floor.as_tuple() == Decimal(number).as_tuple() or "." not in number


@pytest.mark.parametrize("number", ["0.1", "19.90", "1e3", "-0.5", ".5"])
def test_numbers_are_exact(number: str) -> None:
    deal = parse_deal(f"{TEXT}pricing: {{floor: {number}}}\n")
    assert deal.pricing is not None
    assert deal.pricing.floor == Decimal(number)
    assert str(deal.pricing.floor) == str(Decimal(number))


@pytest.mark.parametrize("value", [0.1, "1", True, Decimal("NaN"), Decimal("Infinity")])
def test_a_number_made_in_python_is_an_integer_or_a_finite_decimal(value: object) -> None:
    with pytest.raises(ValidationError):
        Deal.model_validate(
            {"deal": {"id": "d", "title": "t", "contract_value": {"amount": value}}, "us": {}, "them": {}}
        )


def test_dates_made_in_python() -> None:
    with pytest.raises(ValidationError, match="a date is expected"):
        Header(id="d", title="t", close_date=datetime(2026, 3, 31))
    with pytest.raises(ValidationError, match="with its zone"):
        Meeting(at=datetime(2026, 3, 31, 14))
