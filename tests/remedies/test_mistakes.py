"""Remedies for the sample full of mistakes, with the shipped rules: each is checked again here."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engine.assessment import Assessment
from engine.assessment.comparison import compare
from engine.checking import check
from engine.deal.model import Deal
from engine.deal.reading import parse_deal, read_deal
from engine.remedies import Remedy, remedies
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from engine.ruleset.schema import SEVERITIES
from tests.making import MONDAY


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(folder("samples") / "deals" / "mistakes.yaml")


@pytest.fixture(scope="module")
def before(deal: Deal, rules: Ruleset) -> Assessment:
    return check(deal, rules, MONDAY)


@pytest.fixture(scope="module")
def found(deal: Deal, rules: Ruleset, before: Assessment) -> dict[str, Remedy]:
    ids = dict.fromkeys(one.rule for one in before.open_findings)
    return {one.finding.id: one for id in ids for one in remedies(deal, rules, rules.by_id[id], MONDAY)}


@pytest.mark.parametrize(
    ("finding", "changes"),
    [
        ("BARG-ORDER:issues[price]", ["issues[price].ours.opening: 240000"]),
        (
            "BARG-BEYOND-HARD:bargaining.offers[our-5]",
            ["bargaining.offers[our-5].terms.price: 200000", "bargaining.offers[our-5].total: 200000"],
        ),
        ("BARG-ONE-SIDED:bargaining.offers[our-5]", ["bargaining.offers[our-5].terms.start: 2026-04-01"]),
        ("COMM-DUE:commitment.deliverables[handbook]", ["commitment.deliverables[handbook].due: 2028-03-31"]),
        ("COMM-DIFFERS:issues[price]", ["commitment.terms.price: 202000"]),
        ("COMM-PAYMENT:issues[payment]", ["agreement.payment.days: 30"]),
        ("APPR-PARTNER:", ["deal.approach: integrative"]),
    ],
)
def test_the_smallest_edit(finding: str, changes: list[str], found: dict[str, Remedy]) -> None:
    edit = found[finding].edit
    assert edit is not None
    assert [f"{one.path}: {one.after}" for one in edit.changes] == changes


def test_a_limit_that_the_accepted_offer_misses_is_not_just_moved(found: dict[str, Remedy]) -> None:
    remedy = found["PREP-BATNA-LIMIT:"]
    assert remedy.edit is None
    assert remedy.refused is not None
    assert [(one.path, str(one.after)) for one in remedy.refused.changes] == [("us.walkaway.value", "210000")]
    assert "blocker" in {one.severity for one in remedy.refused.comparison.new}
    assert [one.path for one in remedy.blanks] == ["us.walkaway.reason"]


def test_before_any_offer_the_limit_moves_to_the_alternative(rules: Ruleset) -> None:
    text = """
        deal: {id: d, title: D, currency: EUR, our_role: seller}
        us: {name: Us, batna: {summary: another buyer, value: 210000}, walkaway: {value: 190000}}
        them: {name: Them}
    """
    deal = parse_deal(dedent(text), "deal.yaml")
    (remedy,) = remedies(deal, rules, rules.by_id["PREP-BATNA-LIMIT"], MONDAY)
    assert remedy.edit is not None
    assert [(one.path, str(one.after)) for one in remedy.edit.changes] == [("us.walkaway.value", "210000")]
    assert remedy.edit.comparison.new == ()


def test_every_edit_clears_its_finding_and_brings_nothing_as_grave(
    found: dict[str, Remedy], before: Assessment, rules: Ruleset
) -> None:
    edits = {id: one.edit for id, one in found.items() if one.edit}
    assert len(edits) >= 8
    for id, edit in edits.items():
        after = check(parse_deal(edit.text, before.path), rules, MONDAY)
        comparison = compare(before, after)
        assert id in {one.id for one in comparison.fixed}
        limit = SEVERITIES.index(found[id].finding.severity)
        assert all(SEVERITIES.index(one.severity) > limit for one in comparison.new), id


def test_no_edit_touches_what_they_said_or_what_happened(found: dict[str, Remedy]) -> None:
    paths = {change.path for one in found.values() if one.edit for change in one.edit.changes}
    assert paths
    for path in paths:
        assert not path.startswith(("them.", "exchange.", "clarification.", "us.batna"))
        assert ".theirs." not in path
        assert "offers[" not in path or "offers[our-5]" in path


def test_history_has_no_edit(found: dict[str, Remedy]) -> None:
    for id in ("BARG-UNPAID-PAST:bargaining.offers[our-2]", "BARG-STEPS:issues[price]"):
        assert found[id].edit is None
