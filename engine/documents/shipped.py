"""Where templates are found, each compiled once a process, and what a document says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ..casefile import CaseFile
from ..errors import NegotiaError, Problem, TemplateError
from ..resources import folder
from ..suggest import near_or_listed
from .properties import Properties
from .template import Template, compile_template

TEMPLATES: Final[Mapping[str, str]] = {
    "brief": "the prep brief and its table copy",
    "questions": "the clarification questions",
    "questions-for-them": "the questions for the other side",
    "agreement": "the draft agreement, for them and for us",
}
"""The templates and what is made of them; each is a file `<name>.docx`."""
_LONGEST_PROPERTY = 200
_KEPT: Final = 32
_WORD_FILES: Final = frozenset((".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot"))


@cache
def shipped_template(name: str) -> Template:
    """The template `templates/<name>.docx`. TemplateError if someone has broken it."""
    return compile_template(shipped_path(name))


def shipped_path(name: str) -> Path:
    """The file of a shipped template."""
    return folder("templates") / f"{name}.docx"


def own_path(name: str, templates: Path | None) -> Path | None:
    """The file that takes the place of a shipped template, if the folder has one."""
    path = templates / f"{name}.docx" if templates else None
    return path if path and path.is_file() else None


def find_template(name: str, templates: Path | None = None) -> Template:
    """The template of a name from a folder of an organisation's own, or else the shipped one.

    TemplateError if its tags cannot be understood; an edited file is compiled again.
    """
    path = own_path(name, templates)
    if path is None:
        return shipped_template(name)
    try:
        return _compiled(path, path.read_bytes())
    except OSError as error:
        problem = Problem("unreadable", f"the file cannot be opened: {error.strerror}", str(path))
        raise TemplateError([problem]) from error


@lru_cache(_KEPT)
def _compiled(path: Path, content: bytes) -> Template:
    return compile_template(content, str(path))


def check_folder(templates: Path) -> None:
    """Refuse Word files that no document is made of: a misspelt name would bring the shipped template back.

    TemplateError with the name that was probably meant. Hidden files and the lock files of an open Word are
    passed over. NegotiaError if the folder cannot be read.
    """
    try:
        files = sorted(path.name for path in templates.iterdir() if path.suffix.lower() in _WORD_FILES)
    except OSError as error:
        raise NegotiaError(f"{templates} cannot be read: {error.strerror}") from error
    known = [f"{name}.docx" for name in TEMPLATES]
    problems = [
        Problem(
            "unknown-template",
            "no document is made of this file",
            str(templates / file),
            hint=near_or_listed(file, known),
        )
        for file in files
        if file not in known and not file.startswith((".", "~$"))
    ]
    if problems:
        raise TemplateError(problems)


def properties_of(case: CaseFile, title: str, *, shared: bool = False) -> Properties:
    """Title, author, subject and time of a document of this case: its day is the day of the check.

    A `shared` document goes to the other side: it comes from our company and does not say what we call the deal.
    """
    deal = case.deal
    full_title = (
        f"{title} of {deal.us.name} for {deal.them.name}" if shared else f"{title}: {deal.deal.title}"
    )
    author = deal.us.name if shared else deal.deal.owner or "negotia"
    return Properties(
        created=datetime.combine(case.assessment.as_of, time(), UTC),
        title=full_title[:_LONGEST_PROPERTY],
        author=author[:_LONGEST_PROPERTY],
        subject=f"{deal.us.name} and {deal.them.name}"[:_LONGEST_PROPERTY],
        keywords="",
        description="",
    )
