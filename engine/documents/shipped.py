"""Where templates are found, each compiled once a process, and what a document says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ..casefile import CaseFile
from ..errors import NegotiaError, Problem, TemplateError
from ..resources import folder
from ..suggest import near_or_listed
from ..texts import Texts, check_texts, texts_for
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
_CODE: Final = re.compile(r"[a-z]{2,3}")
_WORD_FILES: Final = frozenset((".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot"))


def shipped_template(name: str, language: str = "en") -> Template:
    """The template of that name in a language, in English if there is none. TemplateError if it was broken."""
    return _shipped(shipped_path(name, language))


@cache
def _shipped(path: Path) -> Template:
    return compile_template(path)


def shipped_path(name: str, language: str = "en") -> Path:
    """The file of a shipped template: `<language>/<name>.docx`, of the English ones `<name>.docx`."""
    below = folder("templates")
    path = below / language / f"{name}.docx"
    return path if path.is_file() else below / f"{name}.docx"


def own_path(name: str, templates: Path | None, language: str = "en") -> Path | None:
    """The file that takes the place of a shipped template, if the folder has one: for the language, or for all."""
    places = (templates / language / f"{name}.docx", templates / f"{name}.docx") if templates else ()
    return next((path for path in places if path.is_file()), None)


def find_template(name: str, templates: Path | None = None, language: str = "en") -> Template:
    """The template of a name from a folder of an organisation's own, or else the shipped one.

    TemplateError if its tags cannot be understood; an edited file is compiled again.
    """
    path = own_path(name, templates, language)
    if path is None:
        return shipped_template(name, language)
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

    So are catalogues of texts with mistakes. TemplateError with the name that was probably meant. Hidden files and
    the lock files of an open Word are passed over. NegotiaError if the folder cannot be read.
    """
    try:
        entries = sorted(templates.iterdir())
        inside = [path for entry in language_folders(templates) for path in sorted(entry.iterdir())]
        files = [path for path in (*entries, *inside) if path.suffix.lower() in _WORD_FILES]
    except OSError as error:
        raise NegotiaError(f"{templates} cannot be read: {error.strerror}") from error
    known = [f"{name}.docx" for name in TEMPLATES]
    problems = [
        Problem(
            "unknown-template",
            "no document is made of this file",
            str(file),
            hint=near_or_listed(file.name, known),
        )
        for file in files
        if file.name not in known and not file.name.startswith((".", "~$"))
    ]
    if problems:
        raise TemplateError(problems)
    check_texts(templates)


def language_folders(templates: Path) -> tuple[Path, ...]:
    """The folders below that hold templates of a language: each is called by its code of two or three letters."""
    return tuple(path for path in sorted(templates.iterdir()) if path.is_dir() and _CODE.fullmatch(path.name))


def properties_of(
    case: CaseFile, kind: str, texts: Texts | None = None, *, shared: bool = False
) -> Properties:
    """Title, author, subject and time of a document of this case: its day is the day of the check.

    A `shared` document goes to the other side: it comes from our company and does not say what we call the deal.
    """
    deal, worded = case.deal, texts or texts_for()
    us, them = deal.us.name, deal.them.name
    if shared:
        title = worded("words.document.shared", kind=kind, us=us, them=them)
    else:
        title = worded("words.document.own", kind=kind, title=deal.deal.title)
    author = us if shared else deal.deal.owner or "negotia"
    return Properties(
        created=datetime.combine(case.assessment.as_of, time(), UTC),
        title=title[:_LONGEST_PROPERTY],
        author=author[:_LONGEST_PROPERTY],
        subject=worded("words.document.subject", us=us, them=them)[:_LONGEST_PROPERTY],
        keywords="",
        description="",
    )
