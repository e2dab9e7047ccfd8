"""JUnit reports: against a schema as strict as the strictest reader, and what each rule becomes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from engine.assessment import Location
from engine.errors import Problem
from engine.output import FORMATS, Options, write_report
from engine.ruleset.schema import SEVERITIES
from engine.run import Run
from tests.output.building import BATNA, DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "schemas" / "junit.xsd"))


def suites(run: Run, options: Options | None = None) -> list[etree._Element]:
    """The suites of the report, which is valid and whose counts are right."""
    root = etree.fromstring(write_report(run, FORMATS["junit"], options or Options()))
    SCHEMA.assertValid(root)
    found = list(root)
    for number, suite in enumerate(found):
        assert suite.get("id") == str(number)
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(len(suite.findall(f"testcase/{kind}"))), name
    return found


def cases(suite: etree._Element) -> dict[str, str]:
    """What became of each case."""
    return {
        str(case.get("name")): " ".join([one.tag, str(one.get("message"))])
        if (one := next(iter(case), None)) is not None
        else "passed"
        for case in suite.findall("testcase")
    }


def test_a_deal_is_a_suite_and_a_rule_on_a_subject_a_case() -> None:
    (suite,) = suites(run_of(FULL))
    assert suite.get("name") == "acme"
    assert suite.get("timestamp") == "2026-03-02T00:00:00"
    assert {one.get("name"): one.get("value") for one in suite.iter("property")} == {
        "title": "Software for Acme",
        "owner": "Kim Sample",
        "stage": "bargaining",
        "file": "acme.yaml",
    }
    assert cases(suite) == {
        "BATNA": "failure There is no alternative.",
        "LIMIT issues[price]": "skipped waived by manager until 2026-03-02: the board knows: "
        "There is no limit on the price.",
        "CALL issues[price]": "passed",
        "DATE": "passed",
        "COST issues[start]": "skipped not evaluated: needs pricing.cost, pricing.floor",
        "ODD": "skipped not evaluated: needs nothing that can be filled in",
        "BUG issues[price]": "error division by something",
    }
    (failure,) = suite.iter("failure")
    assert (failure.get("type"), failure.text) == ("blocker", "acme.yaml:3:5 us.batna\nhelp: Find one.")


@pytest.mark.parametrize(
    ("limit", "failed"), [("never", 0), ("blocker", 1), ("major", 2), ("minor", 3), ("advice", 4)]
)
def test_what_makes_the_run_fail_is_a_failure_and_the_rest_is_told(limit: str, failed: int) -> None:
    findings = tuple(replace(LIMIT, severity=severity, rule=severity.upper()) for severity in SEVERITIES)
    deal = replace(EMPTY, findings=findings)
    (suite,) = suites(run_of(deal), Options(fail_on=limit))  # type: ignore[arg-type]  # a parameter of the test
    assert suite.get("failures") == str(failed)
    told = (suite.findtext("system-out") or "").splitlines()
    assert told == [
        f"acme.yaml:3:5 us.batna: {severity} {severity.upper()} There is no limit on the price."
        for severity in SEVERITIES[failed:]
    ]


def test_findings_without_outcomes_are_cases_all_the_same() -> None:
    (suite,) = suites(run_of(replace(EMPTY, findings=(BATNA, LIMIT), scope="findings")))
    assert list(cases(suite)) == ["BATNA", "LIMIT issues[price]"]


def test_an_input_that_is_no_deal_is_a_suite_of_errors() -> None:
    problems = (
        Problem("syntax", "no colon", "b.yaml", 3, 7, "us", "add one"),
        Problem("missing", "gone", "b.yaml"),
    )
    (suite,) = suites(Run(DAY, RULESET, (), problems))
    assert cases(suite) == {"syntax us": "error no colon", "missing": "error gone"}
    assert next(suite.iter("error")).text == "b.yaml:3:7 us\nadd one"


def test_a_finding_without_a_place_or_remedy() -> None:
    finding = replace(BATNA, remedy="", location=Location("", 0, 0, "us.batna"))
    (suite,) = suites(run_of(replace(EMPTY, findings=(finding,))))
    assert next(suite.iter("failure")).text == "us.batna"


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_valid(text: str) -> None:
    deal, refused = suites(hostile(text))
    assert deal.get("tests") == "8"
    assert refused.get("errors") == "1"
