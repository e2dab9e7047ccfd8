"""Moves that cost more than they bring: the same package again, two steps in a row, steps back, more after a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...deal.base import Side
from ...deal.talks import Offer
from ...deal.term import Term
from ..offers import NOISE, Change, Move, Package, Standing
from ..preferences import Preferences


class Repeat(NamedTuple):
    """An offer that says no more than an earlier one of the same side."""

    offer: Offer
    place: int
    by: Side
    round: int
    first: Offer
    """The first offer with this package."""
    times: int
    """How often the package has been offered, this time included."""
    refused: bool
    """Whether the other side has answered the package before, and not taken it."""
    draft: bool

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key


class DoubleStep(NamedTuple):
    """A concession before the other side has answered the offer that it improves, with nothing asked for it."""

    offer: Offer
    place: int
    by: Side
    round: int
    previous: Offer
    given: tuple[Change, ...]
    followed: bool

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key


class Retreat(NamedTuple):
    """An offer that takes back what its side had offered, and gives nothing for it."""

    offer: Offer
    place: int
    by: Side
    round: int
    taken: tuple[Change, ...]
    followed: bool

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key


class Nibble(NamedTuple):
    """An offer after the agreement that asks for more than was agreed, and gives nothing for it."""

    offer: Offer
    place: int
    by: Side
    round: int
    agreed: Offer
    asked: tuple[Change, ...]
    answered: bool
    """Whether the other side has made an offer since, or taken or refused this one."""
    draft: bool

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key


def repeats(log: Sequence[Standing]) -> tuple[Repeat, ...]:
    """Packages offered again: no term, scope or condition is new, and no option. Accepted ones are none."""
    found = []
    for one in log:
        same = [
            before
            for before in log
            if before.place < one.place and before.offer.by == one.offer.by and before.offer.status != "draft"
            if before.counts and _same(before.package, one.package)
        ]
        if one.counts and same and not _says_more(one.offer, same[-1].offer):
            found.append(
                Repeat(
                    one.offer,
                    one.place,
                    one.offer.by,
                    one.offer.round,
                    first=same[0].offer,
                    times=len(same) + 1,
                    refused=any(_refused(before, one, log) for before in same),
                    draft=one.offer.status == "draft",
                )
            )
    return tuple(found)


def _same(one: Package, two: Package) -> bool:
    return {id: _ends(term) for id, term in one.items()} == {id: _ends(term) for id, term in two.items()}


def _ends(term: Term) -> tuple[object, object]:
    return term.low, term.high


def _says_more(offer: Offer, before: Offer) -> bool:
    return bool(
        offer.status == "accepted"
        or offer.creative
        or (offer.conditions and offer.conditions != before.conditions)
        or offer.scope in ("reduced", "extended")
    )


def _refused(before: Standing, one: Standing, log: Sequence[Standing]) -> bool:
    answers = (before.place < other.place < one.place and other.offer.by != one.offer.by for other in log)
    return before.offer.status in ("rejected", "lapsed") or any(answers)


def double_steps(log: Sequence[Standing], moved: Sequence[Move]) -> tuple[DoubleStep, ...]:
    """Steps of either side against itself. Drafts are not on the table, and conditions ask for something."""
    previous = {one.place: one.previous.place for one in log if one.previous is not None}
    return tuple(
        DoubleStep(move.offer, move.place, move.by, move.round, move.previous, move.given, move.followed)
        for move in moved
        if move.concedes and not (move.gained or move.conditional or move.draft)
        if move.offer.status != "accepted"
        if not any(
            previous[move.place] < one.place < move.place and one.offer.by != move.by
            for one in log
            if one.offer.status != "draft"
        )
    )


def retreats(moved: Sequence[Move]) -> tuple[Retreat, ...]:
    """Steps back of either side, on the table. A larger scope has its price, and so has a smaller one."""
    return tuple(
        Retreat(move.offer, move.place, move.by, move.round, move.gained, move.followed)
        for move in moved
        if move.gained and not move.given and not move.draft
        if move.offer.scope not in ("reduced", "extended") and move.offer.status != "accepted"
    )


def nibbles(log: Sequence[Standing], preferences: Preferences) -> tuple[Nibble, ...]:
    """Offers after the last accepted one whose own terms are better for their side, and none worse."""
    accepted = [one for one in log if one.offer.status == "accepted"]
    if not accepted:
        return ()
    agreed = accepted[-1]
    found = []
    for one in log:
        if one.place <= agreed.place or one.offer.correction or one.offer.scope in ("reduced", "extended"):
            continue
        asked, gives = _asked(one.offer.terms or {}, agreed.package, preferences, one.offer.by)
        if asked and not gives:
            found.append(
                Nibble(
                    one.offer,
                    one.place,
                    one.offer.by,
                    one.offer.round,
                    agreed=agreed.offer,
                    asked=asked,
                    answered=_answered(one, log),
                    draft=one.offer.status == "draft",
                )
            )
    return tuple(found)


def _answered(one: Standing, log: Sequence[Standing]) -> bool:
    replies = (
        reply.place > one.place and reply.offer.by != one.offer.by and reply.offer.status != "draft"
        for reply in log
    )
    return one.offer.status in ("accepted", "rejected") or any(replies)


def _asked(
    terms: Mapping[str, Term], agreed: Package, preferences: Preferences, side: Side
) -> tuple[tuple[Change, ...], bool]:
    asked, gives = [], False
    for id, new in terms.items():
        old = agreed.get(id)
        if old is None:
            continue
        prefers = preferences.of(id, side)
        size = prefers.gain(old, new)
        if size is not None and abs(size) < NOISE:
            continue
        gives = gives or prefers.better(old, new) is True
        if prefers.better(new, old) is True:
            asked.append(Change(prefers.issue, old, new, False, True, size))
    return tuple(asked), gives
