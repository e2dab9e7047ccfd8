"""One mistake a rule file, and word for word what is said about it."""

from __future__ import annotations

from textwrap import indent

import pytest

from engine.errors import RuleError
from tests.making import rules_of

MISTAKES = {
    "an unknown key": (
        "whn: stated(us.batna)\nwhen: stated(us.batna)",
        "6:5: unknown key 'whn' (did you mean 'when'?)",
    ),
    "an unknown field": (
        "when: missing(us.batna.sumary)",
        "6:28: 'us.batna' has no field 'sumary' (did you mean 'summary'?)",
    ),
    "an unknown name": (
        "when: missing(uss.name)",
        "6:19: unknown name 'uss' (did you mean 'us'?)",
    ),
    "in quotes": (
        "when: 'missing(uss.name)'",
        "6:20: unknown name 'uss' (did you mean 'us'?)",
    ),
    "on the second line of a block": (
        "when: |\n  stated(us.batna)\n  and missing(uss.name)",
        "8:19: unknown name 'uss' (did you mean 'us'?)",
    ),
    "on the third line of a folded block": (
        "when: >-\n  stated(us.batna)\n  and stated(us.name)\n  and missing(uss.name)",
        "9:19: unknown name 'uss' (did you mean 'us'?)",
    ),
    "an option that is not there": (
        'when: deal.stage == "bargainng"',
        "6:25: 'bargainng' is not one of the options (did you mean 'bargaining'?)",
    ),
    "text compared with a number": (
        "when: deal.title > 3",
        "6:11: text cannot be compared with a number (write numbers without quotes)",
    ),
    "no condition": (
        "why: because",
        "4:5: a rule needs a condition (add 'when', 'expect' or 'given')",
    ),
    "when and expect": (
        "when: stated(us.batna)\nexpect: stated(us.batna)",
        "7:13: a rule has either 'when' or 'expect' (drop one of them)",
    ),
    "where without for_each": (
        "when: stated(us.batna)\nwhere: stated(us.batna)",
        "7:12: 'where' chooses elements of 'for_each' (add for_each)",
    ),
    "a list that is none": (
        "for_each: x in us.name\nwhen: stated(x.role)",
        "6:20: this is text; a list is needed",
    ),
    "an expression for a list": (
        "for_each: x in distinct(us.strengths)\nwhen: stated(x)",
        "6:15: for_each walks a list, not an expression (name a list of the deal or of derived, and choose with where)",
    ),
    "a ramp without a question": (
        "when: missing(us.batna)\nseverity: ramp\nmessage: no",
        "7:15: a ramp needs a question (add ask: early on, absence is a question and no finding)",
    ),
    "a message without severity": (
        "when: missing(us.batna)\nmessage: no",
        "4:5: a rule with a message needs a severity (add severity: major, say)",
    ),
    "an unknown severity": (
        "when: stated(us.batna)\nseverity: sever",
        "7:15: 'severity' cannot be 'sever' (one of: blocker, major, minor, advice, ramp, ramp-to-blocker)",
    ),
    "an unknown conclusion": ("given: deal.gap", "6:12: no rule concludes 'gap' (conclusions: done)"),
    "a reference that is none": (
        "given: us.gap",
        "6:12: item 1 of 'given' cannot be 'us.gap' (write a conclusion such as gap, deal.gap or any.gap)",
    ),
    "until before stage": (
        "when: stated(us.batna)\nstage: bargaining\nuntil: exchange",
        "8:12: 'until' exchange is before 'stage' bargaining",
    ),
    "no thresholds": ("when: derived.stalled_rounds > params.rounds", "6:43: 'params' has no value 'rounds'"),
    "a misspelt threshold": (
        "params: {rounds: 2}\nwhen: derived.stalled_rounds > params.round",
        "7:43: 'params' has no value 'round' (did you mean 'rounds'?)",
    ),
    "a misspelt name in a text": (
        "when: stated(us.batna)\nseverity: minor\nmessage: '{{ us.nme }} has one'",
        "8:21: 'us' has no field 'nme' (did you mean 'name'?)",
    ),
    "an unknown format": (
        "when: stated(us.batna)\nseverity: minor\nmessage: '{{ us.name | mony }} has one'",
        "8:28: unknown format 'mony' (did you mean 'money'?)",
    ),
    "a misspelt name in a question": (
        "when: stated(us.batna)\nask: {to: us, question: 'What of {{ us.nme }}?'}",
        "7:44: 'us' has no field 'nme' (did you mean 'name'?)",
    ),
    "a misspelt name in advice": (
        "when: stated(us.batna)\nadvise: Ask {{ us.nme }} first.",
        "7:23: 'us' has no field 'nme' (did you mean 'name'?)",
    ),
    "a question for a field that is not there": (
        "when: stated(us.batna)\nask: {to: us, question: why, path: us.batn}",
        "7:40: there is no field 'us.batn' in a deal (did you mean 'batna'?)",
    ),
    "who may waive": (
        "when: stated(us.batna)\nwaivable: manager",
        "7:15: 'manager' says not who may waive it (write waivable: no, or waivable: by manager)",
    ),
    "a threshold that is a mapping": (
        "params: {limit: {a: 1}}\nwhen: stated(us.batna)",
        "6:21: a constant is text, a number, a date, True or False, or a list of these, not {'a': 1}",
    ),
}


def said(text: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        rules_of(text)
    return [str(problem).removeprefix("pack1.yaml:") for problem in caught.value.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_in_a_rule(name: str) -> None:
    parts, message = MISTAKES[name]
    rule = indent(parts, "    ")
    assert said(f"rules:\n  - id: A-RULE\n    title: t\n{rule}\n    conclude: done") == [message]


def test_all_mistakes_of_a_pack_are_told_at_once() -> None:
    pack = """
        rules:
          - {id: A, title: t, when: uss.name == "a", conclude: done}
          - {id: B, title: t, when: stated(us), conclude: done, given: gone}
          - {id: B, title: t, when: stated(us), conclude: done}
    """
    assert said(pack) == [
        "6:10: the rule B stands already in pack1.yaml (give it an id of its own, or write it under overrides)"
    ]
    assert said(
        pack.replace(
            "{id: B, title: t, when: stated(us), conclude: done}", "{id: C, title: t, when: stated(us)}"
        )
    ) == [
        "4:29: unknown name 'uss' (did you mean 'us'?)",
        "5:64: no rule concludes 'gone' (did you mean 'done'?)",
        "6:5: nothing follows from this rule (add message, ask, advise or conclude)",
    ]


def test_a_circle_through_unless_is_refused() -> None:
    pack = """
        rules:
          - {id: A, title: t, when: stated(us), unless: b, conclude: a}
          - {id: B, title: t, when: stated(us), given: a, conclude: b}
    """
    (message,) = said(pack)
    assert message.startswith("4:5: ")
    assert "a -> b -> a" in message or "b -> a -> b" in message


def test_one_mistake_in_a_question() -> None:
    def question(parts: str) -> list[str]:
        return said(f"questions:\n  - {{path: '{parts}', to: us, question: 'What of {{{{ issue.name }}}}?'}}")

    assert question("issues[issue].ours.walkawai") == [
        "4:12: there is no field 'walkawai' in 'issues[issue].ours.walkawai' (did you mean 'walkaway'?)"
    ]
    assert question("issues[[") == ["4:12: 'issues[[' is not a path such as issues[issue].theirs.walkaway"]
    assert question("issues[one].ours.walkaway") == ["4:71: unknown name 'issue' (did you mean 'issues'?)"]
