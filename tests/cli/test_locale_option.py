"""`--locale` at the command line: amounts, dates and words of what is printed and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli.root import root
from engine.documents import render_agreement
from engine.documents.package import read_package
from tests.documents.cases import part_text, sample

TOP = Path(__file__).parents[2]
DEAL = str(TOP / "samples" / "deals" / "agency-early.yaml")
DAY = ["--as-of", "2026-03-02"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, [*arguments], standalone_mode=True)


def test_a_check_speaks_the_language_of_the_locale() -> None:
    german = run("check", DEAL, *DAY, "--locale", "de_AT")
    assert (
        "Der Plan sagt nicht, was wir tun, wenn die Gespräche mit Ostermoor Küchen scheitern."
        in german.stdout
    )
    assert "The plan does not say what we do" in run("check", DEAL, *DAY, "--locale", "fr-FR").stdout


def test_an_unknown_locale_is_refused_with_a_near_one() -> None:
    result = run("brief", DEAL, "--locale", "deutsch")
    assert result.exit_code != 0
    assert str(result.exception) == "there is no locale 'deutsch' (did you mean 'de'?)"


def test_documents_follow_the_locale_and_the_agreement_keeps_its_language(tmp_path: Path) -> None:
    result = run("documents", DEAL, *DAY, "--locale", "de_DE", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    made = tmp_path / "agency-early"
    assert "Verhandlungsbriefing, Stand 2. März 2026" in part_text((made / "brief.docx").read_bytes())
    assert "Vor dem Gespräch unter uns zu klären" in part_text((made / "questions.docx").read_bytes())
    agreement = part_text((made / "agreement.docx").read_bytes())
    assert "not binding until signed" in agreement
    assert "Entwurf" not in agreement


@pytest.mark.parametrize(("locale", "day"), [("en_US", "March 10, 2026"), ("de_CH", "10. März 2026")])
def test_an_agreement_takes_amounts_and_dates_of_the_locale_alone(locale: str, day: str) -> None:
    def words(text: str) -> str:
        return "".join(letter for letter in text if letter.isalpha() and letter.isascii())

    case = sample("software")
    english, other = (part_text(render_agreement(case, locale=one)) for one in ("en_GB", locale))
    assert day in other
    assert " und " not in other
    assert " bis " not in other
    months = ("March", "Mrz", "January", "Januar")
    ours, theirs = words(english), words(other)
    for month in months:
        ours, theirs = ours.replace(month, ""), theirs.replace(month, "")
    assert abs(len(ours) - len(theirs)) < 60


def test_texts_of_their_own_reach_word_and_the_page(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "texts" / "de").mkdir(parents=True)
    (own / "texts" / "de" / "brief.yaml").write_text("fix: {by: 'spätestens {day}'}")
    for form, name in (("docx", "brief.docx"), ("markdown", "brief.md")):
        options = ["--locale", "de", "--templates", str(own), "--format", form, "--out", str(tmp_path)]
        assert run("brief", DEAL, *DAY, *options).exit_code == 0
        made = (tmp_path / "agency-early" / name).read_bytes()
        text = part_text(made) if form == "docx" else made.decode()
        assert "spätestens 3. März 2026" in text


def test_templates_of_a_language_are_listed_copied_and_linted(tmp_path: Path) -> None:
    own = tmp_path / "own"
    copied = run("templates", "export", "brief", "--locale", "de", "--texts", "--out", str(own))
    assert copied.exit_code == 0, copied.output
    assert sorted(str(path.relative_to(own)) for path in own.rglob("*.*")) == [
        "de/brief.docx",
        *(f"texts/de/{area}.yaml" for area in ("advice", "brief", "notes", "questions", "words")),
    ]
    listed = run("templates", "list", "--templates", str(own), "--locale", "de_CH").stdout
    assert str(own / "de" / "brief.docx") in listed
    assert str(own) not in run("templates", "list", "--templates", str(own)).stdout
    linted = run("templates", "lint", "--templates", str(own))
    assert linted.exit_code == 0
    assert "in 1 template." in linted.stdout
    assert "in 7 templates." in run("templates", "lint").stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [("de/breif.docx", "did you mean 'brief.docx'?"), ("texts/de/breif.yaml", "did you mean 'brief'?")],
)
def test_a_misspelt_file_of_a_language_is_refused(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("kind: x")
    result = run("brief", DEAL, "--templates", str(tmp_path))
    assert result.exit_code != 0
    assert hint in str(result.exception)


def test_a_word_file_of_a_language_goes_before_one_for_all(tmp_path: Path) -> None:
    german = read_package(TOP / "templates" / "de" / "questions.docx").write({})
    english = read_package(TOP / "templates" / "questions.docx").write({})
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "questions.docx").write_bytes(german)
    (tmp_path / "questions.docx").write_bytes(english)
    for locale, title in (("de", "Fragen: "), ("en_GB", "Questions: ")):
        options = ["--locale", locale, "--templates", str(tmp_path), "--out", str(tmp_path / "out")]
        assert run("questions", DEAL, *DAY, *options).exit_code == 0
        assert title in part_text((tmp_path / "out" / "agency-early" / "questions.docx").read_bytes())
