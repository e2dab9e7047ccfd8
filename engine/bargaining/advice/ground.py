"""Where advice starts from: the outcomes inside our limits, where both sides stand, what money is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...deal.plan import Concession
from ..efficiency.space import Dimension, Option, Space
from .money import Rate

Place = int | None
"""The index of an option in its dimension; None when it is not known."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A concession that the plan holds. Its places are in the dimension it is about; None where it is about none."""

    concession: Concession
    dimension: int | None = None
    before: Place = None
    after: Place = None
    round: int | None = None
    """The round in which it was made; None while it is still to be made."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all advice is worked out from. `space` holds only options inside our walk-aways and authority."""

    space: Space
    ours: tuple[Place, ...]
    """Where we stand on each dimension: our last offer on the table, else our opening."""
    theirs: tuple[Place, ...]
    """Where they stand; what lies beyond our limits counts as the nearest option inside them."""
    target: tuple[Place, ...]
    reach: tuple[frozenset[int], ...]
    """What we may give on each dimension: as far as planned concessions and our target go, else short of our limit."""
    short: tuple[frozenset[int], ...]
    """What packages may hold: all that is short of our walk-away, and what concessions are planned beyond."""
    rate_ours: Rate | None = None
    rate_theirs: Rate | None = None
    planned: tuple[Planned, ...] = ()
    """In the order in which they may be used."""
    offered: bool = False
    """Whether an offer of ours is on the table."""
    waiting: bool = False
    """Whether the last word is ours: it is their turn."""
    their_offer: int | None = None
    """What their last offer is worth to us, in our units; None without one, or when part of it is beyond our limits."""
    last_step: int | None = None
    """What our last move gave, in our units; None before our second offer."""
    last_price_step: Decimal | None = None
    """What our last move on the main money issue gave, in its unit."""
    closed: bool = False
    """Whether an offer is accepted."""
    needed: tuple[str, ...] = ()
    """What the plan would have to say for advice that is missing, in words."""


def units(space: Space, choice: Sequence[Place]) -> tuple[int, int] | None:
    """What an outcome is worth to us and to them; None while an issue of it is not known."""
    known = [place for place in choice if place is not None]
    return space.sums(known) if len(known) == len(choice) else None


def stakes(space: Space) -> tuple[int, int]:
    """What is at stake for us and for them: from the worst outcome to the best, in units."""
    ours, theirs = (
        sum(max(values) - min(values) for values in side)
        for side in (
            [[one.ours for one in each.options] for each in space.dimensions],
            [[one.theirs for one in each.options] for each in space.dimensions],
        )
    )
    return ours, theirs


def option(space: Space, dimension: int, place: int) -> Option:
    """One option."""
    return space.dimensions[dimension].options[place]


def restricted(space: Space, kept: Sequence[Sequence[int]], *, ours: int | None = None) -> Space:
    """The space with only these options, for us only outcomes worth at least `ours`, for them whatever they are worth.

    Their reservation is our guess: it must not hide what is best for them.
    """
    return replace(
        space,
        dimensions=tuple(
            Dimension(one.issue, tuple(one.options[place] for place in places), one.step)
            for one, places in zip(space.dimensions, kept, strict=True)
        ),
        reservation_ours=_larger(space.reservation_ours, ours),
        reservation_theirs=None,
    )


def _larger(one: int | None, two: int | None) -> int | None:
    return max((value for value in (one, two) if value is not None), default=None)


def unpacked(kept: Sequence[Sequence[int]], choice: Sequence[int]) -> tuple[int, ...]:
    """A choice in the restricted space as one of the whole."""
    return tuple(places[index] for places, index in zip(kept, choice, strict=True))
