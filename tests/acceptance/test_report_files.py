"""Reports before their strictest readers: Microsoft's validators of SARIF and of Open XML."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from engine.errors import Problem
from engine.output import FORMATS, Options, write_report
from engine.run import Run
from tests.acceptance.word import TOOLS, tool, validate
from tests.documents.cases import SAMPLES, sample
from tests.output.building import DAY, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

TAKEN_AMISS = {"SARIF2005", "SARIF2017"}
"""That the tool names no page of its own, and that what is open has a file and no line: both are so."""
BROKEN = (Problem("syntax", "no colon", "plans/b c.yaml", 3, 7, "us", "add one"),)


@pytest.fixture(scope="module")
def everything() -> Run:
    """The samples, hostile deals, and a file that is none."""
    hostiles = [one for text in TEXTS for one in hostile(text).assessments]
    return Run(DAY, RULESET, (*(sample(name).assessment for name in SAMPLES), *hostiles), BROKEN)


@pytest.fixture(scope="module")
def sarif_reader() -> Path:
    """Microsoft's SARIF Multitool; the schema of the standard lies beside it."""
    found = next(TOOLS.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool"), None)
    return Path(tool(str(found) if found else None, "the SARIF validator"))


@pytest.mark.parametrize("options", [Options(), Options(show_unknown=True)])
def test_sarif_is_valid(everything: Run, tmp_path: Path, sarif_reader: Path, options: Options) -> None:
    report, verdict = tmp_path / "report.sarif", tmp_path / "verdict.sarif"
    report.write_bytes(write_report(everything, FORMATS["sarif"], options))
    schema = json.loads((sarif_reader.parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(json.loads(report.read_bytes()))] == []

    command = [str(sarif_reader), "validate", report.name, "--output", verdict.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (judged,) = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"]
    assert judged["invocations"][0]["executionSuccessful"]
    assert {one["ruleId"] for one in judged["results"]} <= TAKEN_AMISS


@pytest.mark.parametrize("empty", [False, True])
def test_workbooks_are_valid(everything: Run, tmp_path: Path, empty: bool) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(write_report(run_of() if empty else everything, FORMATS["xlsx"]))
    assert validate(path) == []
