"""Catalogues of an organisation, in its folder of templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import TemplateError
from engine.texts import check_texts, texts_for


def write(top: Path, name: str, text: str) -> None:
    path = top / "texts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_text_of_their_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    write(tmp_path, "de/brief.yaml", "kind: Spickzettel\nissues: {target: Wunsch}\n")
    texts = texts_for("de_DE", tmp_path)
    assert (texts("brief.kind"), texts("brief.issues.target")) == ("Spickzettel", "Wunsch")
    assert texts("brief.issues.opening") == "Einstieg"
    assert texts_for("en_GB", tmp_path)("brief.kind") == "Prep brief"
    assert texts_for("de_DE")("brief.kind") == "Verhandlungsbriefing"


def test_a_language_of_their_own_is_english_where_it_says_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        "fr/words.yaml",
        'absent: non précisé\nmeeting: {minutes: {one: "{count} minute", other: "{count} minutes"}}',
    )
    write(tmp_path, "en/words.yaml", "absent: left open")
    french = texts_for("fr_CA", tmp_path)
    assert (french.language, french.locale) == ("fr", "fr_CA")
    assert french("words.absent") == "non précisé"
    assert french.count("words.meeting.minutes", 0) == "0 minute"
    assert french("words.yes") == "yes"
    assert texts_for("en_US", tmp_path)("words.absent") == "left open"


def test_an_edited_catalogue_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "en/brief.yaml", "kind: One")
    assert texts_for("en_GB", tmp_path)("brief.kind") == "One"
    write(tmp_path, "en/brief.yaml", "kind: Two")
    assert texts_for("en_GB", tmp_path)("brief.kind") == "Two"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("en/breif.yaml", "kind: x", "no document takes texts from this file (did you mean 'brief'?)"),
        ("en/xyz.yaml", "kind: x", "(catalogues: words.yaml, "),
        ("en/brief.yaml", "- x", ":1:1: a catalogue holds texts by their names"),
        ("en/brief.yaml", "just words", "a catalogue holds texts by their names"),
        ("en/brief.yaml", "\nknid: x", ":2:1: no text is called 'knid' (did you mean 'kind'?)"),
        ("en/brief.yaml", "kind: 3", ":1:7: this must be a text"),
        ("en/brief.yaml", "kind: [x]", "this must be a text"),
        (
            "en/brief.yaml",
            "as_of: until {date}",
            "the places for values must be those of the English text: {day}",
        ),
        ("en/brief.yaml", 'kind: "x {y}"', "must be those of the English text: none"),
        ("en/brief.yaml", 'as_of: "{day.year}"', "a place for a value is a name in braces, such as {day}"),
        ("en/brief.yaml", 'as_of: "{day!r}"', "a place for a value is a name in braces"),
        ("en/brief.yaml", 'as_of: "{day:>9}"', "a place for a value is a name in braces"),
        ("en/brief.yaml", 'as_of: "{day"', "a place for a value is a name in braces"),
        ("en/words.yaml", "meeting: {minutes: x}", "this must be a text for each plural form"),
        ("en/words.yaml", 'meeting: {minutes: {one: "{count}"}}', "this must be a text for each plural form"),
        (
            "en/words.yaml",
            'meeting: {minutes: {one: 1, other: "{count}"}}',
            "this must be a text for each plural form",
        ),
        ("en/words.yaml", "absent: [", "words.yaml:1:"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, name: str, text: str, message: str) -> None:
    write(tmp_path, name, text)
    with pytest.raises(TemplateError) as caught:
        check_texts(tmp_path)
    assert message in str(caught.value)
    assert str(tmp_path / "texts" / name) in str(caught.value)
    with pytest.raises(TemplateError):
        texts_for("de_DE", tmp_path)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "en/brief.yaml", "kind: 3\nknid: x")
    write(tmp_path, "de/words.yaml", "absent: '{x}'")
    with pytest.raises(TemplateError) as caught:
        check_texts(tmp_path)
    assert len(caught.value.problems) == 3


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "texts" / "en" / "brief.yaml"
    path.mkdir(parents=True)
    with pytest.raises(TemplateError, match="the file cannot be read"):
        check_texts(tmp_path)


def test_a_folder_without_catalogues_changes_nothing(tmp_path: Path) -> None:
    check_texts(tmp_path)
    assert texts_for("en_GB", tmp_path)("brief.kind") == "Prep brief"
