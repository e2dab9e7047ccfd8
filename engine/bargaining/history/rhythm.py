"""Step sizes and their ratios: issue by issue in the issue's unit, and of whole packages in worth to us."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.talks import Offer
from ..offers import Standing
from ..preferences import ZERO
from ..progress import Steps
from .weighing import Scale


class Stride(NamedTuple):
    """A side's step from one package to its next, as a whole."""

    offer: Offer
    place: int
    by: Side
    round: int
    worth: Decimal | None
    """What it brings us (negative: costs us) as a share of all that is at stake for us, by our weights and ranges.

    None when an issue that moved and weighs for us can not be valued. A step of ours towards them is negative.
    """


class Rhythm(NamedTuple):
    """The steps of a side towards the other in the order they were made; holds and steps back are left out."""

    by: Side
    issue: Issue | None
    """None for whole packages."""
    sizes: tuple[Decimal, ...]
    """In the issue's unit (days for dates); for packages a share of all that is at stake for us."""
    ratios: tuple[Decimal, ...]
    """Each step over the one before it."""
    growth: Decimal
    """The largest of the ratios; 0 with fewer than two steps."""
    percents: tuple[int, ...]
    """The sizes of packages in whole percent; empty for an issue."""


def strides(log: Sequence[Standing], scale: Scale) -> tuple[Stride, ...]:
    """The steps between packages on the table, of both sides, in worth to us. First offers and drafts are none."""
    return tuple(
        Stride(one.offer, one.place, one.offer.by, one.offer.round, _worth(one, scale))
        for one in log
        if one.counts and one.previous is not None and one.offer.status != "draft"
    )


def _worth(one: Standing, scale: Scale) -> Decimal | None:
    total = ZERO
    for _, gain in scale.changes(one):
        if gain is None:
            return None
        total += gain
    return total


def unvalued(log: Sequence[Standing], scale: Scale) -> tuple[Issue, ...]:
    """The issues that moved, weigh for us, and can not be valued; each once."""
    found = {issue.id: issue for one in log for issue, gain in scale.changes(one) if gain is None}
    return tuple(found.values())


def package_rhythm(made: Sequence[Stride], by: Side) -> Rhythm | None:
    """The steps of a side as whole packages; None when one of them can not be valued.

    Offers that change the scope, and the accepted one that closes, are left out: they are steps of another kind.
    """
    counted = [one for one in made if one.by == by and _is_step(one.offer)]
    sizes = []
    for one in counted:
        if one.worth is None:
            return None
        size = -one.worth if by == "us" else one.worth
        if size > 0:
            sizes.append(size)
    return _rhythm(by, None, sizes, tuple(round(size * 100) for size in sizes))


def _is_step(offer: Offer) -> bool:
    return offer.scope not in ("reduced", "extended") and offer.status != "accepted"


def issue_rhythms(found: Sequence[Steps]) -> tuple[Rhythm, ...]:
    """The steps of each side on each numeric issue."""
    return tuple(_rhythm(one.by, one.issue, one.sizes, ()) for one in found)


def _rhythm(by: Side, issue: Issue | None, sizes: Sequence[Decimal], percents: tuple[int, ...]) -> Rhythm:
    ratios = tuple(after / before for before, after in pairwise(sizes))
    return Rhythm(by, issue, tuple(sizes), ratios, max(ratios, default=ZERO), percents)
