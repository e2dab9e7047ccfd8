"""Annex: the bargaining so far, step by step and offer by offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...bargaining.offers import Change, Move
from ...deal.talks import Offer
from ...deal.term import Term
from ..worded import sentence
from .context import ElementRow, OfferRow
from .desk import Desk


def process_rows(desk: Desk) -> tuple[ElementRow, ...]:
    """The steps of the bargaining and how far each has come; none before the first offer."""
    if not desk.offers:
        return ()
    steps = (
        ("Initial offers", "Mark out the range", "Open with a reason", tuple(_first_offers(desk))),
        ("Counteroffers", "Come closer", "Answer with another package, not with a no", _counters(desk)),
        ("Proposed solutions", "Make the deal worth more", "Add what nobody thought of", _creative(desk)),
        ("Concessions", "Give and get in balance", "Small steps, each with its price", _conceded(desk)),
        ("Final adjustments", "Leave nothing open", "Go through every point", _settled(desk)),
    )
    return tuple(ElementRow(*step) for step in steps)


def offer_rows(desk: Desk) -> tuple[OfferRow, ...]:
    """Every offer on record, in order."""
    return tuple(
        OfferRow(
            round=str(one.round),
            who=f"{'We' if one.by == 'us' else 'They'}{f', {desk.words.day(one.at)}' if one.at else ''}",
            terms=_moved(desk, one),
            conditions=tuple(map(sentence, one.conditions or ())),
            status=_status(desk, one),
        )
        for one in desk.offers
    )


def _moved(desk: Desk, offer: Offer) -> str:
    """The whole package of a first offer; of later ones what changed."""
    terms, before = dict(offer.terms or {}), desk.before(offer)
    changed = {id: term for id, term in terms.items() if before.get(id) != term}
    if not terms:
        return "No terms on record."
    if not changed:
        return "The same package again."
    rest = " Otherwise as before." if before and before.keys() - changed.keys() else ""
    return f"{_terms(desk, changed)}.{rest}"


def _first_offers(desk: Desk) -> Iterator[str]:
    for side, who in (("us", "We"), ("them", "They")):
        first = next((one for one in desk.offers if one.by == side), None)
        if first is not None:
            when = f" on {desk.words.day(first.at)}" if first.at else ""
            yield f"{who} in round {first.round}{when}: {_terms(desk, first.terms or {}) or 'no terms on record'}."


def _counters(desk: Desk) -> tuple[str, ...]:
    offers = desk.offers
    counted, rounds = len(offers) - len({one.by for one in offers}), max(one.round for one in offers)
    if not counted:
        return ("None so far.",)
    last = offers[-1]
    whose = "ours" if last.by == "us" else "theirs"
    over = "1 round" if rounds == 1 else f"{rounds} rounds"
    return (f"{counted} in {over}; the last is {whose}: {_status(desk, last)}.",)


def _creative(desk: Desk) -> tuple[str, ...]:
    found = tuple(f"Round {one.round}: {sentence(one.creative)}" for one in desk.offers if one.creative)
    return found or ("None so far.",)


def _conceded(desk: Desk) -> tuple[str, ...]:
    moves = desk.case.facts.derived.moves
    found = tuple(_concession(desk, move) for move in moves if move.by == "us" and move.concedes)
    return found or ("None of ours so far.",)


def _concession(desk: Desk, move: Move) -> str:
    gained = _changes(desk, move.gained)
    back = f"gained {gained}" if gained else "tied to a condition" if move.conditional else "no condition"
    return f"Round {move.round}: gave {_changes(desk, move.given)}; {back}."


def _settled(desk: Desk) -> tuple[str, ...]:
    derived = desk.case.facts.derived
    if not derived.accepted:
        return ("Not reached yet.",)
    return tuple(f"{one.issue.label}: {desk.words.term(one.issue, one.term)}." for one in derived.agreed)


def _changes(desk: Desk, changes: tuple[Change, ...]) -> str:
    words = desk.words
    return words.listed(
        [
            f"{one.issue.label} from {words.bare(one.issue, one.before)} to {words.term(one.issue, one.after)}"
            for one in changes
        ]
    )


def _terms(desk: Desk, terms: Mapping[str, Term]) -> str:
    issues = {issue.id: issue for issue in desk.deal.issues or ()}
    named = ((issues[id], term) for id, term in terms.items())
    return "; ".join(f"{issue.label} {desk.words.term(issue, term)}" for issue, term in named)


def _status(desk: Desk, offer: Offer) -> str:
    holds = offer.status == "sent" and offer.valid_until
    until = f", holds until {desk.words.day(offer.valid_until)}" if holds and offer.valid_until else ""
    return f"{offer.status or 'status not noted'}{until}"
