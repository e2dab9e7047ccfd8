"""The shipped catalogues: complete, with the same places for values, and no text that nothing takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.resources import folder
from engine.texts import Texts, shipped_languages, texts_for
from engine.texts.catalogue import AREAS, Forms, shipped
from engine.texts.own import places_of

TOP = Path(__file__).parents[2]
OTHERS = sorted(shipped_languages() - {"en"})
FILES = {"questions.md"}
SAME = {"chart.zones"}
"""Words that are the same in both languages."""


def test_german_is_shipped() -> None:
    assert OTHERS == ["de"]
    assert {path.stem for path in (folder("templates") / "texts" / "en").iterdir()} == set(AREAS)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_text_with_the_same_places(language: str, area: str) -> None:
    english, other = shipped("en", area), shipped(language, area)
    assert list(other) == list(english)
    assert {name: places_of(text) for name, text in other.items()} == {
        name: places_of(text) for name, text in english.items()
    }
    assert [
        name for name, text in other.items() if isinstance(text, str) != isinstance(english[name], str)
    ] == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_a_text_has_the_plural_forms_of_its_language(language: str) -> None:
    from babel import Locale

    wanted = {*Locale.parse(language).plural_form.tags, "other"}
    for area in AREAS:
        for name, text in shipped(language, area).items():
            assert isinstance(text, str) or text.keys() == wanted, name


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_another_one_in_german(area: str) -> None:
    english, german = shipped("en", area), shipped("de", area)
    assert [
        name for name, text in german.items() if text == english[name] and _words(text) and name not in SAME
    ] == []


def _words(text: str | Forms) -> str:
    """What there is to translate: words of more than one letter, without the places for values."""
    plain = text if isinstance(text, str) else " ".join(text.values())
    return re.sub(r"\{[^}]*\}|\W|\b\w\b", "", plain)


def test_every_text_is_used_and_every_key_exists() -> None:
    known = {f"{area}.{name}" for area in AREAS for name in shipped("en", area)}
    exact, patterns = set(), set()
    for path in (*(TOP / "engine").rglob("*.py"), *(TOP / "tools").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add("".join(map(_pattern, node.values)))
    keys = re.compile(f"({'|'.join(AREAS)})" + r"(\.[a-z_]*[a-z])+")
    groups = {key.rpartition(".")[0] for key in known}
    assert {text for text in exact if keys.fullmatch(text)} - known - groups - FILES == set()
    dynamic = [re.compile(one) for one in patterns if one.startswith(tuple(f"{area}\\." for area in AREAS))]
    named = {f"words.{one}" for one in _vocabularies()}
    unused = {
        key
        for key in known - exact
        if not any(one.fullmatch(key) for one in dynamic) and key.rpartition(".")[0] not in named
    }
    assert unused == set()


def _pattern(part: ast.expr) -> str:
    return (
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else r"[A-Za-z_-]+"
    )


def _vocabularies() -> Iterator[str]:
    """The lists whose words are asked for by `named`."""
    yield from ("stage", "role", "tactic", "skill", "purpose", "offer", "approval", "claim", "point")


def test_texts_with_values_and_forms() -> None:
    german = texts_for("de_AT")
    assert german.language == "de"
    assert german("brief.as_of", day="2. März") == "Stand 2. März"
    assert german.count("words.meeting.minutes", 1) == "1 Minute"
    assert german.count("words.meeting.minutes", 90) == "90 Minuten"
    assert german.named("stage", "closed") == "abgeschlossen"
    assert german.named("stage", "unheard of") == "unheard of"


def test_a_text_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        texts_for()("brief.nothing")


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "fr_FR"])
def test_a_locale_without_catalogue_reads_english(locale: str) -> None:
    texts: Texts = texts_for(locale)
    assert texts("words.yes") == "yes"
    assert texts.locale == (locale if locale.startswith("en") else "en_GB")
