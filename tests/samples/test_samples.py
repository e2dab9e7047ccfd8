"""The shipped deals are readable, named after their files, and the reference one shows the whole model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.paths import names, sections
from engine.deal.reading import read_deal

FOLDER = Path(__file__).parents[2] / "samples" / "deals"
SAMPLES = sorted(FOLDER.glob("*.yaml"), key=lambda path: path.stem)
AS_OF = date(2026, 3, 2)

every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def test_the_shipped_samples() -> None:
    assert [path.stem for path in SAMPLES] == [
        "agency",
        "agency-early",
        "mistakes",
        "procurement",
        "reference",
        "software",
        "software-early",
        "stalled-price",
    ]


@every_sample
def test_reads_and_bears_the_name_of_its_file(path: Path) -> None:
    assert read_deal(path).id == path.stem


@every_sample
def test_begins_with_the_schema_and_stays_narrow(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    statements = [line for line in lines if not line.startswith("#")]
    assert statements[0] == "schema: negotia/deal/1"
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120 or line != line.rstrip()] == []


@every_sample
def test_has_a_meeting_ahead(path: Path) -> None:
    ahead = [
        meeting for meeting in read_deal(path).meetings or () if meeting.at and meeting.at.date() > AS_OF
    ]
    assert len(ahead) == 1
    agenda = ahead[0].agenda or ()
    assert sum(item.minutes or 0 for item in agenda) == ahead[0].minutes


@every_sample
def test_recorded_people_take_part(path: Path) -> None:
    deal = read_deal(path)
    known = {person.name for party in (deal.us, deal.them) for person in party.people or ()}
    assert {name for meeting in deal.meetings or () for name in meeting.attendees or ()} <= known


@every_sample
def test_weights_share_out_one_hundred(path: Path) -> None:
    issues = [issue for issue in read_deal(path).issues or () if issue.negotiable is not False]
    weights = [issue.ours.weight.low for issue in issues if issue.ours and issue.ours.weight]
    assert not weights or len(weights) == len(issues)
    assert sum(weight for weight in weights if isinstance(weight, Decimal)) == (100 if weights else 0)


def _sections_of(value: object) -> Iterator[Section]:
    if isinstance(value, Section):
        yield value
        for field in type(value).model_fields:
            yield from _sections_of(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _sections_of(item)


def _model_fields(model: type[Section], seen: set[type[Section]]) -> Iterator[tuple[str, str]]:
    if model in seen:
        return
    seen.add(model)
    for field in names(model):
        yield model.__name__, field
    for section in sections(model).values():
        yield from _model_fields(section, seen)


def test_reference_shows_every_field_of_every_section() -> None:
    deal = read_deal(FOLDER / "reference.yaml")
    shown = {
        (type(section).__name__, info.alias or field)
        for section in _sections_of(deal)
        for field, info in type(section).model_fields.items()
        if field in section.model_fields_set and getattr(section, field) is not None
    }
    whole = set(_model_fields(Deal, set()))
    assert ("Signatory", "authority") in whole
    assert ("Concession", "from") in whole
    assert sorted(whole - shown) == []
