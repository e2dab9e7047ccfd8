"""The edits worth trying for a finding: levers that its rule looks at, moved to a value the plan itself holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from ..assessment.evidence import paths_read, value_read
from ..bargaining.offers import Move
from ..bargaining.progress import AgreedTerm
from ..deal.model import Deal
from ..deal.paths import Location
from ..deal.talks import Offer
from ..deal.term import Scalar, Term
from ..evaluation import Evaluation, Verdict
from ..expressions import Need
from ..facts import places_needed
from .levers import Lever, levers, size_of

_MOST_SINGLES = 200
_MOST_PAIRS = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of ours with another value."""

    location: Location
    before: Term
    after: Scalar
    gives_ground: bool = False

    @property
    def size(self) -> Decimal:
        """How large the change is."""
        return size_of(self.before, self.after)


Edits = tuple[Edit, ...]


def candidates(evaluation: Evaluation, verdict: Verdict) -> Iterator[Edits]:
    """Sets of edits to try, the smallest first: fewest fields, then without giving ground, then least change."""
    facts = evaluation.facts
    reading = _Reading(evaluation, verdict)
    singles = [
        Edit(lever.location, lever.value, value, lever.gives_ground(value))
        for lever in levers(facts.deal, facts.as_of)
        if reading.concerns(lever)
        for value in _values(lever, reading, facts.deal)
        if not (lever.firm and lever.gives_ground(value))
    ]
    singles = sorted(singles, key=_order)[:_MOST_SINGLES]
    undone = _undone(verdict)
    pairs = sorted(
        (pair for pair in combinations(singles, 2) if pair[0].location != pair[1].location),
        key=lambda pair: (_order(pair[0])[0] or _order(pair[1])[0], pair[0].size + pair[1].size),
    )
    several = [*pairs[:_MOST_PAIRS], *([undone] if undone else [])]
    for edits in (*((one,) for one in singles), *sorted(several, key=len)):
        yield _with_totals(edits, facts.deal)


def _order(edit: Edit) -> tuple[bool, Decimal, str]:
    return edit.gives_ground, edit.size, str(edit.location)


class _Reading:
    """What a rule looked at: places and values."""

    def __init__(self, evaluation: Evaluation, verdict: Verdict) -> None:
        check, binding, env = verdict.rule.check, evaluation.binding(verdict), evaluation.env(verdict)
        roots = [check.condition.root, *([check.where.root] if check.where else [])]
        self.values: list[object] = []
        self._places: list[Location] = [binding.location] if binding else []
        for path in dict.fromkeys(path for root in roots for path in paths_read(root)):
            self.values.append(value_read(path, env))
            needed = places_needed([Need(path[0], path[1:])], binding, evaluation.facts)
            self._places += [named.location for named in needed if path[0] in env]
        if isinstance(verdict.element, AgreedTerm):
            self.values.append(verdict.element.term)
            self._places.append(("commitment", "terms", verdict.element.issue.id))

    def concerns(self, lever: Lever) -> bool:
        """Whether the rule looked at the lever, or at what it is a part of."""
        return any(lever.location[: len(place)] == place for place in self._places)


def _values(lever: Lever, reading: _Reading, deal: Deal) -> list[Scalar]:
    """What the lever could be moved to: boundaries that the rule looked at, and the plan's own values nearby."""
    found: list[Scalar] = [*lever.options]
    if lever.issue is None:
        found += _scalars(reading.values)
    else:
        # Only terms: a bare number that a rule reckons with may be a share or a count.
        found += _scalars(value for value in reading.values if isinstance(value, Term))
        ours = lever.issue.ours
        found += _scalars([ours.opening, ours.target, ours.walkaway] if ours else [])
        found += _scalars(_standing(lever, deal))
    if lever.issue is None and isinstance(lever.value.low, date):
        found += [day + step for day in found if isinstance(day, date) for step in (_DAY, -_DAY)]
    now = lever.value
    fitting = (one for one in found if _comparable(one, now.low) and not (now.exact and one == now.low))
    if isinstance(now.low, str):
        fitting = (one for one in fitting if one in lever.options)
    return list(dict.fromkeys(fitting))


def _comparable(value: Scalar, now: Scalar) -> bool:
    """Whether a value can be meant for the same thing: of one type, and numbers of one order of magnitude."""
    if isinstance(value, Decimal) and isinstance(now, Decimal):
        return abs(now) <= abs(value) * 10 and abs(value) <= abs(now) * 10
    return type(value) is type(now)


def _standing(lever: Lever, deal: Deal) -> Iterator[Term | None]:
    """What our other offers, and the accepted one, say about the lever's issue."""
    assert lever.issue is not None
    for offer in _offers(deal):
        if offer.by == "us" or offer.status == "accepted":
            yield (offer.terms or {}).get(lever.issue.id)


def _scalars(values: Iterable[object]) -> Iterator[Scalar]:
    for value in values:
        if isinstance(value, Term):
            yield from (value.low, value.high)
        elif isinstance(value, bool):
            continue
        elif isinstance(value, int):
            yield Decimal(value)
        elif isinstance(value, Decimal | date | str):
            yield value


def _undone(verdict: Verdict) -> Edits:
    """The draft without what it gives, if the verdict is about one."""
    move = verdict.element
    if not isinstance(move, Move) or not move.draft or move.by != "us":
        return ()
    at: Location = ("bargaining", "offers", move.place, "terms")
    stated = move.offer.terms or {}
    return tuple(
        Edit((*at, change.issue.id), change.after, change.before.middle)
        for change in move.given
        if change.issue.id in stated
    )


def _with_totals(edits: Edits, deal: Deal) -> Edits:
    """The edits, and the total of an offer that was the term which they change."""
    totals = []
    for edit in edits:
        match edit.location:
            case ("bargaining", "offers", int(place), "terms", _) if isinstance(edit.after, Decimal):
                total = _offers(deal)[place].total
                if total is not None and total == edit.before.low:
                    totals.append(Edit(("bargaining", "offers", place, "total"), edit.before, edit.after))
    return (*edits, *totals)


def _offers(deal: Deal) -> tuple[Offer, ...]:
    return (deal.bargaining.offers if deal.bargaining else None) or ()
