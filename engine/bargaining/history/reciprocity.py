"""How the steps of the sides answer each other: what came back for ours, and who moves first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ...deal.base import Side
from ..offers import Standing
from ..preferences import ZERO
from .rhythm import Stride


class Reciprocity(NamedTuple):
    """Our steps held against theirs since the first offers, all in worth to us by our own weights."""

    steps: int
    """Times that we came towards them and they have answered, by an offer or a refusal."""
    returned_steps: int
    """How many of these they answered with a step towards us."""
    given: Decimal
    """What these steps cost us, as a share of all that is at stake for us."""
    returned: Decimal
    """What their answers to them brought us; below 0 if they moved away."""
    share: Decimal | None
    """What came back as a share of what we gave; None while there is nothing to compare."""
    our_leads: int
    """Times that we moved first: towards them, with no step of theirs just before."""
    their_leads: int
    leader: Side | None
    """Who has moved first more often; None when neither has."""


class _Turn(NamedTuple):
    """Offers of one side with none of the other between them."""

    by: Side
    opens: bool
    worth: Decimal | None
    last: Standing

    @property
    def towards(self) -> Decimal:
        """How far it came towards the other side; negative if it moved away, 0 if it only opened."""
        assert self.worth is not None
        return -self.worth if self.by == "us" else self.worth


def reciprocity(log: Sequence[Standing], made: Sequence[Stride]) -> Reciprocity | None:
    """How far steps are returned, and who leads; None when a step can not be valued.

    A reply is what the other side offers next, before the first side speaks again. Where that is the other side's first
    offer it can not be measured, and the step does not count; nor does one that still awaits its answer.
    """
    turns = _turns(log, made)
    if any(turn.worth is None for turn in turns):
        return None
    given = returned = ZERO
    steps = returned_steps = 0
    for place, turn in enumerate(turns):
        came_back = _came_back(turns, place)
        if turn.by == "them" or turn.towards <= 0 or came_back is None:
            continue
        given, returned = given + turn.towards, returned + came_back
        steps, returned_steps = steps + 1, returned_steps + (came_back > 0)
    leads = _leads(turns)
    ours, theirs = leads.count("us"), leads.count("them")
    leader: Side | None = None if ours == theirs else "us" if ours > theirs else "them"
    share = returned / given if given else None
    return Reciprocity(steps, returned_steps, given, returned, share, ours, theirs, leader)


def _turns(log: Sequence[Standing], made: Sequence[Stride]) -> list[_Turn]:
    worth = {one.place: one.worth for one in made}
    turns: list[_Turn] = []
    for one in log:
        if not one.counts or one.offer.status == "draft":
            continue
        value = worth.get(one.place, ZERO)
        opens = one.previous is None
        if turns and turns[-1].by == one.offer.by:
            before = turns.pop()
            value = None if value is None or before.worth is None else before.worth + value
            opens = opens or before.opens
        turns.append(_Turn(one.offer.by, opens, value, one))
    return turns


def _came_back(turns: Sequence[_Turn], place: int) -> Decimal | None:
    if place + 1 < len(turns):
        reply = turns[place + 1]
        return None if reply.opens else reply.towards
    return ZERO if turns[place].last.offer.status == "rejected" else None


def _leads(turns: Sequence[_Turn]) -> list[Side]:
    return [turn.by for before, turn in pairwise(turns) if turn.towards > 0 >= before.towards]
