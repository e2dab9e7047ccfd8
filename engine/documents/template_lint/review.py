"""Templates of a folder, or the shipped ones: which there are, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import NegotiaError
from ...suggest import near_or_listed
from ...texts import shipped_languages
from ..contexts import CONTEXTS
from ..shipped import TEMPLATES, language_folders, own_path, shipped_path, shipped_template
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


def list_templates(
    templates: Path | None = None, names: Sequence[str] = (), language: str = "en"
) -> tuple[TemplateFile, ...]:
    """The templates of these names, or all, with the files that are used when documents come from a folder.

    Of a language that has none of its own they are the English ones. NegotiaError for a name that is none, with the
    nearest.
    """
    for name in names:
        if name not in TEMPLATES:
            raise NegotiaError(f"there is no template {name!r} ({near_or_listed(name, TEMPLATES)})")
    found = []
    for name in names or TEMPLATES:
        own = own_path(name, templates, language)
        path = own or shipped_path(name, language)
        found.append(TemplateFile(name, TEMPLATES[name], path, own is None))
    return tuple(found)


def review_templates(templates: Path | None = None, names: Sequence[str] = ()) -> tuple[Review, ...]:
    """What is wrong with the templates of these names; without names, with all files of a folder's own, or all.

    Those of every language are looked at.
    """
    files = {
        one.path: one
        for language in ("en", *sorted(_languages(templates)))
        for one in list_templates(templates, names, language)
        if names or templates is None or not one.shipped
    }
    return tuple(Review(one, _lint(one)) for one in files.values())


def _languages(templates: Path | None) -> frozenset[str]:
    """The languages that there are templates of, here or in a folder."""
    own = language_folders(templates) if templates else ()
    return shipped_languages() | {path.name for path in own}


def _lint(file: TemplateFile) -> tuple[Flaw, ...]:
    charts = frozenset[str]() if file.shipped else shipped_template(file.name).charts
    return lint_template(file.path, CONTEXTS[file.name], str(file.path), charts=charts)
