"""Findings that are accepted for now."""

from __future__ import annotations

import pytest

from engine.assessment import Assessment
from engine.assessment.waivers import subject_matches
from engine.checking import check
from tests.making import MONDAY, deal_of, rules_of

RULES = """
    rules:
      - {id: A-BLOCK, title: t, severity: blocker, when: missing(us.batna), message: m, remedy: r}
      - {id: A-FIRM, title: t, severity: major, when: missing(us.batna), message: m, remedy: r, waivable: no}
      - {id: A-BOSS, title: t, severity: major, when: missing(us.batna), message: m, remedy: r, waivable: by manager}
      - {id: A-EACH, title: t, severity: minor, for_each: x in issues, when: missing(x.ours), message: m, remedy: r}
      - {id: A-FINE, title: t, severity: minor, when: stated(us.batna), message: m, remedy: r}
"""


def assessed(waiver: str) -> Assessment:
    text = (
        f"issues: [{{id: a, kind: money}}, {{id: ab, kind: money}}]\nwaivers: [{{{waiver}, reason: known}}]"
    )
    return check(deal_of(text), rules_of(RULES), MONDAY)


@pytest.mark.parametrize(
    ("waiver", "state", "message"),
    [
        ("rule: A-BLOCK, by: Kim, until: 2026-03-02", "used", "accepted by Kim"),
        (
            "rule: A-BLOCK, by: Kim, until: 2026-03-01",
            "expired",
            "expired on 2026-03-01; the finding counts again",
        ),
        (
            "rule: A-BLOCK, by: Kim",
            "needs a last day",
            "a blocker can only be waived until a day that is named (until: ...)",
        ),
        ("rule: A-FIRM, by: Kim", "not allowed", "A-FIRM cannot be waived"),
        ("rule: A-BOSS, by: Kim", "not allowed", "A-BOSS may be waived by manager, not by Kim"),
        ("rule: A-BOSS, by: manager", "used", "accepted by manager"),
        ("rule: A-FINE, by: Kim", "no match", "nothing is left to waive here; the waiver can go"),
        ("rule: A-BLOK, by: Kim", "unknown rule", "there is no rule A-BLOK; did you mean 'A-BLOCK'?"),
    ],
)
def test_what_becomes_of_a_waiver(waiver: str, state: str, message: str) -> None:
    (note,) = assessed(waiver).waivers
    assert (note.state, note.message) == (state, message)
    assert note.location.line == 5


def test_a_waived_finding_stays_in_the_list_and_counts_no_more() -> None:
    found = assessed("rule: A-BLOCK, by: Kim, until: 2026-04-01")
    (waived,) = [one for one in found.findings if one.waived]
    assert waived.waived is not None
    assert (waived.rule, waived.waived.by, waived.waived.reason) == ("A-BLOCK", "Kim", "known")
    assert waived not in found.open_findings
    assert found.worst() == "major"
    assert assessed("rule: A-FINE, by: Kim").worst() == "blocker"


def test_a_waiver_may_name_its_subject() -> None:
    found = assessed('rule: A-EACH, subject: "issues[a]", by: Kim')
    assert [(one.subject, one.waived is not None) for one in found.findings if one.rule == "A-EACH"] == [
        ("issues[a]", True),
        ("issues[ab]", False),
    ]


def test_a_switched_off_rule_needs_no_waiver() -> None:
    own = """
        pack: own
        version: 1.0.0
        extends: {test: 1.0.0}
        overrides: [{rule: A-BLOCK, off: not here}]
    """
    text = "waivers: [{rule: A-BLOCK, by: Kim, reason: known}]"
    (note,) = check(deal_of(text), rules_of(RULES, own), MONDAY).waivers
    assert (note.state, note.message) == ("no match", "the rule A-BLOCK is switched off; the waiver can go")


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        (None, "issues[a]", True),
        ("issues[a]", "issues[a]", True),
        ("issues", "issues[a]", True),
        ("issues[a]", "issues[a].ours", True),
        ("issues[a]", "issues[ab]", False),
        ("issue", "issues[a]", False),
        ("issues[a].ours", "issues[a]", False),
    ],
)
def test_subjects_match_exactly_or_from_above(pattern: str | None, subject: str, expected: bool) -> None:
    assert subject_matches(pattern, subject) is expected
