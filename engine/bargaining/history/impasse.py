"""Signs in the log that tell the causes of a standstill apart: an answer is pending, our own mandate is used up.

Which cause it is, and what to do about it, is for the rules; they join these signs with what the plan says of people,
limits and incidents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.plan import AuthorityLimit
from ...deal.talks import Offer
from ...deal.term import Term
from ..offers import Standing
from ..preferences import other


class Awaited(NamedTuple):
    """The last offer on the table, which nobody has answered yet."""

    offer: Offer
    place: int
    by: Side
    """Who owes the answer."""
    round: int
    since: date | None

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key


class UsedMandate(NamedTuple):
    """An issue on which our last offer has reached what our people may agree to."""

    issue: Issue
    offered: Term
    who: tuple[str, ...]
    """Whose limits they are."""
    beyond: bool
    """The offer has passed all of these limits."""
    draft: bool
    """The offer is not on the table yet."""

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


def awaited(log: Sequence[Standing]) -> Awaited | None:
    """The answer that the talks wait for; None when the last offer was answered, or an agreement is on record."""
    on_table = [one for one in log if one.offer.status != "draft"]
    if not on_table or any(one.offer.status == "accepted" for one in on_table):
        return None
    last = on_table[-1].offer
    if last.status not in (None, "sent"):
        return None
    return Awaited(last, on_table[-1].place, other(last.by), last.round, last.at)


def used_mandates(
    log: Sequence[Standing], issues: Mapping[str, Issue], limits: Sequence[AuthorityLimit]
) -> tuple[UsedMandate, ...]:
    """The issues on which our last offer stands at the authority limits of all who have one, or beyond.

    The same of a draft that comes after it.
    """
    ours = [one for one in log if one.offer.by == "us"]
    on_table = [one for one in ours if one.offer.status != "draft"][-1:]
    drafts = [one for one in ours[-1:] if one.offer.status == "draft"]
    return tuple(used for one in on_table + drafts for used in _used_by(one, issues, limits))


def _used_by(
    one: Standing, issues: Mapping[str, Issue], limits: Sequence[AuthorityLimit]
) -> Iterator[UsedMandate]:
    for id, term in one.package.items():
        own = [
            limit for limit in limits if limit.issue == id and (limit.up_to, limit.down_to) != (None, None)
        ]
        used = [_used(term, limit) for limit in own]
        if used and None not in used:
            who = tuple(limit.who for limit in own)
            yield UsedMandate(issues[id], term, who, all(used), one.offer.status == "draft")


def _used(term: Term, limit: AuthorityLimit) -> bool | None:
    """Whether the term has passed the limit; None while it keeps within it."""
    if not isinstance(term.low, Decimal) or not isinstance(term.high, Decimal):
        return None
    room = [
        end
        for end in (
            None if limit.up_to is None else limit.up_to - term.high,
            None if limit.down_to is None else term.low - limit.down_to,
        )
        if end is not None
    ]
    return min(room) < 0 if min(room) <= 0 else None
