"""A deal -> the ground that advice stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.model import Deal
from ...deal.plan import AuthorityLimit, Concession
from ...deal.term import Scalar, Term
from ...texts import tell
from ..efficiency.space import Dimension, Space
from ..offers import Package, Standing, standings
from ..preferences import measure, position, preference
from .ground import Ground, Place, Planned, restricted, units
from .money import main_money, rate

_LAST = 10_000
"""The order of a concession that names none."""


def ground_of(deal: Deal, space: Space) -> Ground:
    """What advice on a deal starts from; `space` is the deal's."""
    log = standings((deal.bargaining.offers if deal.bargaining else None) or ())
    table = [one for one in log if one.offer.status != "draft"]
    packages = {side: _latest(table, side) for side in ("us", "them")}
    kept = [_allowed(deal, one, packages["us"]) for one in space.dimensions]
    inside = replace(restricted(space, kept), reservation_theirs=space.reservation_theirs)
    ours = tuple(_stand(one, "us", packages["us"]) for one in inside.dimensions)
    planned = tuple(_planned(deal, inside, log))
    return Ground(
        space=inside,
        ours=ours,
        theirs=tuple(_stand(one, "them", packages["them"]) for one in inside.dimensions),
        target=tuple(_target(one) for one in inside.dimensions),
        reach=tuple(
            _reach(one, place, planned, at_least_short=False) for place, one in enumerate(inside.dimensions)
        ),
        short=tuple(
            _reach(one, place, planned, at_least_short=True) for place, one in enumerate(inside.dimensions)
        ),
        rate_ours=rate(space, "us"),
        rate_theirs=rate(space, "them"),
        planned=planned,
        offered=any(one.offer.by == "us" for one in table),
        waiting=bool(table) and table[-1].offer.by == "us" and table[-1].offer.status in (None, "sent"),
        their_offer=_exact_worth(inside, packages["them"]),
        last_step=_last_step(inside, table),
        last_price_step=_last_price_step(inside, table),
        closed=any(one.offer.status == "accepted" for one in table),
        needed=tuple(_needed(inside, ours)),
    )


def _latest(table: Sequence[Standing], side: Side) -> Package:
    return next((one.package for one in reversed(table) if one.offer.by == side), {})


def _allowed(deal: Deal, dimension: Dimension, standing: Package) -> list[int]:
    """The options inside our limit and our authority, and what we have offered already; all if none is left.

    Without a walk-away our target is the limit: advice does not guess how far we may go.
    """
    prefers, limits = preference(dimension.issue, "us"), _limits(deal, dimension.issue)
    stand = dimension.issue.ours
    limit = (stand.walkaway or stand.target) if stand else None
    offered = standing.get(dimension.issue.id)
    kept = [
        place
        for place, one in enumerate(dimension.options)
        if (
            (limit is None or prefers.better(limit, Term.of(one.value)) is not True)
            and _within(limits, one.value)
        )
        or (offered is not None and offered.middle == one.value)
    ]
    return kept or list(range(len(dimension.options)))


def _limits(deal: Deal, issue: Issue) -> list[AuthorityLimit]:
    """The limits of those at the table; of all who have one, if nobody with a limit is there."""
    away = {person.name for person in deal.us.people or () if person.attends is False}
    found = [
        one for one in (deal.strategy.authority if deal.strategy else None) or () if one.issue == issue.id
    ]
    return [one for one in found if one.who not in away] or found


def _within(limits: Sequence[AuthorityLimit], value: Scalar) -> bool:
    if not limits or not isinstance(value, Decimal):
        return True
    return any(
        (one.down_to is None or value >= one.down_to) and (one.up_to is None or value <= one.up_to)
        for one in limits
    )


def _stand(dimension: Dimension, side: Side, standing: Package) -> Place:
    """The option at the side's offer or opening; for them, who state no figure, their favourite option."""
    stand = position(dimension.issue, side)
    term = standing.get(dimension.issue.id) or (stand.opening if stand else None)
    if term is not None:
        place = _nearest(dimension, term)
        if place is not None or side == "us":
            return place
    if side == "them" and (term is not None or (stand and stand.scores)):
        return _favourite(dimension)
    return None


def _favourite(dimension: Dimension) -> int:
    return max(range(len(dimension.options)), key=lambda place: dimension.options[place].theirs)


def _target(dimension: Dimension) -> Place:
    ours = dimension.issue.ours
    return _nearest(dimension, ours.target) if ours and ours.target else None


def _nearest(dimension: Dimension, term: Term) -> Place:
    """The option with this value; among numbers and dates the nearest one."""
    wanted = measure(term.middle)
    if wanted is None:
        values = [one.value for one in dimension.options]
        return values.index(term.low) if term.low in values else None
    apart = [(_apart(one.value, wanted), place) for place, one in enumerate(dimension.options)]
    return min(apart)[1]


def _apart(value: Scalar, wanted: Decimal) -> Decimal:
    found = measure(value)
    assert found is not None, value
    return abs(found - wanted)


def _planned(deal: Deal, space: Space, log: Sequence[Standing]) -> Iterator[Planned]:
    concessions = (deal.strategy.concessions if deal.strategy else None) or ()
    rounds = {
        id: one.offer.round
        for one in log
        if one.offer.by == "us" and one.offer.status != "draft"
        for id in one.offer.concessions or ()
    }
    dimensions = {one.issue.id: place for place, one in enumerate(space.dimensions)}
    for one in sorted(concessions, key=lambda one: _LAST if one.order is None else one.order):
        yield _placed(one, space, dimensions, rounds.get(one.id))


def _placed(
    concession: Concession, space: Space, dimensions: Mapping[str, int], round: int | None
) -> Planned:
    place = dimensions.get(concession.issue or "")
    if place is None:
        return Planned(concession, round=round)
    before, after = (
        _nearest(space.dimensions[place], term) if term else None
        for term in (concession.from_, concession.to)
    )
    return Planned(concession, place, before, after, round)


def _reach(
    dimension: Dimension, place: int, planned: Sequence[Planned], *, at_least_short: bool
) -> frozenset[int]:
    """As far as concessions are planned, and to our target; where none is planned, short of our walk-away."""
    ends = [
        dimension.options[one.after].ours
        for one in planned
        if one.dimension == place and one.after is not None
    ]
    target = _target(dimension)
    if ends and target is not None:
        ends.append(dimension.options[target].ours)
    if at_least_short or not ends:
        ours = dimension.issue.ours
        limit = _nearest(dimension, ours.walkaway) if ours and ours.walkaway else None
        worst = min(one.ours for one in dimension.options)
        ends.append(worst if limit is None else dimension.options[limit].ours + 1)
    kept = [index for index, one in enumerate(dimension.options) if one.ours >= min(ends)]
    return frozenset(kept or range(len(dimension.options)))


def _last_step(space: Space, table: Sequence[Standing]) -> int | None:
    """What our last conceding move gave, in our units; None before one."""
    for one in reversed(table):
        if one.offer.by == "us" and one.counts and one.previous is not None:
            worth = [_worth(space, package) for package in (one.previous.package, one.package)]
            if worth[0] is not None and worth[1] is not None and worth[0] > worth[1]:
                return worth[0] - worth[1]
    return None


def _last_price_step(space: Space, table: Sequence[Standing]) -> Decimal | None:
    place = main_money(space)
    if place is None:
        return None
    id = space.dimensions[place].issue.id
    for one in reversed(table):
        if one.offer.by == "us" and one.counts and one.previous is not None:
            before, after = (package.get(id) for package in (one.previous.package, one.package))
            if before is not None and after is not None and before != after:
                return abs(_number(before) - _number(after))
    return None


def _number(term: Term) -> Decimal:
    found = measure(term.middle)
    assert found is not None, term
    return found


def _exact_worth(space: Space, package: Package) -> int | None:
    total = 0
    for dimension in space.dimensions:
        term = package.get(dimension.issue.id)
        worth = [one.ours for one in dimension.options if term and term.exact and one.value == term.low]
        if not worth:
            return None
        total += worth[0]
    return total


def _worth(space: Space, package: Package) -> int | None:
    found = units(space, [_stand(one, "us", package) for one in space.dimensions])
    return found[0] if found else None


def _needed(space: Space, ours: Sequence[Place]) -> Iterator[str]:
    for one in space.left_out:
        yield tell("notes.left_out", issue=one.issue.label, reason=one.reason)
    for dimension, place in zip(space.dimensions, ours, strict=True):
        if place is None:
            yield tell("notes.needed.opening.us", issue=dimension.issue.label)
        if dimension.issue.ours is None or dimension.issue.ours.target is None:
            yield tell("notes.needed.target", issue=dimension.issue.label)
        elif dimension.issue.ours.walkaway is None:
            yield tell("notes.needed.walkaway.us", issue=dimension.issue.label)
