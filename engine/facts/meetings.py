"""The meeting prepared for, the days left to it, and who gets to speak."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..deal.plan import Meeting


class TalkTime(NamedTuple):
    """How the agenda of a meeting shares its time."""

    meeting: Meeting
    place: int
    minutes: int
    """Minutes of the points that have a time and a speaker."""
    their_share: Decimal
    """Share of them that is theirs, 0 to 1; points for both count half."""

    @property
    def key(self) -> str:
        """The meeting."""
        return self.meeting.key or str(self.place + 1)


def next_meeting(meetings: Sequence[Meeting], as_of: date) -> Meeting | None:
    """The first meeting on or after the day; meetings without a date come last."""
    dated = [one for one in meetings if one.at is not None and one.at.date() >= as_of]
    if dated:
        return min(dated, key=lambda one: one.at.timestamp() if one.at else 0)
    return next((one for one in meetings if one.at is None), None)


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday after `first`, up to and including `last`; 0 if `last` is not later."""
    days = (last - first).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((first.weekday() + offset) % 7 < 5 for offset in range(1, rest + 1))


def talk_times(meetings: Sequence[Meeting]) -> tuple[TalkTime, ...]:
    """The talk time of each meeting whose agenda names minutes and speakers."""
    found = []
    for place, meeting in enumerate(meetings):
        shares = [
            (item.minutes, Decimal({"us": 0, "both": 1, "them": 2}[item.speaker]) / 2)
            for item in meeting.agenda or ()
            if item.minutes and item.speaker
        ]
        total = sum(minutes for minutes, _ in shares)
        if total:
            theirs = sum((minutes * share for minutes, share in shares), Decimal(0))
            found.append(TalkTime(meeting, place, total, theirs / total))
    return tuple(found)
