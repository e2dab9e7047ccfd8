"""Who has been heard on their side, and what our team brings to the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..deal.base import Stage
from ..deal.parties import Party, Person

SKILLS_OF: Mapping[Stage, Sequence[str]] = {
    "preparation": ("analysis",),
    "exchange": ("listening", "communication"),
    "clarification": ("listening", "emotional intelligence"),
    "bargaining": ("creativity", "patience"),
    "commitment": ("communication",),
    "closed": (),
}
"""What each stage asks of a team most."""


def unheard(party: Party) -> tuple[str, ...]:
    """Names of those with a say whose priorities are not known and who have said nothing on record; no mere users."""
    voices = set(_voices(party))
    return tuple(
        person.name
        for person in party.people or ()
        if person.decision_role != "user" and not person.priorities and person.name not in voices
    )


def _voices(party: Party) -> Iterator[str]:
    for insights in (
        party.view,
        party.challenges,
        party.needs,
        party.decision_drivers,
        party.concerns,
        party.hopes,
        party.emotional_drivers,
    ):
        yield from (insight.by for insight in insights or () if insight.by)


def missing_skills(people: Iterable[Person], stage: Stage) -> tuple[str, ...]:
    """Skills that the stage asks for and nobody at our table has; none as long as no skills are on record."""
    present = [person.skills for person in people if person.attends is not False and person.skills]
    if not present:
        return ()
    brought = {skill for skills in present for skill in skills}
    return tuple(skill for skill in SKILLS_OF[stage] if skill not in brought)
