"""How the bargaining goes: steps, gaps, rounds, stalls, zones of possible agreement, what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..deal.base import Side
from ..deal.issues import Issue
from ..deal.term import NUMERIC_KINDS, Term
from .offers import NOISE, Move, Package, Standing
from .preferences import ZERO, Preference, Preferences, measure, position


class Steps(NamedTuple):
    """The concessions of a side on one numeric issue, in the issue's unit, in the order they were made."""

    issue: Issue
    by: Side
    sizes: tuple[Decimal, ...]
    growth: Decimal
    """The largest ratio of a step to the one before it; 0 with fewer than two steps."""

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


class Gap(NamedTuple):
    """How far apart the sides are on an issue, as shares of the distance they began with."""

    issue: Issue
    ours: Term
    theirs: Term
    size: Decimal
    """0 when the positions have met, 1 when nothing has moved since the openings."""
    share: Decimal
    """Share of this issue in the weighted gap of all issues."""

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


@dataclass(frozen=True)
class Round:
    """A round of offers. Drafts are not on the table and do not count."""

    number: int
    place: int
    """Where its last offer stands in the log."""
    complete: bool
    """Both sides have spoken."""
    moved: bool
    """A package moved by more than noise, or a first offer came."""
    new_option: bool
    _packages: Mapping[Side, Package] = field(repr=False, compare=False)
    _preferences: Preferences = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        """The number of the round."""
        return str(self.number)

    @cached_property
    def gap(self) -> Decimal | None:
        """Weighted gap after the round; unknown when no issue can be measured."""
        return weighted_gap(self._preferences, self._packages["us"], self._packages["them"])


class Zone(NamedTuple):
    """The zone of possible agreement on an issue: between the two walk-aways."""

    issue: Issue
    exists: bool | None
    """None as long as their walk-away, or ours, is not known well enough."""
    hidden: bool
    """There is a zone, and the positions on the table do not show it."""

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


class AgreedTerm(NamedTuple):
    """What was agreed on an issue, by the accepted offer; `recorded` is what the commitment says."""

    issue: Issue
    term: Term
    recorded: Term | None
    differs: bool
    beyond_ours: bool | None
    beyond_theirs: bool | None

    @property
    def key(self) -> str:
        """The issue."""
        return self.issue.id


def steps(moved: Sequence[Move]) -> tuple[Steps, ...]:
    """Concessions issue by issue. Offers that change the scope, and the accepted one that closes, are left out."""
    sizes: dict[tuple[Side, str], list[Decimal]] = {}
    issues: dict[str, Issue] = {}
    for move in moved:
        if move.offer.scope in ("reduced", "extended") or (move.offer.status == "accepted" and move.paid):
            continue
        for change in move.given:
            before, after = measure(change.before.middle), measure(change.after.middle)
            if change.issue.kind in NUMERIC_KINDS and before is not None and after is not None:
                issues[change.issue.id] = change.issue
                sizes.setdefault((move.by, change.issue.id), []).append(abs(after - before))
    return tuple(Steps(issues[id], by, tuple(made), _growth(made)) for (by, id), made in sizes.items())


def _growth(sizes: Sequence[Decimal]) -> Decimal:
    return max((after / before for before, after in pairwise(sizes)), default=ZERO)


def gaps(preferences: Preferences, ours: Package, theirs: Package) -> tuple[Gap, ...]:
    """The gap of each negotiable issue on which both sides have spoken; positions fall back to the openings."""
    weight = preferences.weights("us")
    measured = tuple(_measured(preferences, ours, theirs))
    total = sum((weight[prefers.issue.id] * size for prefers, _, _, size in measured), ZERO)
    return tuple(
        Gap(prefers.issue, one, two, size, weight[prefers.issue.id] * size / total if total else ZERO)
        for prefers, one, two, size in measured
    )


def weighted_gap(preferences: Preferences, ours: Package, theirs: Package) -> Decimal | None:
    """The gap of the whole deal: the issues' gaps by our weights; None when no issue can be measured."""
    weight = preferences.weights("us")
    measured = [
        weight[prefers.issue.id] * size for prefers, _, _, size in _measured(preferences, ours, theirs)
    ]
    return sum(measured, ZERO) if measured else None


def _measured(
    preferences: Preferences, ours: Package, theirs: Package
) -> Iterator[tuple[Preference, Term, Term, Decimal]]:
    for id in preferences.weights("us"):
        prefers = preferences.of(id, "us")
        first, second = _opening(prefers.issue, "us"), _opening(prefers.issue, "them")
        one, two = ours.get(id) or first, theirs.get(id) or second
        if one is None or two is None:
            continue
        apart = prefers.better(one, two)
        if apart or (apart is None and one == two):
            start = prefers.distance(first, second) if first is not None and second is not None else None
            yield prefers, one, two, _gap_size(prefers.distance(one, two), start)
        elif apart is False:
            yield prefers, one, two, ZERO


def _opening(issue: Issue, side: Side) -> Term | None:
    stand = position(issue, side)
    return stand.opening if stand else None


def _gap_size(now: Decimal | None, start: Decimal | None) -> Decimal:
    """The distance now as a share of the first one; as it is without one, whole when it cannot be measured."""
    if now is None:
        return Decimal(1)
    return now / start if start else now


def rounds(log: Sequence[Standing], moved: Sequence[Move], preferences: Preferences) -> tuple[Round, ...]:
    """The rounds on record, in order."""
    on_table = [one for one in log if one.offer.status != "draft"]
    moving = {move.place for move in moved if move.given or move.gained}
    package: dict[Side, Package] = {"us": {}, "them": {}}
    found = []
    for number in sorted({one.offer.round for one in on_table}):
        offers = [one for one in on_table if one.offer.round == number]
        for one in offers:
            package[one.offer.by] = one.package
        found.append(
            Round(
                number=number,
                place=offers[-1].place,
                complete={one.offer.by for one in offers} == {"us", "them"},
                moved=any(one.previous is None or one.place in moving for one in offers),
                new_option=any(one.offer.creative for one in offers),
                _packages=dict(package),
                _preferences=preferences,
            )
        )
    return tuple(found)


def stalled_rounds(found: Sequence[Round]) -> int:
    """How many of the latest complete rounds brought neither movement nor a new option.

    None are stalled while a round is under way that brought something.
    """
    if found and not found[-1].complete and (found[-1].moved or found[-1].new_option):
        return 0
    count = 0
    for one in reversed([one for one in found if one.complete]):
        if one.moved or one.new_option:
            break
        count += 1
    return count


def zones(preferences: Preferences, found: Sequence[Gap]) -> tuple[Zone, ...]:
    """The zone of possible agreement of each negotiable issue."""
    apart = {gap.issue.id for gap in found if gap.size > NOISE}
    return tuple(
        Zone(
            issue,
            exists := _zone_exists(preferences.of(issue.id, "us")),
            exists is True and issue.id in apart,
        )
        for issue in preferences.issues.values()
        if issue.negotiable is not False
    )


def _zone_exists(ours: Preference) -> bool | None:
    limit = ours.issue.theirs.walkaway if ours.issue.theirs else None
    beyond = None if limit is None else ours.beyond_walkaway(limit)
    return None if beyond is None else not beyond


def agreed(
    log: Sequence[Standing], preferences: Preferences, recorded: Mapping[str, Term] | None
) -> tuple[AgreedTerm, ...]:
    """What the accepted offer settles, issue by issue; without one, what the commitment records."""
    accepted = [one for one in log if one.offer.status == "accepted"]
    terms: Package = accepted[-1].package if accepted else recorded or {}
    return tuple(
        AgreedTerm(
            issue=issue,
            term=terms[issue.id],
            recorded=(recorded or {}).get(issue.id),
            differs=issue.id in (recorded or {}) and not _same(terms[issue.id], (recorded or {})[issue.id]),
            beyond_ours=preferences.of(issue.id, "us").beyond_walkaway(terms[issue.id]),
            beyond_theirs=preferences.of(issue.id, "them").beyond_walkaway(terms[issue.id]),
        )
        for issue in preferences.issues.values()
        if issue.id in terms
    )


def _same(one: Term, two: Term) -> bool:
    return one.low == two.low and one.high == two.high
