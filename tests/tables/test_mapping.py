"""Mapping files: what they may say, and every mistake at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import NegotiaError, SourceError
from engine.tables.mapping import load_mapping, mapping_text, shipped_mappings
from engine.tables.targets import TargetMistake, target_of

NEEDED = """\
mapping: ours
fields:
  deal.id: Id
  deal.title: Name
  us.name: {value: Us}
  them.name: Account
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "m.yaml"
    path.write_text(text)
    with pytest.raises(SourceError) as raised:
        load_mapping(path)
    return [
        f"{one.line}:{one.column} {one.message}" + (f" ({one.hint})" if one.hint else "")
        for one in raised.value.problems
    ]


@pytest.mark.parametrize("name", ["hubspot", "salesforce"])
def test_the_shipped_ones_load(name: str) -> None:
    assert name in shipped_mappings()
    mapping = load_mapping(name)
    assert mapping.name == name
    assert mapping_text(name).startswith("## ")
    assert {"deal.id", "deal.title", "us.name", "them.name", "deal.stage"} <= {
        one.target.path for one in mapping.columns
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["0:0 is empty"]),
        ("- a", ["1:1 a mapping has the keys mapping and fields; this is a list"]),
        ("fields: {}", ["1:1 the key 'mapping' is missing (add mapping: ...)"]),
        (
            NEEDED + "  deal.titel: T\n",
            ["7:3 there is no field 'titel' in 'deal.titel' (did you mean 'title'?)"],
        ),
        (NEEDED + "  deal: T\n", ["7:3 'deal' is no single value (name one of its fields: deal.id)"]),
        (
            NEEDED + "  issues: T\n",
            ["7:3 'issues' is no single value (name an item and its field: issues[1].id)"],
        ),
        (
            NEEDED + "  us.name.x: T\n",
            ["7:3 'us.name.x' is no single value (name the field alone)"],
        ),
        (
            NEEDED + "  commitment.terms: T\n",
            ["7:3 'commitment.terms' is no single value (offers belong on a sheet of their own)"],
        ),
        (
            NEEDED + "  us..x: T\n",
            ["7:3 'us..x' is no path (write it as deal.title, or issues[price].ours.opening)"],
        ),
        (
            NEEDED + "  deal.owner: {}\n",
            ["7:15 deal.owner needs either a column or a value (write column: ...)"],
        ),
        (
            NEEDED + "  deal.owner: {colum: Owner}\n",
            ["7:16 unknown key 'colum' (did you mean 'column'?)"],
        ),
        (
            NEEDED + "  deal.stage: {column: Stage, values: {Demo: exchanging}, other: later}\n",
            [
                "7:46 deal.stage cannot be 'exchanging' (did you mean 'exchange'?)",
                "7:66 deal.stage cannot be 'later'"
                " (known: bargaining, clarification, closed, commitment, exchange, preparation)",
            ],
        ),
        (NEEDED + "locale: xx_YY_zz\n", ["7:9 'xx_YY_zz' is no locale (write en_US, de_DE, fr_CH)"]),
        (
            "mapping: m\nfields: {deal.id: Id, deal.title: T, us.name: {value: U}}\n",
            [
                "2:9 nothing is said about them.name, which a deal needs"
                " (add them.name: the head of its column, or them.name: {value: ...})"
            ],
        ),
        (
            NEEDED + "sheets:\n  - {sheet: I, list: isues, deal: Deal, fields: {id: Issue}}\n",
            ["8:22 there is no list 'isues' in a deal (did you mean 'issues'?)"],
        ),
        (
            NEEDED + "sheets:\n  - {sheet: I, list: issues, deal: Deal, fields: {kinds: Kind}}\n",
            ["8:51 there is no field 'kinds' in 'kinds' (did you mean 'kind'?)"],
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert problems(tmp_path, text) == expected


def test_the_example_of_the_documentation_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    mapping = load_mapping(tmp_path / "ours.yaml")
    assert len(mapping.columns) == 9
    assert [one.place for one in mapping.sheets] == [("issues",)]


def test_names_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"there is no such mapping \(did you mean 'hubspot'\?; or name a file\)"
    ):
        load_mapping("hubspott")
    with pytest.raises(SourceError, match="there is no such file"):
        load_mapping(tmp_path / "none.yaml")
    with pytest.raises(NegotiaError, match="did you mean 'salesforce'"):
        mapping_text("salesforc")


def test_a_path_through_items_of_lists() -> None:
    from engine.deal.model import Deal

    target = target_of("issues[price].ours.opening", Deal)
    assert target.in_item
    data: dict[str, object] = {}
    items: dict[tuple[tuple[str | int, ...], str], int] = {}
    assert target.place(data, items, create=False) is None
    assert target.place(data, items) == ("issues", 0, "ours", "opening")
    assert data == {"issues": [{"id": "price", "ours": {}}]}
    assert target_of("them.people[1].name", Deal).place(data, items) == ("them", "people", 0, "name")
    assert data["them"] == {"people": [{}]}
    with pytest.raises(TargetMistake):
        target_of("us[1].name", Deal)
