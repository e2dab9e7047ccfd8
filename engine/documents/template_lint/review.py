"""Templates of a folder, or the shipped ones: which there are, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import NegotiaError
from ...suggest import near_or_listed
from ..contexts import CONTEXTS
from ..shipped import TEMPLATES, own_path, shipped_path, shipped_template
from .linting import lint_template
from .model import Flaw


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template: its name, what is made of it, its file, and whether that is the shipped one."""

    name: str
    purpose: str
    path: Path
    shipped: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A template and its flaws."""

    file: TemplateFile
    flaws: tuple[Flaw, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing but notes was found."""
        return all(flaw.note for flaw in self.flaws)


def list_templates(templates: Path | None = None, names: Sequence[str] = ()) -> tuple[TemplateFile, ...]:
    """The templates of these names, or all, with the files that are used when documents come from a folder.

    NegotiaError for a name that is none, with the nearest.
    """
    for name in names:
        if name not in TEMPLATES:
            raise NegotiaError(f"there is no template {name!r} ({near_or_listed(name, TEMPLATES)})")
    found = []
    for name in names or TEMPLATES:
        own = own_path(name, templates)
        found.append(TemplateFile(name, TEMPLATES[name], own or shipped_path(name), own is None))
    return tuple(found)


def review_templates(templates: Path | None = None, names: Sequence[str] = ()) -> tuple[Review, ...]:
    """What is wrong with the templates of these names; without names, with all files of a folder's own, or all."""
    files = list_templates(templates, names)
    chosen = [one for one in files if names or templates is None or not one.shipped]
    return tuple(Review(one, _lint(one)) for one in chosen)


def _lint(file: TemplateFile) -> tuple[Flaw, ...]:
    charts = frozenset[str]() if file.shipped else shipped_template(file.name).charts
    return lint_template(file.path, CONTEXTS[file.name], str(file.path), charts=charts)
