"""What in a plan is ours to decide: the only fields that a remedy may change.

Facts are no levers, neither theirs nor ours: a BATNA is worth what it is worth. What was sent or said cannot be
edited either, only a draft can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..bargaining.preferences import preference
from ..deal.issues import Issue
from ..deal.model import Deal
from ..deal.paths import Location
from ..deal.talks import Offer
from ..deal.term import Scalar, Term


@dataclass(frozen=True, slots=True)
class Lever:
    """A decision of ours that is on record, and where."""

    location: Location
    value: Term
    issue: Issue | None = None
    """The issue that it is a term of."""
    options: tuple[str, ...] = ()
    """What it could be instead, for a choice."""
    sign: int | None = None
    """1 if higher is better for us, -1 if lower; for amounts that are no term of an issue."""
    firm: bool = False
    """Whether it never moves to our disadvantage: limits and drafts give no ground to please a rule."""

    def gives_ground(self, new: Scalar) -> bool:
        """Whether the new value is worse for us, or may be."""
        after = Term.of(new)
        if self.issue is not None:
            return preference(self.issue, "us").better(after, self.value) is not True
        if self.sign is None:
            return False
        apart = _difference(new, self.value.middle)
        return apart is None or apart * self.sign < 0


def size_of(before: Term, after: Scalar) -> Decimal:
    """How large a change is: of a number relative to its size, of a date in years, 1 of anything else."""
    apart = _difference(after, before.middle)
    if apart is None:
        return Decimal(1)
    if isinstance(before.middle, Decimal) and isinstance(after, Decimal):
        return abs(apart) / max(abs(before.middle), abs(after), Decimal(1))
    return abs(apart) / 365


def levers(deal: Deal, as_of: date) -> Iterator[Lever]:
    """All levers of a deal that are stated, in the order of the file's sections."""
    role = 1 if deal.deal.our_role != "buyer" else -1
    yield from _choice(("deal", "approach"), deal.deal.approach, ("integrative", "distributive"))
    limit = deal.us.walkaway.value if deal.us.walkaway else None
    yield from _term(("us", "walkaway", "value"), limit, sign=role, firm=True)
    for index, issue in enumerate(deal.issues or ()):
        yield from _positions(issue, index)
    if deal.pricing:
        yield from _amount(("pricing", "floor"), deal.pricing.floor, sign=role, firm=True)
        yield from _amount(("pricing", "discount"), deal.pricing.discount, sign=-role)
        yield from _amount(("pricing", "validity"), deal.pricing.validity)
    yield from _concessions(deal)
    yield from _agendas(deal, as_of)
    for index, offer in enumerate((deal.bargaining.offers if deal.bargaining else None) or ()):
        if offer.by == "us" and offer.status == "draft":
            yield from _draft(deal, offer, index)
    yield from _commitments(deal)


def _positions(issue: Issue, index: int) -> Iterator[Lever]:
    if issue.ours is None:
        return
    at: Location = ("issues", index, "ours")
    yield from _term((*at, "opening"), issue.ours.opening, issue)
    yield from _term((*at, "target"), issue.ours.target, issue)
    yield from _term((*at, "walkaway"), issue.ours.walkaway, issue, firm=True)


def _concessions(deal: Deal) -> Iterator[Lever]:
    for index, one in enumerate((deal.strategy.concessions if deal.strategy else None) or ()):
        at: Location = ("strategy", "concessions", index)
        issue = deal.issue(one.issue) if one.issue else None
        yield from _term((*at, "from"), one.from_, issue)
        yield from _term((*at, "to"), one.to, issue)
        yield from _amount((*at, "order"), None if one.order is None else Decimal(one.order))


def _agendas(deal: Deal, as_of: date) -> Iterator[Lever]:
    for index, meeting in enumerate(deal.meetings or ()):
        if meeting.at is None or meeting.at.date() >= as_of:
            for place, item in enumerate(meeting.agenda or ()):
                # What is ours to say can become a talk; it cannot become theirs.
                speaker = item.speaker if item.speaker == "us" else None
                yield from _choice(("meetings", index, "agenda", place, "speaker"), speaker, ("both",))


def _draft(deal: Deal, offer: Offer, index: int) -> Iterator[Lever]:
    at: Location = ("bargaining", "offers", index)
    for id, term in (offer.terms or {}).items():
        yield from _term((*at, "terms", id), term, deal.issue(id), firm=True)
    yield from _amount((*at, "valid_until"), offer.valid_until)


def _commitments(deal: Deal) -> Iterator[Lever]:
    plan = deal.commitment
    if plan:
        review_status = plan.legal_review.status if plan.legal_review else None
        wanted = ("requested",) if review_status == "not needed" else ()
        yield from _choice(("commitment", "legal_review", "status"), review_status, wanted)
        for id, term in (plan.terms or {}).items():
            yield from _term(("commitment", "terms", id), term, deal.issue(id))
        for index, item in enumerate(plan.deliverables or ()):
            if item.party != "them":
                yield from _amount(("commitment", "deliverables", index, "due"), item.due)
        for index, step in enumerate(plan.milestones or ()):
            yield from _amount(("commitment", "milestones", index, "due"), step.due)
        for index, metric in enumerate(plan.metrics or ()):
            yield from _amount(("commitment", "metrics", index, "due"), metric.due)
        for index, review in enumerate(plan.reviews or ()):
            yield from _amount(("commitment", "reviews", index, "on"), review.on)
        for index, check_in in enumerate(plan.check_ins or ()):
            yield from _amount(("commitment", "check_ins", index, "first"), check_in.first)
            yield from _amount(("commitment", "check_ins", index, "until"), check_in.until)
    payment = deal.agreement.payment if deal.agreement else None
    if payment and payment.days is not None:
        yield from _amount(("agreement", "payment", "days"), Decimal(payment.days))


def _term(
    location: Location,
    term: Term | None,
    issue: Issue | None = None,
    *,
    sign: int | None = None,
    firm: bool = False,
) -> Iterator[Lever]:
    if term is not None:
        yield Lever(location, term, issue, issue.options or () if issue else (), sign, firm)


def _amount(
    location: Location, value: Scalar | None, *, sign: int | None = None, firm: bool = False
) -> Iterator[Lever]:
    if value is not None:
        yield Lever(location, Term.of(value), sign=sign, firm=firm)


def _choice(location: Location, value: str | None, options: tuple[str, ...]) -> Iterator[Lever]:
    if value is not None:
        yield Lever(location, Term.of(value), options=tuple(one for one in options if one != value))


def _difference(one: Scalar, two: Scalar) -> Decimal | None:
    if isinstance(one, Decimal) and isinstance(two, Decimal):
        return one - two
    if isinstance(one, date) and isinstance(two, date):
        return Decimal((one - two).days)
    return None
