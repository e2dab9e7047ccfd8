"""The form for those who do not write YAML: only what was edited changes, comments stay."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient

from engine.deal.reading import parse_deal
from engine.errors import DealError
from engine.service.page.filling import Form, filled
from engine.source import read_source
from tests.service.page.looking import add, sample, text_of, words
from tests.service.plans import PLAN

TODAY = date(2026, 3, 2)
NAMES = ["agency", "mistakes", "procurement", "reference", "software", "software-early", "stalled-price"]


def shown_fields(text: str) -> dict[str, str]:
    """All fields of the form of a deal with the texts that it shows."""
    form = Form(read_source(text, "plan", format="yaml").data, TODAY, {}, {})
    return {field.name: field.value for group in form.groups() for row in group.rows for field in row.fields}


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_is_sent_as_it_came_changes_nothing(name: str) -> None:
    text = sample(name)
    fields = {
        key: value.replace("\n", "\r\n").replace("\r\n", "\n") for key, value in shown_fields(text).items()
    }
    assert filled(text, "plan", "yaml", fields) == text


def edited(text: str, fields: dict[str, str]) -> str:
    return filled(text, "plan", "yaml", {**shown_fields(text), **fields})


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"field deal.title": "New: title"}, 'title: "New: title"'),
        ({"field deal.owner": "Ann"}, "owner: Ann"),
        ({"field us.batna.value": "120000"}, "value: 120000"),
        ({"field us.goals.short_term": "one\ntwo"}, "two"),
        ({"field deal.close_date": "2026-05-01"}, "2026-05-01"),
    ],
)
def test_an_edited_field_is_set_and_the_comments_stay(fields: dict[str, str], line: str) -> None:
    text = edited(PLAN, fields)
    parse_deal(text, "plan")
    assert line.strip('"').replace('"', "") in text.replace('"', "").replace("'", "")
    assert text.startswith("# how we began\n")


def test_a_field_that_is_emptied_is_taken_out() -> None:
    text = edited(PLAN, {"field deal.stage": ""})
    assert parse_deal(text, "plan").deal.stage is None


def test_issues_and_people_are_added_and_taken_out() -> None:
    text = edited(
        PLAN,
        {
            "new 0 issues id": "price",
            "new 0 issues kind": "money",
            "new 0 issues hard": "yes",
            "new 0 issues ours.opening": "100",
            "new 0 issues theirs.target": "80 to 90",
            "new 0 them.people name": "Bo Berg",
            "new 0 them.people attends": "yes",
            "new 0 meetings at": "2026-03-09T10:00+01:00",
            "new 0 meetings minutes": "45",
        },
    )
    deal = parse_deal(text, "plan")
    issue = (deal.issues or ())[0]
    assert (issue.id, issue.hard, issue.ours and issue.ours.opening and issue.ours.opening.low) == (
        "price",
        True,
        100,
    )
    assert issue.theirs is not None
    assert issue.theirs.target is not None
    assert (issue.theirs.target.low, issue.theirs.target.high) == (80, 90)
    assert (deal.them.people or ())[0].attends is True
    assert (deal.meetings or ())[0].minutes == 45
    less = filled(text, "plan", "yaml", {"remove issues[price]": "yes", "remove them.people[Bo Berg]": "yes"})
    after = parse_deal(less, "plan")
    assert not after.issues
    assert not after.them.people


def test_a_value_with_its_source_keeps_it() -> None:
    text = PLAN + (
        "issues:\n  - id: price\n    kind: money\n    theirs:\n"
        "      target: {value: 80, source: stated}  # at lunch\n"
    )
    changed = edited(text, {"field issues[price].theirs.target": "85"})
    assert "target: {value: 85, source: stated}  # at lunch" in changed


def test_the_next_meeting_is_the_first_that_is_not_over() -> None:
    text = PLAN + (
        'meetings:\n  - {at: "2026-02-01T10:00+01:00", purpose: exchange}\n'
        '  - {at: "2026-04-01T10:00+01:00", purpose: closing}\n  - {at: "2026-03-05T10:00+01:00", purpose: review}\n'
    )
    names = [name for name in shown_fields(text) if name.startswith("field meetings")]
    assert names
    assert all("2026-03-05" in name for name in names)
    undated = shown_fields(PLAN + "meetings:\n  - {purpose: exchange}\n")
    assert undated["field meetings[1].purpose"] == "exchange"


@pytest.mark.parametrize(
    "fields",
    [
        {"field deal.nothing": "x"},
        {"field issues[none].name": "x"},
        {"remove issues[none]": "yes"},
    ],
)
def test_fields_that_there_are_not_are_refused(fields: dict[str, str]) -> None:
    with pytest.raises(DealError):
        filled(PLAN, "plan", "yaml", fields)


def sent(page: str) -> dict[str, str]:
    """The fields of the form of a page as a browser would send them."""
    found = dict(
        re.findall(r'<input (?:id="[^"]*" )?(?:type="hidden" )?name="([^"]*)"[^>]*? value="([^"]*)"', page)
    )
    return {unescape(name): unescape(value) for name, value in found.items() if not name.startswith("remove")}


def test_the_page_saves_a_new_version(client: TestClient) -> None:
    address = add(client, sample("software"))
    answer = client.post(
        f"{address}/form", data={"version": "1", "field deal.title": "Another title"}, follow_redirects=False
    )
    assert answer.status_code == 303
    text = text_of(client, address)
    changed = [
        new for old, new in zip(sample("software").splitlines(), text.splitlines(), strict=True) if old != new
    ]
    assert len(changed) == 1
    assert "Another title" in changed[0]
    same = client.post(f"{address}/form", data={"version": "2", **_only_fields(client, address)})
    assert same.status_code == 200
    assert client.get(f"/api/v1{address}").json()["version"] == 2


def _only_fields(client: TestClient, address: str) -> dict[str, str]:
    return {
        name: value for name, value in sent(client.get(f"{address}/form").text).items() if name != "version"
    }


def test_a_form_with_mistakes_comes_back_with_what_was_written(client: TestClient) -> None:
    address = add(client, PLAN)
    data = {"version": "1", "field deal.close_date": "soon", "new 0 issues id": "price"}
    answer = client.post(f"{address}/form", data=data)
    assert answer.status_code == 422
    assert 'value="soon"' in answer.text
    assert 'value="price"' in answer.text
    assert "Not saved yet" in words(answer.text)
    assert text_of(client, address) == PLAN


def test_a_form_of_an_older_version_is_handed_back(client: TestClient) -> None:
    address = add(client, PLAN)
    client.post(f"{address}/text", data={"version": "1", "text": PLAN + "# theirs\n"})
    answer = client.post(f"{address}/form", data={"version": "1", "field deal.title": "Mine"})
    assert answer.status_code == 422
    assert 'value="Mine"' in answer.text
    assert 'name="version" value="2"' in answer.text
