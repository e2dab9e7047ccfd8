"""What two sets of rules find in the same deals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assessment import Advice, Conclusion
from engine.output.difference import format_difference, format_difference_json
from engine.workbench.difference import Change, Difference, difference
from tests.output.building import BATNA, EMPTY, LIMIT, WAIVED

OLD = replace(EMPTY, findings=(BATNA, LIMIT))


def kinds(*findings: object) -> list[tuple[str, str, str | None, str | None]]:
    new = replace(EMPTY, findings=findings)
    return [(one.kind, one.rule, one.before, one.after) for one in difference([OLD], [new]).changes]


def test_the_same_findings_are_no_difference() -> None:
    assert kinds(BATNA, LIMIT) == []
    assert kinds(replace(BATNA, message="In other words."), LIMIT) == []


def test_findings_are_gained_lost_and_changed() -> None:
    assert kinds(BATNA) == [("lost", "LIMIT", "minor", None)]
    assert kinds(BATNA, LIMIT, replace(LIMIT, subject="issues[term]")) == [("gained", "LIMIT", None, "minor")]
    assert kinds(LIMIT, replace(BATNA, severity="major")) == [("changed", "BATNA", "blocker", "major")]


def test_conclusions_and_advice_are_compared_as_well() -> None:
    drawn = Conclusion("deadlock", "issues[price]", False, ("STALLED", "GAP"), ("t", "t"), 1)
    given = Advice("CALL", "", "Call", "Call them.", "", "", ())
    old = replace(EMPTY, conclusions=(drawn,), advice=())
    new = replace(EMPTY, conclusions=(replace(drawn, certain=True),), advice=(given,))
    found = difference([old], [new])
    assert format_difference(found) == (
        "CALL\n"
        "  + acme: advice Call them.\n"
        "STALLED\n"
        "  ~ acme: conclusion possible -> certain deadlock [issues[price]]\n"
        "1 gained, 1 changed in 1 of 1 deal.\n"
    )
    back = difference([new], [replace(EMPTY, conclusions=(), advice=())])
    assert [(one.what, one.kind, one.before) for one in back.changes] == [
        ("advice", "lost", "given"),
        ("conclusion", "lost", "certain"),
    ]
    assert back.count("lost", "advice") == 1


def test_waived_findings_count_like_others() -> None:
    assert kinds(BATNA, WAIVED) == [("changed", "LIMIT", "minor", "major")]


def test_changes_stand_by_rule_then_by_deal() -> None:
    other = replace(OLD, id="other", path="other.yaml")
    found = difference([OLD, other], [EMPTY, replace(EMPTY, id="other", path="other.yaml")])
    assert [(one.rule, one.deal) for one in found.changes] == [
        ("BATNA", "acme"),
        ("BATNA", "other"),
        ("LIMIT", "acme"),
        ("LIMIT", "other"),
    ]
    assert found.deals == 2


def test_runs_over_different_deals_cannot_be_compared() -> None:
    with pytest.raises(ValueError):
        difference([OLD], [])


GAINED = Change("finding", "A", "acme", "acme.yaml", "issues[price]", None, "major", "There is no\nlimit.")
LOST = replace(GAINED, rule="B", subject="", before="minor", after=None)
CHANGED = replace(GAINED, rule="B", deal="other", path="other.yaml", before="minor")


def test_as_text() -> None:
    assert format_difference(Difference((GAINED, LOST, CHANGED), 3)) == (
        "A\n"
        "  + acme: major There is no limit. [issues[price]]\n"
        "B\n"
        "  - acme: minor There is no limit.\n"
        "  ~ other: minor -> major There is no limit. [issues[price]]\n"
        "1 gained, 1 lost, 1 changed in 2 of 3 deals.\n"
    )
    assert format_difference(Difference((), 1)) == "No difference in 1 deal.\n"
    assert "\x1b[31mmajor\x1b[0m" in format_difference(Difference((GAINED,), 1), colour=True)


def test_as_json() -> None:
    assert format_difference_json(Difference((LOST,), 1)) == (
        '{\n  "schema": "negotia/difference/1",\n  "changes": [\n    {\n      "kind": "lost",\n'
        '      "what": "finding",\n      "rule": "B",\n      "deal": "acme",\n'
        '      "path": "acme.yaml",\n      "subject": "",\n'
        '      "before": "minor",\n      "after": null,\n      "message": "There is no\\nlimit."\n    }\n  ],\n'
        '  "rules": {\n    "B": {\n      "gained": 0,\n      "lost": 1,\n      "changed": 0\n    }\n  },\n'
        '  "summary": {\n    "deals": 1,\n    "findings": {\n      "gained": 0,\n      "lost": 1,\n'
        '      "changed": 0\n    },\n    "conclusions": {\n      "gained": 0,\n      "lost": 0,\n'
        '      "changed": 0\n    },\n    "advice": {\n      "gained": 0,\n      "lost": 0,\n'
        '      "changed": 0\n    }\n  }\n}\n'
    )
