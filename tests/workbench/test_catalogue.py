"""The catalogue of practices and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.deal.reading import read_deal
from engine.errors import RuleError
from engine.publishing import render
from engine.resources import folder
from engine.ruleset import load_ruleset
from engine.workbench.catalogue import Part, read_catalogue
from engine.workbench.document_parts import headings, stands
from tests.making import MONDAY

HEAD = "schema: negotia/practices/1\ngroups:\n  - id: house\n    title: House\n    practices:\n"


def catalogue(folder: Path, *practices: str) -> Path:
    (folder / "catalogue").mkdir(parents=True)
    text = HEAD + "".join(f"      - {{{practice}}}\n" for practice in practices)
    (folder / "catalogue" / "practices.yaml").write_text(text, encoding="utf-8")
    return folder


def test_practices_of_all_folders_stand_together(tmp_path: Path) -> None:
    one = catalogue(tmp_path / "one", "id: A-1, by: [check], text: a")
    two = catalogue(tmp_path / "two", "id: B-1, by: [ask, advise], text: b, origin: house")
    found = read_catalogue([one, tmp_path, two])
    assert [(practice.id, practice.by, practice.origin) for practice in found.practices] == [
        ("A-1", ("check",), None),
        ("B-1", ("ask", "advise"), "house"),
    ]
    assert found.ids == {"A-1", "B-1"}


_BOTH = (
    "6:9: A-1 must have both a document that carries it and its parts "
    "(name its parts: [{of: brief, part: ...}], and document among by, or neither)"
)


@pytest.mark.parametrize(
    ("practice", "said"),
    [
        ("id: A-1, by: [chekc], text: a", "6:24: item 1 of 'by' cannot be 'chekc' (did you mean 'check'?)"),
        ("id: A-1, by: [], text: a", "6:9: nothing is to carry A-1 (write by: [check], say)"),
        ("id: A-1, by: [check], txt: a", "6:32: unknown key 'txt' (did you mean 'text'?)"),
        ("id: A-1, by: [document], text: a", _BOTH),
        ("id: A-1, by: [check], text: a, parts: [{of: brief, part: x}]", _BOTH),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, practice: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_catalogue([catalogue(tmp_path, practice)])
    assert str(caught.value).partition("practices.yaml:")[2] == said


def test_a_practice_stands_once(tmp_path: Path) -> None:
    one = catalogue(tmp_path / "one", "id: A-1, by: [check], text: a")
    two = catalogue(tmp_path / "two", "id: A-1, by: [check], text: b")
    with pytest.raises(RuleError) as caught:
        read_catalogue([one, two])
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.path) == (6, 14, "groups[house].practices[A-1].id")
    assert problem.message == f"the practice A-1 stands already in {one}/catalogue/practices.yaml"


def test_the_shipped_catalogue() -> None:
    found = read_catalogue([folder("rules")])
    assert len(found.practices) == len(found.ids) == 129
    assert all(stands(part) for practice in found.practices for part in practice.parts or ())


@pytest.mark.parametrize(
    ("of", "part", "there"),
    [
        ("brief", "Preparation at a glance", True),
        ("brief", "Preparation", False),
        ("agreement", "Milestones", True),
        ("samples", "agency.yaml", True),
        ("samples", "agenzy.yaml", False),
    ],
)
def test_a_part_of_a_document_is_looked_for(of: str, part: str, there: bool) -> None:
    assert stands(Part.model_validate({"of": of, "part": part})) is there


def test_the_parts_are_in_the_documents_of_a_complete_deal(tmp_path: Path) -> None:
    deal, ruleset = read_deal(folder("samples") / "deals" / "agency.yaml"), load_ruleset()
    named = [
        part for practice in read_catalogue([folder("rules")]).practices for part in practice.parts or ()
    ]
    for kind in ("brief", "agreement"):
        document = tmp_path / f"{kind}.docx"
        document.write_bytes(render(kind, deal, ruleset, MONDAY))
        assert {part.part for part in named if part.of == kind} <= headings(document)
