"""Wording of rules by packs that extend: German, in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine.casefile import open_case
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from engine.ruleset.loading import Pack, unordered_packs, with_wording
from engine.ruleset.schema import Ask, FieldQuestion, Override, RuleEntry
from tests.documents.cases import SAMPLES, sample_deal
from tests.making import MONDAY

GERMAN = folder("rules") / "locales" / "de"
PACKS = {pack.name: pack for pack in unordered_packs([folder("rules")])}
WORDED = {pack.name: pack for pack in unordered_packs([GERMAN])}
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")


def texts_of(one: RuleEntry | Override | FieldQuestion) -> dict[str, str]:
    """Every text of a rule, of its override or of a question for a field, by its name."""
    parts: dict[str, object] = {name: getattr(one, name, None) for name in ("title", "message", "remedy")}
    asked = one if isinstance(one, FieldQuestion) else one.ask
    if asked is not None:
        parts |= {name: getattr(asked, name) for name in ("question", "why", "follow_up")}
    advise = getattr(one, "advise", None)
    if advise is not None:
        parts |= {"text": advise.text, "say": advise.say}
    return {name: text for name, text in parts.items() if isinstance(text, str)}


def pairs() -> Iterator[tuple[RuleEntry | FieldQuestion, Override | FieldQuestion]]:
    for name, pack in PACKS.items():
        german = WORDED[f"{name}-de"].file
        overrides = {one.rule: one for one in german.overrides or ()}
        questions = {one.path: one for one in german.questions or ()}
        yield from ((rule, overrides[rule.id]) for rule in pack.file.rules or ())
        yield from ((one, questions[one.path]) for one in pack.file.questions or ())


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_and_every_question_is_worded_in_german(name: str) -> None:
    pack, german = PACKS[name].file, WORDED[f"{name}-de"].file
    assert german.extends == {name: pack.version}
    assert german.version == pack.version
    assert german.rules is None
    assert [one.rule for one in german.overrides or ()] == [one.id for one in pack.rules or ()]
    assert [one.path for one in german.questions or ()] == [one.path for one in pack.questions or ()]


def test_every_text_is_there_and_names_the_same_values() -> None:
    for english, german in pairs():
        ours, theirs = texts_of(english), texts_of(german)
        assert theirs.keys() == ours.keys(), ours
        for part, text in theirs.items():
            assert paths_in(text) == paths_in(ours[part]), text
            assert text != ours[part] or not _QUOTED.sub("", _SLOT.sub("", text)).strip(), text


def paths_in(text: str) -> set[str]:
    """The values that a text names: what stands in quotes is words."""
    return {path for slot in _SLOT.findall(text) for path in _PATH.findall(_QUOTED.sub("", slot))}


def test_german_changes_words_and_nothing_else() -> None:
    for english, german in pairs():
        if isinstance(german, Override):
            assert german.model_fields_set <= {"rule", "title", "message", "remedy", "ask", "advise"}
        assert whom_and_where(german) == whom_and_where(english)


def whom_and_where(one: RuleEntry | Override | FieldQuestion) -> tuple[object, ...]:
    asked: Ask | FieldQuestion | None = one if isinstance(one, FieldQuestion) else one.ask
    tactic = getattr(getattr(one, "advise", None), "tactic", None)
    return (asked and asked.to, getattr(asked, "path", None), asked and asked.sensitive, tactic)


@pytest.mark.parametrize("locale", ["de", "de_DE", "de_AT", "de_CH"])
def test_a_german_locale_has_german_rules(locale: str) -> None:
    assert with_wording([folder("rules")], locale) == [folder("rules"), GERMAN]


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "fr_FR"])
def test_other_locales_have_the_rules_as_they_are(locale: str) -> None:
    assert with_wording([folder("rules")], locale) == [folder("rules")]


@cache
def german_rules() -> Ruleset:
    return replace(load_ruleset(locale="de_DE"), interpreted=True)


@cache
def english_rules() -> Ruleset:
    return replace(load_ruleset(), interpreted=True)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_found_does_not_depend_on_the_language(name: str) -> None:
    english = open_case(sample_deal(name), english_rules(), MONDAY).assessment
    german = open_case(sample_deal(name), german_rules(), MONDAY, locale="de_DE").assessment
    assert [(one.id, one.severity) for one in german.findings] == [
        (one.id, one.severity) for one in english.findings
    ]
    assert [(one.id, one.to, one.rank, one.sensitive) for one in german.questions] == [
        (one.id, one.to, one.rank, one.sensitive) for one in english.questions
    ]
    assert [(one.rule, one.tactic) for one in german.advice] == [
        (one.rule, one.tactic) for one in english.advice
    ]
    assert german.outcomes == english.outcomes


def test_an_organisation_words_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "pack: own\nversion: 1.0.0\nrules:\n"
        "  - {id: OWN, title: Ours, severity: minor, when: 'True', message: 'It is {{ deal.id }}.'}\n"
    )
    below = tmp_path / "locales" / "fr"
    below.mkdir(parents=True)
    (below / "own.yaml").write_text(
        "pack: own-fr\nversion: 1.0.0\nextends: {own: 1.0.0}\n"
        "overrides:\n  - {rule: OWN, title: À nous, message: 'C’est {{ deal.id }}.'}\n"
    )
    deal = sample_deal("agency-early")
    for locale, message in (("fr_CH", "C’est agency-early."), ("de_DE", "It is agency-early.")):
        findings = open_case(
            deal, load_ruleset(tmp_path, locale=locale), MONDAY, locale=locale
        ).assessment.findings
        assert [one.message for one in findings if one.rule == "OWN"] == [message]


def test_packs_are_those_that_the_folder_has() -> None:
    assert all(isinstance(pack, Pack) for pack in WORDED.values())
    assert WORDED.keys() == {f"{name}-de" for name in PACKS}
