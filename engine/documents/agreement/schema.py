"""What a file of the clause library may say (schema negotia/clauses/1)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ...deal.base import Count, Day, Name, Section, Text, Texts, optional, required

Paper = Literal["ours", "theirs", "existing master"]
Subject = Literal["services", "subscription", "goods", "mixed"]
Role = Literal["seller", "buyer"]
ToBe = Literal["agreed", "completed", "confirmed"]


def _text_alone(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Item(Section):
    """One point of a list below a sub-clause."""

    when: Text | None = optional("The condition under which it stands; always unless stated.")
    text: Name = required("Its words.")


class SubClause(Section):
    """One numbered sub-clause; a text alone stands for one without conditions."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name | None = optional("Key for references: [[clause.id]].")
    when: Text | None = optional("The condition under which it stands; always unless stated.")
    text: Name = required("Its words, with {{ values }}, [[references]] and [[open: points]].")
    items: tuple[Annotated[Item, BeforeValidator(_text_alone)], ...] | None = optional("Points below it.")
    generated: Literal["definitions", "special terms"] | None = optional("Points that come from elsewhere.")


Standard = Annotated[SubClause, BeforeValidator(_text_alone)]


class Fallback(Section):
    """A position we can fall back to; those of a clause are ranked, best for us first."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name = required("What a deal names to choose it.")
    text: tuple[Standard, ...] = Field(min_length=1, description="Its sub-clauses, in place of the standard.")
    trigger: Name = required("When it may be offered.")
    approver: Name = required("Who consents.")
    price: Name = required("What we ask for it.")


class Definition(Section):
    """A defined term; without a meaning it is defined where the clause has it in quotation marks."""

    keyed_by: ClassVar[tuple[str, ...]] = ("term",)
    term: Name = required("The term, with a capital letter.")
    meaning: Text | None = optional("What it means, after `means`.")


class CounselApproval(Section):
    """Counsel's consent to a clause; nothing in it means that nobody has given any."""

    by: Text | None = optional("Who approved the clause.")
    on: Day | None = optional("When.")
    review_by: Day | None = optional("When it is looked at again.")


class ClauseEntry(Section):
    """One clause: its words and everything that decides when and how it may be used."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name = required("Stable key; it becomes the tag of the clause in Word.")
    title: Name = required("Its heading.")
    order: Count = required("Where it stands among the others; ties go by id.")
    version: Text | None = optional("Its version; the file's unless stated.")
    owner: Text | None = optional("Who keeps it; the file's owner unless stated.")
    laws: Texts | None = optional(
        "Governing laws it is written for, by name of the country; any unless stated."
    )
    our_role: tuple[Role, ...] | None = optional("For which role of ours; both unless stated.")
    subjects: tuple[Subject, ...] | None = optional("For which subjects of a deal; all unless stated.")
    paper: tuple[Paper, ...] | None = optional("On whose paper; any unless stated.")
    when: Text | None = optional("The condition under which it stands; always unless stated.")
    standard: tuple[Standard, ...] = Field(min_length=1, description="Our standard position, in sub-clauses.")
    fallbacks: tuple[Fallback, ...] | None = optional("Positions to fall back to, in order.")
    red_line: Text | None = optional("What we never accept.")
    reason: Name = required("Why we want it.")
    defines: tuple[Definition, ...] | None = optional("Terms it defines.")
    requires: Texts | None = optional("Ids of clauses that must stand beside it.")
    conflicts: Texts | None = optional("Ids of clauses that must not stand beside it.")
    mandatory_law: Text | None = optional("Where the law may override it.")
    counsel_approved: CounselApproval | None = optional("Counsel's consent.")


class InputEntry(Section):
    """A value that clauses print, and what its open point is called."""

    keyed_by: ClassVar[tuple[str, ...]] = ("value",)
    value: Name = required("The expression that gives it.")
    label: Name = required("What is open while it is not known.")
    to_be: ToBe | None = optional("What has to happen to it; agreed unless stated.")


class KeyTermEntry(Section):
    """A row of the table on the first page; the same label may stand under several conditions."""

    label: Text | None = optional("What the row is about.")
    text: Text | None = optional("Its words.")
    when: Text | None = optional("The condition under which it stands.")
    generated: Literal["commercial"] | None = optional("Rows for the terms negotiated.")


class ClauseFile(Section):
    """A file of the clause library."""

    schema_: Literal["negotia/clauses/1"] = Field(default="negotia/clauses/1", alias="schema")
    library: Name = required("What the file is called.")
    version: Name = required("Version of its clauses.")
    owner: Name = required("Who keeps it.")
    language: Name = required("Language of its texts, such as en.")
    inputs: tuple[InputEntry, ...] | None = optional("Values that clauses print.")
    key_terms: tuple[KeyTermEntry, ...] | None = optional("Rows of the table on the first page.")
    clauses: tuple[ClauseEntry, ...] | None = optional("The clauses.")
