"""The latest difficult moment of each side."""

from __future__ import annotations

from engine.facts import Facts
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
