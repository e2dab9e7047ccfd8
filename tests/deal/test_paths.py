from __future__ import annotations

from typing import Any

import pytest

from engine.deal.model import Deal, Header, Waiver
from engine.deal.parties import Insight, Party, Person
from engine.deal.paths import Location, describe, name_of, names, section_at, sections
from engine.deal.plan import AuthorityLimit, Concession, Meeting, Strategy
from engine.deal.reading import parse_deal
from engine.deal.talks import Bargaining, Offer
from engine.deal.term import Term

DATA: dict[str, Any] = {
    "deal": {"title": "t"},
    "them": {"people": [{"name": "Ines Duarte"}, {"role": "IT"}, "a text"], "needs": [{"text": "speed"}]},
    "issues": [{"id": "price", "ours": {"opening": 3}}, {"id": ["x"]}, {}],
    "strategy": {
        "authority": [{"who": "Kim"}, {"who": "Kim", "issue": "price"}, {"issue": "price"}],
        "concessions": [{"id": "c1", "from": 3}],
    },
    "bargaining": {
        "offers": [
            {"id": "o1", "round": 1, "by": "us", "terms": {"price": [3, 4]}},
            {"round": 2, "by": "them"},
            {"round": 2},
        ]
    },
    "meetings": [{"at": "2026-03-31T14:00+02:00"}, {"agenda": [{"topic": "price"}]}],
    "waivers": [{"rule": "R", "subject": "issues[price]"}, {"rule": "R"}, {"subject": "x"}],
}


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), ""),
        (("deal",), "deal"),
        (("deal", "title"), "deal.title"),
        (("deal", "owner"), "deal.owner"),
        (("us", "batna", "value"), "us.batna.value"),
        (("issues", 0), "issues[price]"),
        (("issues", 0, "ours", "opening"), "issues[price].ours.opening"),
        (("issues", 1, "id"), "issues[2].id"),
        (("issues", 2), "issues[3]"),
        (("issues", 9), "issues[10]"),
        (("them", "people", 0, "role"), "them.people[Ines Duarte].role"),
        (("them", "people", 1, "name"), "them.people[2].name"),
        (("them", "people", 2), "them.people[3]"),
        (("them", "needs", 0), "them.needs[speed]"),
        (("them", "weaknesses", 0), "them.weaknesses[1]"),
        (("strategy", "authority", 0), "strategy.authority[Kim]"),
        (("strategy", "authority", 1), "strategy.authority[Kim/price]"),
        (("strategy", "authority", 2), "strategy.authority[3]"),
        (("strategy", "concessions", 0, "from"), "strategy.concessions[c1].from"),
        (("bargaining", "offers", 0, "terms", "price", 1), "bargaining.offers[o1].terms.price[2]"),
        (("bargaining", "offers", 1), "bargaining.offers[them@2]"),
        (("bargaining", "offers", 2), "bargaining.offers[3]"),
        (("meetings", 0, "at"), "meetings[2026-03-31T14:00+02:00].at"),
        (("meetings", 1, "agenda", 0, "minutes"), "meetings[2].agenda[price].minutes"),
        (("waivers", 0), "waivers[R:issues[price]]"),
        (("waivers", 1), "waivers[R]"),
        (("waivers", 2), "waivers[3]"),
        (("surprise", "a", 0, "b"), "surprise.a[1].b"),
    ],
)
def test_describe(location: Location, path: str) -> None:
    assert describe(location, DATA) == path


def test_describe_data_of_the_wrong_shape() -> None:
    assert describe(("issues", 0, "ours"), {"issues": "price"}) == "issues[1].ours"


@pytest.mark.parametrize(
    ("location", "section"),
    [
        ((), Deal),
        (("them",), Party),
        (("them", "people", 3), Person),
        (("clarification", "hidden_drivers", 0), Insight),
        (("bargaining", "offers", 0), Offer),
        (("bargaining", "offers", 0, "terms"), None),
        (("bargaining", "offers", 0, "terms", "price"), None),
        (("deal", "title"), None),
        (("surprise", "x"), None),
    ],
)
def test_section_at(location: Location, section: type | None) -> None:
    assert section_at(location) is section


def test_names_are_those_of_the_file() -> None:
    assert names(Deal)[:4] == ("schema", "deal", "us", "them")
    assert {"from", "to"} < set(names(Concession))


def test_sections_are_the_keys_with_sections_below() -> None:
    assert sections(Party)["people"] is Person
    assert "name" not in sections(Party)
    assert sections(Person) == {}


def test_a_place_of_a_file_of_another_kind() -> None:
    assert describe(("people", 0), {"people": [{"name": "Ines Duarte"}]}, Party) == "people[Ines Duarte]"
    assert section_at(("people", 0), Party) is Person


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ((), ""),
        (("deal", "title"), "deal.title"),
        (("schema",), "schema"),
        (("them", "people", 0, "role"), "them.people[Ines Duarte].role"),
        (("them", "people", 7), "them.people[8]"),
        (("them", "batna", "value"), "them.batna.value"),
        (("them", "weaknesses", 0), "them.weaknesses[1]"),
        (("strategy", "concessions", 0, "from"), "strategy.concessions[c1].from"),
        (("strategy", "authority", 1), "strategy.authority[Kim/price]"),
        (("bargaining", "offers", 0, "terms", "price"), "bargaining.offers[o1].terms.price"),
        (("bargaining", "offers", 1, "terms", "price"), "bargaining.offers[them@2].terms.price"),
        (("meetings", 1, "at"), "meetings[2].at"),
        (("waivers", 0), "waivers[R:issues[price]]"),
    ],
)
def test_name_of(location: Location, name: str) -> None:
    deal = Deal(
        deal=Header(id="d", title="t"),
        us=Party(name="we"),
        them=Party(name="they", people=[Person(name="Ines Duarte")], weaknesses="none"),
        strategy=Strategy(
            authority=[AuthorityLimit(who="Kim"), AuthorityLimit(who="Kim", issue="price")],
            concessions=[Concession(id="c1", give="g")],
        ),
        bargaining=Bargaining(
            offers=[Offer(id="o1", round=1, by="us", terms={"price": Term.of(3)}), Offer(round=2, by="them")]
        ),
        meetings=[Meeting(), Meeting()],
        waivers=[Waiver(rule="R", subject="issues[price]", reason="r", by="b")],
    )
    assert name_of(location, deal) == name


@pytest.mark.parametrize("at", ["2026-03-31T14:00+02:00", "2026-03-31T14:00:30+02:00"])
def test_the_key_of_a_meeting_is_its_time_as_written(at: str) -> None:
    text = f"deal: {{id: d, title: t}}\nus: {{name: we}}\nthem: {{name: they}}\nmeetings: [{{at: '{at}'}}]\n"
    deal = parse_deal(text)
    assert [meeting.key for meeting in deal.meetings or ()] == [at]
