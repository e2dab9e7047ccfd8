"""The rules as Markdown pages, and the pages that are kept in docs/rules."""

from __future__ import annotations

from pathlib import Path

from engine.authoring import RuleChoice, document_rules
from engine.output.rule_pages import rule_pages
from engine.resources import folder
from engine.workbench.catalogue import Catalogue, CatalogueFile
from tests.making import rules_of

PACK = """
    pack: house
    version: 1.2.0
    title: Rules of the house
    params: {least: 3, unused: 1}
    rules:
      - id: H-ONE
        title: Ask "first" & then act
        why: Because.
        practice: [P-1, P-9]
        stage: bargaining
        severity: major
        for_each: i in issues
        where: stated(i.name) and
          stated(i.kind)
        expect: derived.stage_number > params.least
        unless: [deal.calm, any.done]
        message: There is {{ i.name }}
        remedy: Do it.
        ask: {to: us, question: "Is it | so?", follow_up: Why?}
        waivable: by manager
        tests: [{name: with a name, deal: {}, expect: unknown}]
      - {id: H-TWO, title: Calm, given: any.calm, conclude: done, advise: {text: Wait., say: "Shall we wait?"}}
      - {id: H-THREE, title: Is calm, when: stated(us), conclude: calm}
    questions:
      - {path: us.batna, to: us, question: "What | then?", why: W.}
      - {path: "issues[].name", to: them, question: Who?}
"""
PRACTICE = {"id": "P-1", "text": "Act", "by": ["check"]}
CATALOGUE = Catalogue(
    CatalogueFile.model_validate(
        {"schema": "negotia/practices/1", "groups": [{"id": "g", "title": "G", "practices": [PRACTICE]}]}
    ).groups
)
CHANGE = """
    pack: more
    version: 1.0.0
    extends: {house: 1.0.0}
    overrides: [{rule: H-TWO, off: We never wait.}]
"""


def pages(*packs: str) -> dict[str, str]:
    return dict(rule_pages(rules_of(*packs), CATALOGUE))


def test_a_pack_has_a_page() -> None:
    assert pages(PACK)["house.md"] == PAGE


def test_questions_have_a_page() -> None:
    assert pages(PACK)["questions.md"].endswith(
        "## us\n\n| Field | To | Question | Why |\n| --- | --- | --- | --- |\n"
        "| `us.batna` | us | What \\| then? | W. |\n\n"
        "## issues\n\n| Field | To | Question | Why |\n| --- | --- | --- | --- |\n"
        "| `issues[].name` | them | Who? |  |\n"
    )


def test_the_index_names_packs_and_what_is_switched_off() -> None:
    index = pages(PACK, CHANGE)["README.md"]
    assert "2 rules in 1 pack, with 1 case that show them at work." in index
    assert "| [house](house.md) | 1.2.0 | 2 | Rules of the house |" in index
    assert "[2 questions](questions.md)" in index
    assert "## Switched off\n\n- `H-TWO`: We never wait.\n" in index


def test_without_questions_there_is_no_page_of_them() -> None:
    bare = PACK.partition("    questions:")[0]
    assert set(pages(bare)) == {"house.md", "README.md"}
    assert "questions.md" not in pages(bare)["README.md"]


def test_the_pages_of_the_shipped_rules_are_up_to_date() -> None:
    kept = folder("rules").parent / "docs" / "rules"
    stored = {path.name: path.read_text(encoding="utf-8") for path in Path(kept).glob("*.md")}
    assert stored == dict(document_rules(RuleChoice())), "docs/rules is not what the rules say: run make docs"


PAGE = """<!-- Made by `make docs` from the rule files. Do not edit. -->
# Rules of the house

Pack `house` 1.2.0, 3 rules.

- [H-ONE](#h-one-ask-first--then-act): Ask "first" & then act
- [H-TWO](#h-two-calm): Calm
- [H-THREE](#h-three-is-calm): Is calm

## H-ONE: Ask "first" & then act

Because.

- Severity: major
- Stages: from bargaining
- Practice P-1: Act
- Practice P-9: not in the catalogue
- Waivers: allowed by manager

It looks at each `i` in `issues`,
where

```
stated(i.name) and stated(i.kind)
```

It fires unless

```
derived.stage_number > params.least
```

It is silent where other rules conclude `deal.calm` or `any.done`.

**Says:** There is {{ i.name }}

**Remedy:** Do it.

**Asks (us):** Is it | so?

**Then:** Why?

Thresholds that a pack of your own may override:

- `least`: 3

Cases:

- unknown: with a name

## H-TWO: Calm

- Severity: none: it makes no finding
- Stages: all stages

It needs what other rules conclude: `any.calm`.
It concludes `done`.

**Advises:** Wait.

**In words such as:** Shall we wait?

## H-THREE: Is calm

- Severity: none: it makes no finding
- Stages: all stages

It fires when

```
stated(us)
```

It concludes `calm`.
"""
