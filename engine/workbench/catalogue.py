"""The catalogue of practices that rules and documents carry: a file beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from ..deal.base import Name, Section, optional, required
from ..deal.paths import Location
from ..errors import Problem, RuleError
from ..ruleset.schema import Slug
from .written import Written, read_written

FILE = Path("catalogue") / "practices.yaml"
"""Where the catalogue lies in a folder of rules."""

Carrier = Literal["check", "ask", "advise", "document"]


class Part(Section):
    """A part of what is made from a plan."""

    of: Literal["brief", "questions", "agreement", "samples"] = required(
        "The document; `samples` for a sample deal, which stands for the documents made from it."
    )
    part: Name = required("The heading in its template, or the file name of the sample.")


class Practice(Section):
    """Something that good negotiators do, and what may carry it."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Name = required("What rules cite.")
    text: Name = required("The practice in a few words.")
    by: tuple[Carrier, ...] = required("What must carry it, one or more.")
    origin: Name | None = optional("Who added it; nothing for what is common knowledge.")
    parts: tuple[Part, ...] | None = optional("The parts of documents that carry it.")


class Group(Section):
    """Practices that belong together."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: Slug
    title: Name
    practices: tuple[Practice, ...]


class CatalogueFile(Section):
    """A catalogue."""

    schema_: Literal["negotia/practices/1"] = Field(alias="schema")
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The practices of all catalogues that were read, in groups."""

    groups: tuple[Group, ...]

    @property
    def practices(self) -> tuple[Practice, ...]:
        """All practices, group by group."""
        return tuple(practice for group in self.groups for practice in group.practices)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all practices."""
        return frozenset(practice.id for practice in self.practices)


def read_catalogue(folders: Iterable[Path]) -> Catalogue:
    """The catalogues in these folders of rules together; a folder may have none. Raises RuleError."""
    files = [read_written(path, CatalogueFile) for one in folders if (path := one / FILE).is_file()]
    problems = list(_problems(files))
    if problems:
        raise RuleError(problems)
    return Catalogue(tuple(group for file in files for group in file.content.groups))


def _problems(files: Iterable[Written[CatalogueFile]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in files:
        for index, group in enumerate(file.content.groups):
            for place, practice in enumerate(group.practices):
                at: Location = ("groups", index, "practices", place)
                if practice.id in seen:
                    message = f"the practice {practice.id} stands already in {seen[practice.id]}"
                    yield file.problem("duplicate-practice", message, (*at, "id"), "give it an id of its own")
                seen.setdefault(practice.id, file.source.name)
                for code, message, hint in _wrong(practice):
                    yield file.problem(code, message, at, hint)


def _wrong(practice: Practice) -> Iterator[tuple[str, str, str]]:
    """Code, message and way out of what does not go together in a practice."""
    if not practice.by:
        yield "no-carrier", f"nothing is to carry {practice.id}", "write by: [check], say"
    if ("document" in practice.by) != bool(practice.parts):
        hint = "name its parts: [{of: brief, part: ...}], and document among by, or neither"
        yield "practice-parts", f"{practice.id} must have both a document that carries it and its parts", hint
