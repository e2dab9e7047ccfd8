"""Who has been heard on their side, and what our team brings to the table."""

from __future__ import annotations

import pytest

from engine.facts import Facts
from engine.facts.derived import Derived
from tests.making import MONDAY, deal_of


def derived(text: str) -> Derived:
    return Facts(deal_of(text), MONDAY).derived


def test_someone_is_heard_whose_priorities_are_known_or_who_said_something() -> None:
    found = derived(
        """
        them:
          name: Them
          people:
            - {name: Ada, priorities: [speed]}
            - {name: Bo}
            - {name: Cy, decision_role: user}
            - {name: Di}
            - {name: Eve, decision_role: influencer}
          concerns: [{text: It may be late., by: Di}, {text: It may be dear.}]
        """
    )
    assert found.unheard == ("Bo", "Eve")


def test_nobody_is_unheard_when_nobody_is_known() -> None:
    assert derived("").unheard == ()


TEAM = """
deal: {{id: d, title: D, stage: {stage}}}
us:
  name: Us
  people:
    - {{name: Ann, skills: [analysis, listening]}}
    - {{name: Ben, skills: [patience], attends: true}}
    - {{name: Cat, skills: [creativity, communication], attends: false}}
    - {{name: Dan}}
"""


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        ("preparation", ()),
        ("exchange", ("communication",)),
        ("clarification", ("emotional intelligence",)),
        ("bargaining", ("creativity",)),
        ("commitment", ("communication",)),
        ("closed", ()),
    ],
)
def test_skills_are_missed_by_stage_among_those_who_attend(stage: str, missing: tuple[str, ...]) -> None:
    assert derived(TEAM.format(stage=stage)).missing_skills == missing


def test_no_skill_is_missed_where_none_is_on_record() -> None:
    assert derived("us: {name: Us, people: [{name: Ann}, {name: Bea, skills: []}]}").missing_skills == ()
    assert derived("").missing_skills == ()
