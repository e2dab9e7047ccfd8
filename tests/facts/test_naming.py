"""Where a fact stands, and what a rule still needs to know, in the user's terms."""

from __future__ import annotations

import pytest

from engine.expressions import evaluate, read_expression, read_loop
from engine.facts import Binding, Facts, place_of, places_needed, vocabulary
from tests.making import MONDAY, deal_of

DEAL = """
issues:
  - {id: price, kind: money, ours: {opening: 120, walkaway: 100}, theirs: {opening: 80}}
  - {id: term, kind: duration, ours: {opening: 24, walkaway: 12}, theirs: {opening: 6}}
meetings: [{id: first, at: "2026-03-05T10:00+01:00", agenda: [{topic: a, minutes: 9, speaker: us}]}]
bargaining:
  offers:
    - {id: o1, round: 1, by: us, terms: {price: 120, term: 24}}
    - {id: o2, round: 2, by: us, status: sent, terms: {price: 110}}
"""


def needed(source: str, deal: str = DEAL) -> list[str]:
    facts = Facts(deal_of(deal), MONDAY)
    outcome = evaluate(read_expression(source, vocabulary()), facts.env)
    return [named.text for named in places_needed(outcome.needs, None, facts)]


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("us.batna.summary", ["us.batna.summary"]),
        ("issues[0].theirs.walkaway", ["issues[price].theirs.walkaway"]),
        ("bargaining.offers[1].total", ["bargaining.offers[o2].total"]),
        ('bargaining.offers[1].terms["term"]', ["bargaining.offers[o2].terms.term"]),
        ("derived.meeting.place", ["meetings[first].place"]),
        ("derived.gap_narrows", ["bargaining.offers"]),
        ("derived.term_ends", ["agreement.term.months", "deal.effective_date"]),
        ("derived.moves[0].paid", ["bargaining.offers[o2]"]),
        ("derived.moves[0].offer.total", ["bargaining.offers[o2].total"]),
        ("derived.zones[1].exists", ["issues[term].theirs.walkaway"]),
        ("derived.gaps[0].issue.tier", ["issues[price].tier"]),
        ("derived.talk_times[0].meeting.place", ["meetings[first].place"]),
        (
            "all(zone.exists for zone in derived.zones)",
            ["issues[price].theirs.walkaway", "issues[term].theirs.walkaway"],
        ),
    ],
)
def test_what_is_needed_is_named_as_the_user_would(source: str, places: list[str]) -> None:
    assert needed(source) == places


def test_without_a_meeting_its_day_is_asked_of_the_meetings() -> None:
    assert needed("derived.days_to_meeting", "meetings: []") == ["meetings"]
    assert needed("derived.days_to_meeting", "meetings: [{id: m}]") == ["meetings[m].at"]


@pytest.mark.parametrize(
    ("loop", "places"),
    [
        ("x in issues", ["issues[price]", "issues[term]"]),
        ("x in derived.moves", ["bargaining.offers[o2]"]),
        ("x in derived.offers", ["bargaining.offers[o1]", "bargaining.offers[o2]"]),
        ("x in derived.rounds", ["bargaining.offers[o1]", "bargaining.offers[o2]"]),
        ("x in derived.gaps", ["issues[price]", "issues[term]"]),
        ("x in derived.steps", ["issues[price]"]),
        ("x in derived.talk_times", ["meetings[first]"]),
    ],
)
def test_elements_stand_where_they_come_from(loop: str, places: list[str]) -> None:
    facts = Facts(deal_of(DEAL), MONDAY)
    read = read_loop(loop, vocabulary())
    elements = evaluate(read.items, facts.env).value
    where = tuple(read.items.source.split("."))
    assert [facts.name_of(place_of(one, where, n, facts)) for n, one in enumerate(elements)] == places


def test_the_loop_variable_stands_for_its_element() -> None:
    facts = Facts(deal_of(DEAL), MONDAY)
    move = facts.derived.moves[0]
    binding = Binding("move", move, ("bargaining", "offers", 1))
    scope = vocabulary().with_variable("move", read_loop("move in derived.moves", vocabulary()).element)
    outcome = evaluate(read_expression("move.offer.total", scope), {**facts.env, "move": move})
    assert [named.text for named in places_needed(outcome.needs, binding, facts)] == [
        "bargaining.offers[o2].total"
    ]
