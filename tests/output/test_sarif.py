"""SARIF: against a schema of what we write, and what each finding becomes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.assessment import Location
from engine.errors import Problem
from engine.output import FORMATS, Options, write_report
from engine.ruleset.schema import SEVERITIES
from engine.run import Run
from tests.output.building import BATNA, DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-part.json").read_text(encoding="utf-8"))
BROKEN = (
    Problem("syntax", "no colon", "b c.yaml", 3, 7, "us", "add one"),
    Problem("missing", "gone", "d.yaml"),
)


def sarif(run: Run, options: Options | None = None) -> dict[str, Any]:
    """The one run of the report, which is valid."""
    log = json.loads(write_report(run, FORMATS["sarif"], options or Options()))
    Draft202012Validator(SCHEMA).validate(log)
    (found,) = log["runs"]
    for result in found["results"]:
        assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert isinstance(found, dict)
    return found


def test_a_finding_is_a_result_at_its_place() -> None:
    result = sarif(run_of(FULL))["results"][0]
    assert result["message"] == {"text": "There is no alternative. Find one."}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "acme.yaml"},
                "region": {"startLine": 3, "startColumn": 5},
            },
            "logicalLocations": [{"fullyQualifiedName": "us.batna", "kind": "member"}],
        }
    ]
    assert (result["kind"], result["level"], result["rank"]) == ("fail", "error", 100)
    assert result["suppressions"] == []
    assert result["properties"] == {
        "deal": "acme",
        "owner": "Kim Sample",
        "stage": "bargaining",
        "severity": "blocker",
        "subject": "",
    }


def test_a_waived_finding_is_suppressed() -> None:
    assert sarif(run_of(FULL))["results"][1]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Accepted by manager until 2026-03-02: the board knows",
        }
    ]


def test_severities_keep_their_order() -> None:
    findings = tuple(replace(LIMIT, severity=severity, rule=severity) for severity in SEVERITIES)
    results = sarif(run_of(replace(EMPTY, findings=findings)))["results"]
    assert [one["level"] for one in results] == ["error", "warning", "note", "note"]
    assert [one["rank"] for one in results] == [100, 70, 40, 10]


def test_a_rule_is_described_once() -> None:
    rules = sarif(run_of(FULL, replace(EMPTY, findings=(LIMIT, BATNA))))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["BATNA", "LIMIT"]
    assert rules[0]["shortDescription"] == {"text": "The alternative"}
    assert rules[0]["properties"] == {"tags": ["PR-1"]}


def fingerprint(deal: Any) -> str:
    (result,) = sarif(run_of(deal))["results"]
    assert result["partialFingerprints"]["primaryLocationLineHash"].endswith(":1")
    return str(result["partialFingerprints"]["negotiaFinding/v1"])


def test_fingerprints_survive_moves_and_new_words_and_tell_subjects_and_deals_apart() -> None:
    deal = replace(EMPTY, findings=(LIMIT,))
    moved = replace(LIMIT, location=Location("other.yaml", 90, 1, "x"), message="anew", severity="blocker")
    assert fingerprint(deal) == fingerprint(replace(deal, findings=(moved,)))
    others = [
        replace(deal, id="beta"),
        replace(deal, findings=(replace(LIMIT, subject="issues[term]"),)),
        replace(deal, findings=(replace(LIMIT, rule="OTHER"),)),
    ]
    assert len({fingerprint(one) for one in (deal, *others)}) == 4


def test_what_could_not_be_checked_is_noted_and_the_run_failed() -> None:
    found = sarif(Run(DAY, RULESET, (FULL,), BROKEN))
    (invocation,) = found["invocations"]
    assert invocation["executionSuccessful"] is False
    bug, syntax, missing = invocation["toolExecutionNotifications"]
    assert bug["message"]["text"] == "BUG could not be run: division by something"
    assert syntax["descriptor"] == {"id": "syntax"}
    assert syntax["message"]["text"] == "no colon (add one)"
    assert syntax["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "b%20c.yaml"}
    assert missing["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "d.yaml"}}}]


def test_a_run_without_findings_succeeded() -> None:
    found = sarif(run_of(EMPTY))
    assert found["results"] == []
    assert found["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert found["properties"] == {"as_of": "2026-03-02", "ruleset": "b" * 64, "packs": ["house 1.0.0"]}


def test_what_could_not_be_evaluated_is_open_on_demand() -> None:
    results = sarif(run_of(FULL), Options(show_unknown=True))["results"]
    assert [(one["ruleId"], one["message"]["text"]) for one in results if one["kind"] == "open"] == [
        ("COST", "COST could not be evaluated; it needs pricing.cost, pricing.floor."),
        ("ODD", "ODD could not be evaluated; it needs nothing that can be filled in."),
    ]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("plans/a.yaml", "plans/a.yaml"),
        ("/tmp/ä b.yaml", "file:///tmp/%C3%A4%20b.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("a:b.yaml", "a%3Ab.yaml"),
    ],
)
def test_places_are_addresses(source: str, uri: str) -> None:
    finding = replace(BATNA, location=Location(source, 0, 0, ""))
    (result,) = sarif(run_of(replace(EMPTY, findings=(finding,))))["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": uri}}}]


def test_a_deal_made_in_memory_has_no_file() -> None:
    finding = replace(BATNA, location=Location("", 0, 0, "us.batna"))
    (result,) = sarif(run_of(replace(EMPTY, findings=(finding,))))["results"]
    assert "physicalLocation" not in result["locations"][0]


def test_braces_and_links_are_literal() -> None:
    finding = replace(BATNA, message="{0} [a](1)", remedy="")
    (result,) = sarif(run_of(replace(EMPTY, findings=(finding,))))["results"]
    assert result["message"] == {"text": "{{0}} [a\\](1)"}


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_valid(text: str) -> None:
    assert len(sarif(hostile(text), Options(show_unknown=True))["results"]) == 4
