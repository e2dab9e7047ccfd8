"""Annotations of GitHub's workflows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engine.errors import Problem
from engine.output import FORMATS, write_report
from engine.ruleset.schema import SEVERITIES
from engine.run import Run
from tests.output.building import DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

COMMAND = re.compile(r"^::(error|warning|notice) ((?:file|line|col|title)=[^,:]*,?)+::[^:\n]?.*$")


def lines(run: Run) -> list[str]:
    return write_report(run, FORMATS["github"]).decode().split("\n")


def test_an_open_finding_is_an_annotation_at_its_line() -> None:
    assert lines(run_of(FULL)) == [
        "::error file=acme.yaml,line=3,col=5,title=blocker BATNA%3A The alternative"
        "::There is no alternative.%0AFind one.",
        "::error file=acme.yaml,title=BUG could not be run::division by something",
        "Found 1 blocker. 1 rule could not be run.",
        "",
    ]


def test_severities_become_levels() -> None:
    findings = tuple(replace(LIMIT, severity=severity) for severity in SEVERITIES)
    commands = [line.split()[0] for line in lines(run_of(replace(EMPTY, findings=findings)))[:4]]
    assert commands == ["::error", "::warning", "::notice", "::notice"]


def test_what_could_not_be_read_is_an_error() -> None:
    problems = (Problem("syntax", "100% wrong", "a,b.yaml", 3, 7, "us", "add one"),)
    assert lines(Run(DAY, RULESET, (), problems))[0] == (
        "::error file=a%2Cb.yaml,line=3,col=7,title=syntax::100%25 wrong%0Aadd one"
    )


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_begins_a_command_of_its_own(text: str) -> None:
    found = lines(hostile(text))
    assert len(found) == 5
    assert all(COMMAND.match(line) for line in found[:3])
    assert found[3].startswith("Found 1 blocker.")
