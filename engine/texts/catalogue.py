"""One language's texts: found by key, with values in their places and in the plural form that a number takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..resources import folder
from ..source import read_file

DEFAULT_LOCALE: Final = "en_GB"
BASE: Final = "en"
"""The language whose catalogues are complete."""
AREAS: Final = ("words", "notes", "advice", "brief", "questions")
"""What catalogues are about: values and closed lists of words, what a valuation assumes, advice, brief, questions."""
FORMS: Final = frozenset(("zero", "one", "two", "few", "many", "other"))
"""The plural categories of CLDR."""

Forms = Mapping[str, str]
"""A text for each plural category that its language tells apart."""
Entries = Mapping[str, str | Forms]
"""The texts of an area by their dotted names."""


class Told(str):
    """An English text of the catalogues with its key and values; `Texts.said` puts it into another language."""

    __slots__ = ("key", "values")

    key: str
    values: Mapping[str, str]


class Texts:
    """The texts of one language; immutable, safe to share between threads.

    `locale` is one whose lists and plurals fit the language. `own` are an organisation's texts by language and area.
    """

    __slots__ = ("_areas", "_own", "_plural", "language", "locale")

    def __init__(
        self, language: str, locale: str, own: Mapping[tuple[str, str], Entries] | None = None
    ) -> None:
        self.language, self.locale = language, locale
        self._own = own or {}
        self._areas: dict[str, Entries] = {}
        self._plural: Any = None

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key with the values in their places. KeyError for a key that no catalogue has."""
        text = self._entry(key)
        assert isinstance(text, str), f"{key} has plural forms"
        return text.format_map(values) if values else text

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The form of a text for so many; `{count}` stands for the number."""
        forms = self._entry(key)
        assert not isinstance(forms, str), f"{key} has no plural forms"
        form = forms.get(self._form(number)) or forms["other"]
        return form.format_map({"count": number, **values})

    def named(self, vocabulary: str, word: str) -> str:
        """A word of a closed vocabulary of the deal, in this language; any other text as it is."""
        found = self.area("words").get(f"{vocabulary}.{word}")
        return found if isinstance(found, str) else word

    def said(self, text: str) -> str:
        """What was told in English, in this language; any other text as it is."""
        if not isinstance(text, Told):
            return text
        return self(text.key, **{name: self.said(value) for name, value in text.values.items()})

    def area(self, area: str) -> Entries:
        """All texts of an area."""
        found = self._areas.get(area)
        if found is None:
            found = self._areas[area] = self._merged(area)
        return found

    def _entry(self, key: str) -> str | Forms:
        area, _, name = key.partition(".")
        return self.area(area)[name]

    def _merged(self, area: str) -> Entries:
        merged = dict(shipped(BASE, area))
        for language in dict.fromkeys((BASE, self.language)):
            if language in shipped_languages():
                merged.update(shipped(language, area))
            merged.update(self._own.get((language, area), {}))
        return merged

    def _form(self, number: int) -> str:
        if self._plural is None:
            from babel import Locale

            self._plural = Locale.parse(self.locale).plural_form
        return str(self._plural(number))


@cache
def shipped_languages() -> frozenset[str]:
    """The languages that we ship catalogues of."""
    return frozenset(path.name for path in (folder("templates") / "texts").iterdir() if path.is_dir())


def language_of(locale: str) -> str:
    """The language of a locale, if we ship texts in it; otherwise English."""
    language = locale.partition("_")[0]
    return language if language in shipped_languages() else BASE


def catalogue_files(language: str) -> list[Path]:
    """The files of our texts in a language."""
    return [folder("templates") / "texts" / language / f"{area}.yaml" for area in AREAS]


@cache
def shipped(language: str, area: str) -> Entries:
    """Our texts of an area."""
    return dict(entries_of(read_file(catalogue_files(language)[AREAS.index(area)]).data))


def entries_of(data: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The texts of a tree of mappings by their dotted names; a mapping of plural forms is one."""
    for key, value in data.items():
        name = (*above, str(key))
        if isinstance(value, Mapping) and not value.keys() <= FORMS:
            yield from entries_of(value, name)
        else:
            yield ".".join(name), value
