"""The meeting prepared for, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from ..deal.parties import Person
from ..deal.plan import Meeting
from .worded import Words, shorten

_LINE: Final = 14


def when_and_where(meeting: Meeting | None, words: Words) -> str:
    """Time, length, place and purpose of the meeting as far as they are set; empty without a meeting."""
    if meeting is None:
        return ""
    parts = (
        words.moment(meeting.at) if meeting.at else words.texts("words.meeting.no_date"),
        words.texts.count("words.meeting.minutes", meeting.minutes) if meeting.minutes else "",
        shorten(meeting.place or "", _LINE),
        words.texts.named("purpose", meeting.purpose) if meeting.purpose else "",
    )
    return " · ".join(filter(None, parts))


def present(meeting: Meeting | None, people: Sequence[Person]) -> tuple[Person, ...]:
    """Who of these people sits in the meeting: as it says itself, otherwise as each person is marked."""
    if meeting is not None and meeting.attendees:
        return tuple(person for person in people if person.name in meeting.attendees)
    return tuple(person for person in people if person.attends)


def last_working_day(meeting: Meeting | None, as_of: date) -> date | None:
    """The last working day before the meeting, but not before today; None without a date."""
    if meeting is None or meeting.at is None:
        return None
    day = meeting.at.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return max(day, as_of)
