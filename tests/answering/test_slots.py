"""Which field a path names, and what the field takes."""

from __future__ import annotations

import re

import pytest

from engine.answering import Slot, UnknownPath, find_slot, parts_of
from engine.source import read_source

DATA = read_source(
    """
    deal: {id: d, title: D}
    us: {name: Us, people: [{name: Kim}, {name: "Kim [Leeds]."}]}
    them: {name: Them, needs: [{text: "speed"}]}
    issues:
      - {id: price, kind: money, unit: EUR}
      - {id: start, kind: date}
      - {id: place, kind: choice, options: [York, Hull]}
      - {id: share, kind: percent}
      - {kind: text}
    strategy: {concessions: [{id: c, give: a day, issue: start}, {id: b, give: more}]}
    meetings: [{at: "2026-03-03 11:00Z"}, {purpose: review}]
    bargaining: {offers: [{round: 1, by: us, terms: {price: 1}}]}
    clarification: {claims: none}
    """,
    "deal.yaml",
).data


def slot(path: str) -> Slot:
    return find_slot(path, DATA)


@pytest.mark.parametrize(
    ("path", "steps", "kind"),
    [
        ("us.batna.summary", ("us", "batna", "summary"), "text"),
        ("us.batna.value", ("us", "batna", "value"), "number"),
        ("deal.approach", ("deal", "approach"), "choice"),
        ("deal.public_tender", ("deal", "public_tender"), "truth"),
        ("deal.close_date", ("deal", "close_date"), "date"),
        ("us.goals", ("us", "goals"), "section"),
        ("us.strengths", ("us", "strengths"), "texts"),
        ("us.people", ("us", "people"), "sections"),
        ("us.people[Kim]", ("us", "people", 0), "section"),
        ("us.people[Kim].skills", ("us", "people", 0, "skills"), "choices"),
        ("us.people[Kim [Leeds].].role", ("us", "people", 1, "role"), "text"),
        ("issues[price].theirs.walkaway", ("issues", 0, "theirs", "walkaway"), "number"),
        ("issues[start].ours.target", ("issues", 1, "ours", "target"), "date"),
        ("issues[place].ours.target", ("issues", 2, "ours", "target"), "choice"),
        ("issues[5].ours.target", ("issues", 4, "ours", "target"), "number"),
        ("issues[place].ours.scores.York", ("issues", 2, "ours", "scores", "York"), "number"),
        ("issues[place].ours.scores", ("issues", 2, "ours", "scores"), "map"),
        ("strategy.concessions[c].to", ("strategy", "concessions", 0, "to"), "date"),
        ("strategy.concessions[b].from", ("strategy", "concessions", 1, "from"), "number"),
        ("meetings[2026-03-03T11:00+00:00].objective", ("meetings", 0, "objective"), "text"),
        ("meetings[2].at", ("meetings", 1, "at"), "moment"),
        ("bargaining.offers[us@1].terms.start", ("bargaining", "offers", 0, "terms", "start"), "date"),
        ("commitment.terms[price]", ("commitment", "terms", "price"), "number"),
    ],
)
def test_a_path_names_a_field(path: str, steps: tuple[str | int, ...], kind: str) -> None:
    found = slot(path)
    assert (found.path, found.steps, found.kind) == (path, steps, kind)
    assert found.doc


def test_a_term_takes_what_its_issue_says() -> None:
    assert slot("issues[price].ours.opening").unit == "EUR"
    assert slot("issues[share].ours.opening").unit == "%"
    assert slot("commitment.terms.place").options == ("York", "Hull")
    assert slot("issues[start].ours.opening").is_term
    assert not slot("deal.close_date").is_term
    assert slot("deal.approach").options == ("integrative", "distributive")


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("us.batan.value", "us has no field 'batan'", "did you mean 'batna'?"),
        ("ours", "a deal has no field 'ours'", "did you mean"),
        ("", "a deal has no field ''", "it has: agreement"),
        ("us.name.first", "us.name has no parts: 'us.name.first' names nothing", ""),
        ("us.goals[1]", "us.goals has no parts", ""),
        ("us.strengths[1]", "us.strengths has no parts", ""),
        ("issues[pirce].ours", "issues has no item 'pirce'", "did you mean 'price'?"),
        ("them.people[Ada].role", "them.people has no item 'Ada'", "added by a path without brackets"),
        ("clarification.claims[1].issue", "clarification.claims has no item '1'", "without brackets"),
        ("issues[price.ours", "a bracket of 'issues[price.ours' is not closed", ""),
    ],
)
def test_a_path_that_names_nothing(path: str, message: str, hint: str) -> None:
    with pytest.raises(UnknownPath, match=re.escape(message)) as caught:
        slot(path)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("them.batna.value", "in the value"),
        ("issues[price].theirs.walkaway", "in the value"),
        ("them.needs", "in the item"),
        ("them.needs[speed]", "in the item"),
        ("clarification.hidden_drivers", "in the item"),
        ("them.batna.summary", "beside"),
        ("them.needs[speed].answer", "nowhere"),
        ("them.people", "nowhere"),
        ("them.decision_process", "nowhere"),
        ("us.batna.value", "nowhere"),
        ("us.interests", "nowhere"),
    ],
)
def test_where_the_source_of_an_answer_is_kept(path: str, kept: str) -> None:
    assert slot(path).source_kept == kept


def test_a_section_is_asked_for_by_its_fields() -> None:
    assert [one.path for one in parts_of(slot("us.goals"), DATA)] == [
        "us.goals.short_term",
        "us.goals.long_term",
    ]
    batna = [one.path for one in parts_of(slot("us.batna"), DATA)]
    assert batna == ["us.batna.summary", "us.batna.value", "us.batna.steps"]
    assert parts_of(slot("us.name"), DATA) == (slot("us.name"),)
