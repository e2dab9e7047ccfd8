"""What went wrong in the talks: difficult moments, disagreements, misunderstandings."""

from __future__ import annotations

from engine.facts import Facts, place_of
from tests.making import MONDAY, deal_of


def test_the_latest_incident_of_each_side_counts() -> None:
    found = Facts(
        deal_of(
            """
            bargaining:
              incidents:
                - {kind: pressure, by: them, what: They named a deadline.}
                - {kind: emotion, by: us, what: We raised our voice.}
                - {kind: aggression, by: them, what: They shouted.}
            """
        ),
        MONDAY,
    ).derived
    assert found.their_incident is not None
    assert found.their_incident.what == "They shouted."
    assert found.our_incident is not None
    assert found.our_incident.what == "We raised our voice."


def test_calm_talks_have_no_incident() -> None:
    calm = Facts(deal_of("bargaining: {halted: false}"), MONDAY).derived
    untouched = Facts(deal_of(), MONDAY).derived
    assert [calm.their_incident, calm.our_incident, untouched.their_incident] == [None, None, None]


def test_lists_that_nobody_keeps_when_all_is_well_are_empty_and_not_absent() -> None:
    silent = Facts(deal_of(), MONDAY).derived
    assert silent.questions == ()
    assert (silent.disagreements, silent.misunderstandings, silent.new_information) == ((), (), ())


def test_an_element_of_such_a_list_stands_where_the_deal_has_it() -> None:
    facts = Facts(deal_of("clarification: {disagreements: [{topic: Price}, {topic: Start}]}"), MONDAY)
    element = facts.derived.disagreements[1]
    assert place_of(element, ("derived", "disagreements"), 1, facts) == ("clarification", "disagreements", 1)
