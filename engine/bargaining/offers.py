"""The offer log: packages, and what each move of a side gave and gained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ..deal.base import Side
from ..deal.issues import Issue
from ..deal.talks import Offer
from ..deal.term import Term
from .preferences import Preference, Preferences

NOISE = Decimal("0.02")
"""A change below this share of the range is rounding, not a move (see docs/decisions on fair judgement)."""

Package = Mapping[str, Term]
"""The term of each issue, by issue id."""


class Change(NamedTuple):
    """One issue between two packages of a side, seen by that side."""

    issue: Issue
    before: Term
    after: Term
    gives: bool
    gains: bool
    size: Decimal | None
    """Share of the side's range, never negative; None when the plan does not tell the range."""


class Standing(NamedTuple):
    """An offer with the whole package that it leaves on the table."""

    offer: Offer
    place: int
    package: Package
    previous: Standing | None
    """The side's package before it; None for its first offer."""
    counts: bool
    """False for a correction and for the second and later alternatives of one set."""


class Move(NamedTuple):
    """A side's step from one package to its next."""

    offer: Offer
    place: int
    by: Side
    round: int
    previous: Offer
    given: tuple[Change, ...]
    gained: tuple[Change, ...]
    concedes: bool
    answered: bool
    """Whether the other side has made an offer since, or taken this one."""
    followed: bool
    """Whether a later round is on record: what went wrong here can only be recovered, not undone."""
    draft: bool
    conditional: bool
    paid: bool | None
    """Whether something came back for it; None while their answer is awaited."""

    @property
    def key(self) -> str:
        """The key of the offer that made the move."""
        return self.offer.key


def standings(offers: Sequence[Offer]) -> tuple[Standing, ...]:
    """Each offer with its package: what an offer leaves out stays as that side had it. Withdrawn ones do not stand."""
    latest: dict[Side, Standing] = {}
    sets: dict[tuple[Side, str], Standing | None] = {}
    found = []
    for place, offer in enumerate(offers):
        if offer.status == "withdrawn":
            continue
        previous, counts = latest.get(offer.by), not offer.correction
        if offer.alternatives is not None:
            group = (offer.by, offer.alternatives)
            counts = counts and group not in sets
            previous = sets.setdefault(group, previous)
        package = {**(previous.package if previous else {}), **(offer.terms or {})}
        standing = Standing(offer, place, package, previous, counts)
        if counts or offer.correction:
            latest[offer.by] = standing
        found.append(standing)
    return tuple(found)


def moves(standing: Sequence[Standing], preferences: Preferences) -> tuple[Move, ...]:
    """The moves of both sides, in the order of the log. First offers are no moves."""
    changes = {
        one.place: tuple(_changes(one.previous.package, one.package, preferences, one.offer.by))
        for one in standing
        if one.previous is not None
    }
    conceding = {place for place, made in changes.items() if any(map(_counts_as_giving, made))}
    last_round = max((one.offer.round for one in standing), default=0)
    return tuple(
        _move(one, changes[one.place], standing, conceding, last_round)
        for one in standing
        if one.counts and one.previous is not None
    )


def _changes(before: Package, after: Package, preferences: Preferences, side: Side) -> Iterator[Change]:
    for id, new in after.items():
        old = before.get(id)
        if old is None or (old.low == new.low and old.high == new.high):
            continue
        yield change(preferences.of(id, side), old, new)


def change(prefers: Preference, before: Term, after: Term) -> Change:
    """What a change of terms is to a side."""
    better = prefers.better(after, before)
    size = prefers.gain(before, after)
    gives = better is False and prefers.better(before, after) is True
    return Change(prefers.issue, before, after, gives, better is True, None if size is None else abs(size))


def _counts_as_giving(change: Change) -> bool:
    return change.gives and (change.size is None or change.size >= NOISE)


def _counts_as_gaining(change: Change) -> bool:
    return change.gains and (change.size is None or change.size >= NOISE)


def _move(
    one: Standing, made: tuple[Change, ...], log: Sequence[Standing], conceding: set[int], last_round: int
) -> Move:
    assert one.previous is not None
    offer = one.offer
    given, gained = tuple(filter(_counts_as_giving, made)), tuple(filter(_counts_as_gaining, made))
    replies = [reply for reply in log if reply.place > one.place and reply.offer.by != offer.by]
    between = (
        reply.place
        for reply in log
        if one.previous.place < reply.place < one.place and reply.offer.by != offer.by
    )
    draft = offer.status == "draft"
    answered = bool(replies) or offer.status in ("accepted", "rejected")
    paid: bool | None = bool(
        gained
        or offer.conditions
        or offer.scope == "reduced"
        or offer.status == "accepted"
        or any(place in conceding for place in between)
        or (replies and replies[0].place in conceding)
    )
    if not paid and not answered and not draft:
        paid = None
    return Move(
        offer=offer,
        place=one.place,
        by=offer.by,
        round=offer.round,
        previous=one.previous.offer,
        given=given,
        gained=gained,
        concedes=bool(given),
        answered=answered,
        followed=last_round > offer.round or bool(replies),
        draft=draft,
        conditional=bool(offer.conditions),
        paid=paid,
    )


@dataclass(frozen=True)
class OfferView:
    """An offer held against our limits; worked out when it is asked for."""

    offer: Offer
    place: int
    by: Side
    round: int
    followed: bool
    _package: Package = field(repr=False, compare=False)
    _preferences: Preferences = field(repr=False, compare=False)
    _utility: Callable[[Package], Decimal | None] = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        """The key of the offer."""
        return self.offer.key

    @cached_property
    def beyond(self) -> tuple[Issue, ...]:
        """Issues on which it is worse for us than our walk-away."""
        ours = ((self._preferences.of(id, "us"), term) for id, term in self._package.items())
        return tuple(prefers.issue for prefers, term in ours if prefers.beyond_walkaway(term) is True)

    @cached_property
    def beyond_hard(self) -> tuple[Issue, ...]:
        """Those of them that are hard limits."""
        return tuple(issue for issue in self.beyond if issue.hard)

    @cached_property
    def value(self) -> Decimal | None:
        """Our utility of the package, on the scale of our weights; unknown while an issue that weighs is open."""
        return self._utility(self._package)


def offer_views(
    standing: Sequence[Standing],
    preferences: Preferences,
    utility: Callable[[Package], Decimal | None],
) -> tuple[OfferView, ...]:
    """Every offer of the log, held against our limits; `utility` tells what a package is worth to us."""
    last_round = max((one.offer.round for one in standing), default=0)
    return tuple(
        OfferView(
            offer=one.offer,
            place=one.place,
            by=one.offer.by,
            round=one.offer.round,
            followed=last_round > one.offer.round,
            _package=one.package,
            _preferences=preferences,
            _utility=utility,
        )
        for one in standing
    )
