"""The sheets of a workbook of one deal: a form for what stands once, and a sheet for each list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..deal.base import Section
from ..deal.model import Deal
from ..deal.paths import section_at
from .kinds import Field, fields_of

FORM = "Deal"
"""The sheet of what stands once; its heads are FIELD, VALUE and what explains them."""
FIELD, VALUE, MEANING, EXAMPLE = "Field", "Value", "What belongs here", "Example"
ISSUES = "Issues"
LISTS = "Lists"
"""The hidden sheet with the words of long drop-downs."""
MARK = "e.g. "
"""A row of a list that begins so, right below the heads, is an example and no data."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with an item a row. Its first columns, the selectors, tell which list an item belongs to."""

    name: str
    lists: Mapping[tuple[str, ...], Place]
    """The list for each combination of what the selectors say."""
    selectors: tuple[str, ...] = ()
    core: bool = False
    """Whether a new workbook has it."""

    @property
    def model(self) -> type[Section]:
        """The class of the items."""
        found = section_at(next(iter(self.lists.values())))
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class InnerSheet:
    """A sheet for lists that the items of another sheet have; its first column names the item, or counts it."""

    name: str
    outer: Place
    field: str
    selector: str
    core: bool = False

    @property
    def model(self) -> type[Section]:
        """The class of the items."""
        found = section_at((*self.outer, self.field))
        assert found is not None
        return found


_SIDES = ("us", "them")
_ABOUT = ("view", "challenges", "needs", "decision_drivers", "concerns", "hopes", "emotional_drivers")


def _one(name: str, *path: str, core: bool = False) -> ListSheet:
    return ListSheet(name, {(): path}, core=core)


def _both(name: str, field: str, core: bool = False) -> ListSheet:
    return ListSheet(name, {(side,): (side, field) for side in _SIDES}, ("side",), core)


SHEETS: tuple[ListSheet | InnerSheet, ...] = (
    _both("People", "people", core=True),
    _both("Interests", "interests", core=True),
    ListSheet(
        "Insights",
        {(side, about): (side, about) for side in ("them", "us") for about in _ABOUT},
        ("side", "about"),
        core=True,
    ),
    _both("Competition", "competition"),
    _one(ISSUES, "issues", core=True),
    _one("Concessions", "strategy", "concessions", core=True),
    _one("Tactics", "strategy", "tactics"),
    _one("Solutions", "strategy", "solves"),
    _one("Authority", "strategy", "authority"),
    _one("Approvals", "approvals"),
    _one("Meetings", "meetings", core=True),
    InnerSheet("Agenda", ("meetings",), "agenda", "meeting", core=True),
    _one("Questions", "exchange", "questions"),
    _one("Claims", "clarification", "claims"),
    _one("Disagreements", "clarification", "disagreements"),
    _one("Misunderstandings", "clarification", "misunderstandings"),
    _one("Assumptions", "clarification", "assumptions"),
    _one("Hidden drivers", "clarification", "hidden_drivers"),
    _one("New information", "clarification", "new_information"),
    _one("Agreed points", "clarification", "agreed_points"),
    _one("Offers", "bargaining", "offers", core=True),
    _one("Demands", "bargaining", "demands"),
    _one("Incidents", "bargaining", "incidents"),
    _one("Impasse tactics", "bargaining", "impasse_tactics"),
    _one("Deliverables", "commitment", "deliverables"),
    _one("Metrics", "commitment", "metrics"),
    _one("Milestones", "commitment", "milestones"),
    _one("Contacts", "commitment", "contacts"),
    _one("Reviews", "commitment", "reviews"),
    _one("Check-ins", "commitment", "check_ins"),
    _one("Risks", "commitment", "risks"),
    _one("Existing agreements", "agreement", "existing"),
    _one("Instalments", "agreement", "payment", "schedule"),
    _one("Clauses", "agreement", "clauses"),
    _one("Bids", "buying", "competing_bids"),
    _one("Award criteria", "buying", "award_criteria"),
    _one("Waivers", "waivers"),
)
CORE_SECTIONS = ("deal", "us", "them", "pricing", "strategy")
"""The sections whose fields are always on the form; others are there when something of them is said."""


@cache
def list_sheets() -> Mapping[Place, ListSheet]:
    """The sheet of each list of the deal."""
    return {path: sheet for sheet in SHEETS if isinstance(sheet, ListSheet) for path in sheet.lists.values()}


@cache
def inner_sheets() -> Mapping[tuple[Place, str], InnerSheet]:
    """The sheet of each list within the items of a list."""
    return {(sheet.outer, sheet.field): sheet for sheet in SHEETS if isinstance(sheet, InnerSheet)}


def field_at(path: str, model: type[Section] = Deal) -> tuple[Place, Field] | None:
    """The field that a head or a row of the form names, and the way to it; None if there is none.

    What follows the field of terms is the id of an issue, whatever characters it has.
    """
    way: list[str] = []
    rest = path
    within: type[Section] | None = model
    while within is not None:
        step, _, rest = rest.partition(".")
        field = fields_of(within).get(step)
        if field is None:
            return None
        way.append(step)
        if not rest:
            return tuple(way), field
        if field.kind == "terms":
            return (*way, rest), Field(rest, "term", "The value of the issue in it.", required=False)
        within = field.model if field.kind == "section" else None
    return None


def columns(model: type[Section]) -> Iterator[tuple[Place, Field]]:
    """The columns that a sheet has for its items; lists within them and terms come in as they are needed."""
    for field in fields_of(model).values():
        if field.kind == "section" and field.model is not None:
            for path, leaf in columns(field.model):
                yield (field.name, *path), leaf
        elif field.kind not in ("sections", "terms"):
            yield (field.name,), field
