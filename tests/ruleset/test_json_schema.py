"""The JSON Schema of rule files says what the loader says, for all that a schema can say."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.errors import RuleError
from engine.resources import folder
from engine.ruleset import pack_from_text
from engine.ruleset.json_schema import rules_schema
from engine.source import read_file, read_source

SCHEMA = Draft202012Validator(rules_schema())
HEAD = "pack: p\nversion: 1.0.0\n"
RULE = HEAD + "rules:\n  - {id: A-1, title: T, when: as_of == as_of, conclude: c, "


def accepts(text: str) -> bool:
    data = read_source(text, "rules.yaml").data
    return SCHEMA.is_valid(_plain(data))


def _plain(node: object) -> object:
    """JSON Schema knows no Decimal."""
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return node if node is None or isinstance(node, bool | int | str) else float(str(node))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(rules_schema())


@pytest.mark.parametrize("path", sorted(folder("rules").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_rules_meet_it(path: Path) -> None:
    errors = SCHEMA.iter_errors(_plain(read_file(path).data))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        "schema: negotia/rules/1\n" + HEAD,
        RULE + "practice: PR-1}",
        RULE + "practice: [PR-1, PR-2], given: [deal.gap, any.gap, gap]}",
        RULE + "given: gap, advise: Wait.}",
        RULE + "advise: {text: Wait., tactic: break}}",
        RULE + "severity: ramp, ask: {to: us, question: Q}, params: {days: 1.5}}",
        HEAD + "extends: {other-pack: 1.2.3}",
        HEAD + "overrides: [{rule: A-1, off: not here}]",
        HEAD + "questions: [{path: us.batna, to: us, question: Q}]",
    ],
)
def test_what_the_loader_reads_the_schema_accepts(text: str) -> None:
    assert pack_from_text(text).name == "p"
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "pack: p",
        "pack: P\nversion: 1.0.0",
        "pack: p\nversion: '1.0'",
        "schema: negotia/rules/2\n" + HEAD,
        HEAD + "titel: T",
        HEAD + "extends: {Other: 1.0.0}",
        HEAD + "extends: {other: one}",
        RULE + "given: deal.}",
        RULE + "given: [all.gap]}",
        RULE + "severity: grave}",
        RULE + "advise: {say: Hm}}",
        RULE.replace("conclude: c", "conclude: Gap") + "}",
        RULE + "advise: ' '}",
        RULE + "tests: [{name: n, deal: {}, expect: maybe}]}",
        RULE.replace("A-1", "a-1") + "}",
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(text: str) -> None:
    with pytest.raises(RuleError):
        pack_from_text(text)
    assert not accepts(text)
