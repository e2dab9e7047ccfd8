"""What the template of the agreement places: every text is worded already, nothing in it is ours alone."""

from __future__ import annotations

from dataclasses import dataclass

from .inline import Inline


@dataclass(frozen=True, slots=True)
class KeyTermRow:
    """A row of the table on the first page."""

    label: str
    text: Inline


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A numbered paragraph: level 2 is a sub-clause (1.1), level 3 a point below it (a)."""

    level: int
    anchor: str
    text: Inline


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause: its id tags it in Word, its anchor is the bookmark of its heading."""

    id: str
    anchor: str
    title: str
    lines: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a schedule's table."""

    cells: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Schedules:
    """The tables of the schedules; an empty one has no schedule. The last lists what is open."""

    payments: tuple[Row, ...]
    deliverables: tuple[Row, ...]
    milestones: tuple[Row, ...]
    metrics: tuple[Row, ...]
    reviews: tuple[Row, ...]
    contacts: tuple[Row, ...]
    communication: Inline | None
    change_process: Inline | None

    @property
    def has_deliverables(self) -> bool:
        """Whether there is a schedule of deliverables and milestones."""
        return bool(self.deliverables or self.milestones)

    @property
    def has_metrics(self) -> bool:
        """Whether there is a schedule of metrics and reviews."""
        return bool(self.metrics or self.reviews)

    @property
    def has_contacts(self) -> bool:
        """Whether there is a schedule of contacts."""
        return bool(self.contacts or self.communication)


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open point in its schedule: what is open, what has to happen, and where it stands."""

    label: str
    to_be: str
    places: Inline


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One party's place to sign; blanks are filled in by hand."""

    party: str
    name: str
    signatory: str
    title: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The copy for the other side. `short_title` fits a line; `version` counts drafts."""

    title: str
    short_title: str
    between: tuple[str, str]
    version: str
    day: str
    key_terms: tuple[KeyTermRow, ...]
    clauses: tuple[DraftClause, ...]
    schedules: Schedules
    open_points: tuple[OpenRow, ...]
    signatures: tuple[SignatureBlock, SignatureBlock]


@dataclass(frozen=True, slots=True)
class Note:
    """What only we should know about a clause: where it comes from, what was decided and why."""

    clause: str
    origin: str
    position: str
    guidance: str


@dataclass(frozen=True, slots=True)
class InternalDraft:
    """The copy for us: the same draft with notes. A type of its own, so that no other copy can have them."""

    draft: Draft
    notes: tuple[Note, ...]
