"""Says where a fact stands: which part of the deal an element belongs to, and what a rule still needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..bargaining.history.impasse import Awaited, UsedMandate
from ..bargaining.history.limits import ImpliedLimit
from ..bargaining.history.repeated import DoubleStep, Nibble, Repeat, Retreat
from ..bargaining.offers import Move, OfferView
from ..bargaining.progress import AgreedTerm, Gap, Round, Steps, Zone
from ..deal.base import Section
from ..deal.issues import Issue
from ..deal.paths import Location
from ..deal.term import NUMERIC_KINDS
from ..expressions import Key, Need
from .facts import Facts
from .meetings import TalkTime

_OFFERS: Location = ("bargaining", "offers")
_ISSUES: Location = ("issues",)
_MEETINGS: Location = ("meetings",)

_DERIVED_FROM: dict[str, tuple[Location, ...]] = {
    "stage": (("deal", "stage"),),
    "stage_number": (("deal", "stage"),),
    "meeting": (_MEETINGS,),
    "days_to_meeting": ((*_MEETINGS, 0, "at"),),
    "working_days_to_meeting": ((*_MEETINGS, 0, "at"),),
    "talk_times": (_MEETINGS,),
    "unheard": (("them", "people"),),
    "missing_skills": (("us", "people"),),
    "gaps": (_ISSUES,),
    "used_mandates": (("strategy", "authority"),),
    "zones": (_ISSUES,),
    "their_incident": (("bargaining", "incidents"),),
    "our_incident": (("bargaining", "incidents"),),
    "failed_tactics": (("bargaining", "impasse_tactics"),),
    "questions": (("exchange", "questions"),),
    "term_ends": (("agreement", "term", "months"), ("deal", "effective_date")),
    "term_starts": (("deal", "effective_date"),),
    "complexity_signs": (("deal", "complexity"),),
    "complex": (("deal", "complexity"),),
}
"""What a value under `derived.` stands for, and what to ask for when it is not known; the offers unless listed."""

_VALUED = frozenset({"our_rhythm", "reciprocity"})
"""What is weighed in worth to us, and not known while an issue that moved can not be valued."""

_LISTED_IN: dict[str, Location] = {
    "questions": ("exchange", "questions"),
    "disagreements": ("clarification", "disagreements"),
    "misunderstandings": ("clarification", "misunderstandings"),
    "new_information": ("clarification", "new_information"),
}
"""Lists under `derived.` that are lists of the deal, empty instead of absent."""

_ELEMENT_FROM: dict[tuple[type, str], Location] = {
    (Zone, "exists"): ("theirs", "walkaway"),
    (ImpliedLimit, "short"): ("theirs", "walkaway"),
    (ImpliedLimit, "reaches_target"): ("theirs", "walkaway"),
    (ImpliedLimit, "beyond_own"): ("ours", "walkaway"),
    (AgreedTerm, "beyond_theirs"): ("theirs", "walkaway"),
    (AgreedTerm, "beyond_ours"): ("ours", "walkaway"),
    (AgreedTerm, "recorded"): (),
    (OfferView, "value"): ("terms",),
    (Move, "paid"): (),
}
"""What to ask for, below the element's own place, when a field of a derived element is not known."""


class Binding(NamedTuple):
    """The element that a loop variable stands for, and its place in the deal."""

    variable: str
    element: object
    location: Location


class Named(NamedTuple):
    """A place in the deal: by index for programs (`("issues", 0)`), by key for people (`issues[price]`)."""

    location: Location
    text: str
    reason: str = "missing"


def place_of(element: object, list_location: Location, index: int, facts: Facts) -> Location:
    """Where the element of a rule's loop stands in the deal; a derived one stands where it comes from."""
    match element:
        case Move() | OfferView() | Round() | Repeat() | DoubleStep() | Retreat() | Nibble() | Awaited():
            return (*_OFFERS, element.place)
        case Gap() | Zone() | Steps() | AgreedTerm() | ImpliedLimit() | UsedMandate():
            return (*_ISSUES, _issue_index(facts, element.issue.id))
        case TalkTime():
            return (*_MEETINGS, element.place)
        case Section() if list_location[0] == "derived":
            return (*_LISTED_IN[str(list_location[1])], index)
        case _:
            return (*list_location, index)


def fixed_places(root: str, trail: tuple[str, ...]) -> tuple[Named, ...] | None:
    """What `places_needed` answers for a path of the vocabulary, if that is the same in every deal."""
    locations: tuple[Location, ...] = ((root, *trail),)
    if root == "derived":
        if trail[0] == "meeting" or trail[0] in _VALUED:
            return None
        locations = _DERIVED_FROM.get(trail[0], (_OFFERS,))
    if any(isinstance(step, int) for location in locations for step in location):
        return None
    return tuple(Named(location, ".".join(map(str, location))) for location in locations)


def places_needed(needs: Sequence[Need], binding: Binding | None, facts: Facts) -> tuple[Named, ...]:
    """The places of the deal that would have to be filled to meet the needs; each once, in order."""
    found: dict[str, Named] = {}
    for need in needs:
        for location in _locations(need, binding, facts):
            text = facts.name_of(location)
            found.setdefault(text, Named(location, text, need.reason))
    return tuple(found.values())


def _locations(need: Need, binding: Binding | None, facts: Facts) -> tuple[Location, ...]:
    trail = tuple(str(step.value) if isinstance(step, Key) else step for step in need.trail)
    if binding is not None and need.root == binding.variable:
        return (_below(binding.element, binding.location, trail, facts),)
    if need.root == "derived":
        return _derived(trail, facts)
    if need.root in facts.env:
        return ((need.root, *trail),)
    if need.element is not None:
        # An element of a list that is no path: what a function returned, say.
        return (_below(need.element, (need.root,), trail, facts),)
    return ((need.text,),)


def _derived(trail: Location, facts: Facts) -> tuple[Location, ...]:
    first, rest = trail[0], trail[1:]
    meeting = facts.derived.meeting
    if first == "meeting" and meeting is not None:
        index = next(i for i, one in enumerate(facts.deal.meetings or ()) if one is meeting)
        return ((*_MEETINGS, index, *rest),)
    if rest and isinstance(rest[0], int):
        elements = getattr(facts.derived, str(first))
        element = elements[rest[0]]
        return (_below(element, place_of(element, ("derived", first), rest[0], facts), rest[1:], facts),)
    if first in _VALUED:
        return tuple(_worth_of(issue, facts) for issue in facts.derived.unvalued)
    known = _DERIVED_FROM.get(str(first), (_OFFERS,))
    return tuple(_existing_meeting(location, facts) for location in known)


def _worth_of(issue: Issue, facts: Facts) -> Location:
    """What tells the worth of an issue's values to us: its range, or the scores of its options."""
    numeric = issue.kind in NUMERIC_KINDS or issue.kind == "date"
    return (*_ISSUES, _issue_index(facts, issue.id), "ours", "walkaway" if numeric else "scores")


def _existing_meeting(location: Location, facts: Facts) -> Location:
    # "the date of the meeting" is asked of the meetings when there is none yet
    return _MEETINGS if location[:2] == (*_MEETINGS, 0) and not facts.deal.meetings else location


def _below(element: object, place: Location, trail: Location, facts: Facts) -> Location:
    if isinstance(element, Section) or not trail:
        return (*place, *trail)
    first, rest = trail[0], trail[1:]
    if first == "issue":
        issue = getattr(element, "issue", None)
        return (*_ISSUES, _issue_index(facts, issue.id), *rest) if issue is not None else (*place, *rest)
    if first in ("offer", "meeting"):
        return (*place, *rest)
    return (*place, *_ELEMENT_FROM.get((type(element), str(first)), (first, *rest)))


def _issue_index(facts: Facts, id: str) -> int:
    return next(index for index, issue in enumerate(facts.deal.issues or ()) if issue.id == id)
