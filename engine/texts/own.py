"""Catalogues in an organisation's folder of templates: `texts/<language>/<area>.yaml`, checked against ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from ..errors import Problem, SourceError, TemplateError
from ..source import Source, read_source
from ..suggest import did_you_mean
from .catalogue import AREAS, BASE, DEFAULT_LOCALE, Forms, Texts, entries_of, shipped, shipped_languages

_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class _File:
    """A catalogue as it lies in a folder."""

    language: str
    area: str
    name: str
    text: str


def texts_for(locale: str = DEFAULT_LOCALE, templates: Path | None = None) -> Texts:
    """The texts for readers of a locale: in its language if there is a catalogue of it, otherwise in English.

    `templates` is an organisation's folder, whose catalogues take the place of ours, text by text. TemplateError if
    one of them is not right.
    """
    return _texts(locale, tuple(_files(templates)) if templates else ())


def check_texts(templates: Path) -> None:
    """TemplateError with every mistake in the catalogues of a folder."""
    _read(tuple(_files(templates)))


@lru_cache(_KEPT)
def _texts(locale: str, files: tuple[_File, ...]) -> Texts:
    own = _read(files)
    language = locale.partition("_")[0]
    known = language in shipped_languages() or any(of == language for of, _ in own)
    return Texts(language, locale, own) if known else Texts(BASE, DEFAULT_LOCALE, own)


def _files(templates: Path) -> Iterator[_File]:
    for path in sorted((templates / "texts").glob("*/*.yaml")):
        try:
            yield _File(path.parent.name, path.stem, str(path), path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(
                [Problem("unreadable", f"the file cannot be read: {error}", str(path))]
            ) from error


def _read(files: Iterable[_File]) -> dict[tuple[str, str], Mapping[str, Any]]:
    found: dict[tuple[str, str], Any] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            source = read_source(file.text, file.name)
        except SourceError as error:
            problems += error.problems
            continue
        problems += _mistakes(source, file.area)
        found[file.language, file.area] = source.data
    if problems:
        raise TemplateError(problems)
    return {key: dict(entries_of(data)) for key, data in found.items()}


def _mistakes(source: Source, area: str) -> Iterator[Problem]:
    """Texts that nothing takes, of another shape than the English one, or with other places for values."""
    if area not in AREAS:
        hint = did_you_mean(area, AREAS) or "catalogues: " + ", ".join(f"{one}.yaml" for one in AREAS)
        yield Problem("unknown-texts", "no document takes texts from this file", source.name, hint=hint)
        return
    if not isinstance(source.data, Mapping):
        yield source.problem("not-texts", "a catalogue holds texts by their names", ())
        return
    english = shipped(BASE, area)
    for name, value in entries_of(source.data):
        place, known = tuple(name.split(".")), english.get(name)
        if known is None:
            hint = did_you_mean(name, english)
            yield source.problem("unknown-text", f"no text is called {name!r}", place, hint=hint, at_key=True)
        elif complaint := _complaint(known, value):
            yield source.problem("wrong-text", complaint, place)


def _complaint(known: str | Forms, value: Any) -> str:
    """What is wrong with a text that takes the place of an English one; empty for nothing."""
    if isinstance(known, str) and not isinstance(value, str):
        return "this must be a text"
    if isinstance(known, Mapping) and not _are_forms(value):
        return "this must be a text for each plural form, such as one and other"
    found, wanted = places_of(value), places_of(known)
    if found is None:
        return "a place for a value is a name in braces, such as {day}"
    if found != wanted:
        return "the places for values must be those of the English text: " + _shown(wanted or frozenset())
    return ""


def _are_forms(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and "other" in value
        and all(isinstance(form, str) for form in value.values())
    )


def _shown(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def places_of(text: str | Forms) -> frozenset[str] | None:
    """The names of the places for values in a text or in all its forms; None if one is more than a name."""
    found = set()
    for form in (text,) if isinstance(text, str) else text.values():
        try:
            parsed = [part for part in Formatter().parse(form) if part[1] is not None]
        except ValueError:
            return None
        if any(not (name or "").isidentifier() or spec or conversion for _, name, spec, conversion in parsed):
            return None
        found |= {str(name) for _, name, _, _ in parsed}
    return frozenset(found)
