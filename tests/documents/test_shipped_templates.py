"""The shipped templates are what their scripts write, and use no more of a context than it has."""

from __future__ import annotations

import pytest

from engine.documents.package import read_package
from engine.documents.shipped import shipped_template
from engine.resources import folder
from tools.templates import NAMES, build_template

TOP_LEVEL = {
    "brief": {"front", "inside", "annex", "charts"},
    "questions": {"list"},
    "questions-for-them": {"list"},
}


@pytest.mark.parametrize("name", NAMES)
def test_the_template_is_what_its_script_writes(name: str) -> None:
    shipped, built = (
        read_package(one) for one in (folder("templates") / f"{name}.docx", build_template(name))
    )
    assert shipped.names == built.names
    assert [part for part in shipped.names if shipped[part] != built[part]] == []


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_the_tags_take_what_the_context_holds(name: str) -> None:
    assert shipped_template(name).variables == TOP_LEVEL[name]
