"""How packs build on each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.checking import check
from engine.errors import RuleError
from engine.ruleset import load_ruleset
from engine.ruleset.loading import read_packs
from tests.making import MONDAY, deal_of, rules_of

BASE = """
pack: base
version: 1.2.0
params: {most: 2}
rules:
  - id: A-ROUNDS
    title: Not too many rounds
    severity: minor
    params: {least: 1}
    when: derived.complete_rounds >= params.least and derived.complete_rounds < params.most
    message: "{{ derived.complete_rounds }} rounds"
    remedy: Stop.
  - {id: A-NAME, title: Named, severity: minor, when: us.name == "Us", message: We are us., remedy: Rename.}
questions:
  - {path: us.batna.summary, to: us, question: What then?}
"""
LOG = """
issues: [{id: p, kind: money}]
bargaining:
  offers: [%s]
"""


def rounds(count: int) -> str:
    offers = (f"{{round: {n}, by: {side}, terms: {{p: 1}}}}" for n in range(count) for side in ("us", "them"))
    return LOG % ", ".join(offers)


def fired(ruleset: object, text: str = "") -> list[tuple[str, str, str]]:
    found = check(deal_of(text), ruleset, MONDAY).findings  # type: ignore[arg-type]  # whatever rules_of gives
    return [(one.rule, one.severity, one.message) for one in found]


def test_a_pack_overrides_thresholds_severity_and_texts_of_those_it_extends() -> None:
    own = """
        pack: own
        version: 0.1.0
        extends: {base: 1.2.0}
        overrides:
          - {rule: A-ROUNDS, params: {most: 4}, severity: major, message: "Schon {{ derived.complete_rounds }} Runden"}
          - {rule: A-NAME, off: we like our name}
        rules:
          - {id: O-NEW, title: New, severity: advice, when: "True", message: New., remedy: Look.}
    """
    assert fired(rules_of(BASE), rounds(3)) == [("A-NAME", "minor", "We are us.")]
    found = rules_of(own, BASE)
    assert fired(found, rounds(3)) == [("A-ROUNDS", "major", "Schon 3 Runden"), ("O-NEW", "advice", "New.")]
    assert found.switched_off == {"A-NAME": "we like our name"}
    assert [(pack.name, pack.version) for pack in found.packs] == [("base", "1.2.0"), ("own", "0.1.0")]


def test_the_fingerprint_changes_with_any_text() -> None:
    assert rules_of(BASE).sha256 == rules_of(BASE).sha256
    assert rules_of(BASE).sha256 != rules_of(BASE.replace("Stop.", "Go.")).sha256


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (
            "extends: {bas: 1.2.0}",
            "pack1.yaml:3:16: there is no pack 'bas' to extend (did you mean 'base'?)",
        ),
        (
            "extends: {base: 1.3.0}",
            "pack1.yaml:3:17: this was written for base 1.3.0, and base 1.2.0 is here "
            "(look at its changes, then name the version that is here)",
        ),
        (
            "extends: {base: 2.0.0}",
            "pack1.yaml:3:17: this was written for base 2.0.0, and base 1.2.0 is here "
            "(look at its changes, then name the version that is here)",
        ),
        (
            "extends: {base: 1.2}",
            "pack1.yaml:3:17: 'base' cannot be 1.2 (write three numbers, such as 1.0.0)",
        ),
        (
            "overrides: [{rule: A-NAME, off: no}]",
            "pack1.yaml:3:20: there is no rule A-NAME in the packs that own extends "
            "(name the pack it stands in under extends of own)",
        ),
        (
            "extends: {base: 1.1.0}\noverrides: [{rule: A-NAMES, off: no}]",
            "pack1.yaml:4:20: there is no rule A-NAMES in the packs that own extends (did you mean 'A-NAME'?)",
        ),
        (
            "extends: {base: 1.1.0}\noverrides: [{rule: A-ROUNDS, params: {mst: 1}}]",
            "pack1.yaml:4:44: A-ROUNDS has no threshold 'mst' (did you mean 'most'?)",
        ),
        (
            "extends: {base: 1.1.0}\nrules: [{id: A-NAME, title: t, when: stated(us), conclude: done}]",
            "pack1.yaml:4:14: the rule A-NAME stands already in pack2.yaml "
            "(give it an id of its own, or write it under overrides)",
        ),
        (
            "extends: {base: 1.1.0}\noverrides: [{rule: A-ROUNDS, message: '{{ us.nme }}'}]",
            "pack1.yaml:4:46: 'us' has no field 'nme' (did you mean 'name'?)",
        ),
    ],
)
def test_one_mistake_in_a_pack_that_extends(own: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        rules_of(f"pack: own\nversion: 0.1.0\n{own}", BASE)
    assert [str(problem) for problem in caught.value.problems] == [message]


def test_packs_that_extend_each_other_are_refused() -> None:
    one, two = (
        "pack: one\nversion: 1.0.0\nextends: {two: 1.0.0}",
        "pack: two\nversion: 1.0.0\nextends: {one: 1.0.0}",
    )
    with pytest.raises(RuleError, match="the packs extend each other: one -> two -> one"):
        rules_of(one, two)


def test_a_pack_stands_once() -> None:
    with pytest.raises(RuleError, match=r"pack2.yaml:1:7: the pack 'base' was already read from pack1.yaml"):
        rules_of(BASE, BASE)


def test_packs_are_read_from_files_and_folders_with_all_their_problems(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "a.yaml").write_text("pack: A\nversion: 1.0.0")
    (tmp_path / "b.yaml").write_text("pack: [")
    with pytest.raises(RuleError) as caught:
        read_packs([tmp_path])
    assert [problem.source for problem in caught.value.problems] == [
        str(tmp_path / "a.yaml"),
        str(tmp_path / "b.yaml"),
    ]
    assert [pack.name for pack in read_packs([tmp_path / "base.yaml"])] == ["base"]


def test_a_folder_without_rules_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="there is no rule file"):
        read_packs([tmp_path])


def test_the_shipped_rules_come_with_packs_on_top(tmp_path: Path) -> None:
    shipped = load_ruleset()
    (tmp_path / "own.yaml").write_text(
        "pack: own\nversion: 1.0.0\nrules: [{id: OWN, title: t, when: stated(us), conclude: done}]"
    )
    assert load_ruleset(tmp_path).packs[: len(shipped.packs)] == shipped.packs
    assert load_ruleset(tmp_path).packs[-1].name == "own"
