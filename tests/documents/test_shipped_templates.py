"""The shipped templates are what their scripts write, and use no more of a context than it has."""

from __future__ import annotations

import pytest

from engine.documents.package import read_package
from engine.documents.shipped import shipped_template
from engine.resources import folder
from tools.templates import FILES, TRANSLATED, build_template

TOP_LEVEL = {
    "brief": {"front", "inside", "annex", "charts"},
    "questions": {"list"},
    "questions-for-them": {"list"},
}


@pytest.mark.parametrize("file", FILES)
def test_the_template_is_what_its_script_writes(file: str) -> None:
    name, language = FILES[file]
    shipped, built = (
        read_package(one) for one in (folder("templates") / file, build_template(name, language))
    )
    assert shipped.names == built.names
    assert [part for part in shipped.names if shipped[part] != built[part]] == []


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_the_tags_take_what_the_context_holds(name: str) -> None:
    assert shipped_template(name).variables == TOP_LEVEL[name]


@pytest.mark.parametrize("name", TRANSLATED)
def test_german_templates_take_the_same_names(name: str) -> None:
    assert shipped_template(name, "de") is not shipped_template(name)
    assert shipped_template(name, "de").variables == shipped_template(name).variables


def test_a_language_without_templates_has_the_english_ones() -> None:
    assert shipped_template("brief", "fr") is shipped_template("brief")
    assert shipped_template("agreement", "de") is shipped_template("agreement")
