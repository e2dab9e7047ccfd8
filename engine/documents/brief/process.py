"""Annex: the bargaining so far, step by step and offer by offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...bargaining.offers import Change, Move
from ...deal.talks import Offer
from ...deal.term import Term
from ..worded import sentence
from .context import ElementRow, OfferRow
from .desk import Desk
from .exchange import element_row


def process_rows(desk: Desk) -> tuple[ElementRow, ...]:
    """The steps of the bargaining and how far each has come; none before the first offer."""
    if not desk.offers:
        return ()
    steps = {
        "initial": tuple(_first_offers(desk)),
        "counter": _counters(desk),
        "creative": _creative(desk),
        "concessions": _conceded(desk),
        "final": _settled(desk),
    }
    return tuple(element_row(desk, f"brief.process.{step}", found) for step, found in steps.items())


def offer_rows(desk: Desk) -> tuple[OfferRow, ...]:
    """Every offer on record, in order."""
    return tuple(
        OfferRow(
            round=str(one.round),
            who=_who(desk, one),
            terms=_moved(desk, one),
            conditions=tuple(map(sentence, one.conditions or ())),
            status=_status(desk, one),
        )
        for one in desk.offers
    )


def _who(desk: Desk, offer: Offer) -> str:
    who = desk.texts("brief.we" if offer.by == "us" else "brief.they")
    return desk.texts("brief.offers.on", who=who, day=desk.words.day(offer.at)) if offer.at else who


def _moved(desk: Desk, offer: Offer) -> str:
    """The whole package of a first offer; of later ones what changed."""
    terms, before = dict(offer.terms or {}), desk.before(offer)
    changed = {id: term for id, term in terms.items() if before.get(id) != term}
    if not terms:
        return desk.texts("brief.offers.no_terms")
    if not changed:
        return desk.texts("brief.offers.same")
    rest = before and before.keys() - changed.keys()
    return desk.texts("brief.offers.rest" if rest else "brief.offers.whole", terms=_terms(desk, changed))


def _first_offers(desk: Desk) -> Iterator[str]:
    for side, key in (("us", "brief.process.our_first"), ("them", "brief.process.their_first")):
        first = next((one for one in desk.offers if one.by == side), None)
        if first is not None:
            terms = _terms(desk, first.terms or {}) or desk.texts("brief.process.no_terms")
            if first.at:
                yield desk.texts(f"{key}_on", round=first.round, day=desk.words.day(first.at), terms=terms)
            else:
                yield desk.texts(key, round=first.round, terms=terms)


def _counters(desk: Desk) -> tuple[str, ...]:
    offers = desk.offers
    counted, rounds = len(offers) - len({one.by for one in offers}), max(one.round for one in offers)
    if not counted:
        return (desk.texts("brief.process.no_counters"),)
    last = offers[-1]
    key = "brief.process.our_last" if last.by == "us" else "brief.process.their_last"
    return (desk.texts.count(key, rounds, offers=counted, status=_status(desk, last)),)


def _creative(desk: Desk) -> tuple[str, ...]:
    found = tuple(
        desk.texts("brief.process.new", round=one.round, text=sentence(one.creative))
        for one in desk.offers
        if one.creative
    )
    return found or (desk.texts("brief.process.nothing_new"),)


def _conceded(desk: Desk) -> tuple[str, ...]:
    moves = desk.case.facts.derived.moves
    found = tuple(_concession(desk, move) for move in moves if move.by == "us" and move.concedes)
    return found or (desk.texts("brief.process.none_conceded"),)


def _concession(desk: Desk, move: Move) -> str:
    if gained := _changes(desk, move.gained):
        back = desk.texts("brief.process.gained", gained=gained)
    else:
        back = desk.texts("brief.process.tied" if move.conditional else "brief.process.untied")
    given = _changes(desk, move.given)
    return desk.texts("brief.process.conceded", round=move.round, given=given, back=back)


def _settled(desk: Desk) -> tuple[str, ...]:
    derived = desk.case.facts.derived
    if not derived.accepted:
        return (desk.texts("brief.process.not_settled"),)
    return tuple(
        desk.texts("brief.process.settled", issue=one.issue.label, term=desk.words.term(one.issue, one.term))
        for one in derived.agreed
    )


def _changes(desk: Desk, changes: tuple[Change, ...]) -> str:
    words = desk.words
    return words.listed(
        [
            desk.texts(
                "words.change",
                issue=one.issue.label,
                before=words.bare(one.issue, one.before),
                after=words.term(one.issue, one.after),
            )
            for one in changes
        ]
    )


def _terms(desk: Desk, terms: Mapping[str, Term]) -> str:
    issues = {issue.id: issue for issue in desk.deal.issues or ()}
    named = ((issues[id], term) for id, term in terms.items())
    return "; ".join(f"{issue.label} {desk.words.term(issue, term)}" for issue, term in named)


def _status(desk: Desk, offer: Offer) -> str:
    holds = offer.status == "sent" and offer.valid_until
    status = desk.texts.named("offer", offer.status) if offer.status else desk.texts("brief.offers.no_status")
    if holds and offer.valid_until:
        return desk.texts("brief.offers.until", status=status, day=desk.words.day(offer.valid_until))
    return status
