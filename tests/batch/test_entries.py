"""Lines of parts say all that the assessments said."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from engine.assessment import Assessment
from engine.batch.entries import read_entry
from engine.checking import check
from engine.deal.reading import read_deal
from engine.errors import Problem
from engine.output import FORMATS, Options
from engine.output.encoding import plain
from engine.output.jsonl import deal_line, refusal_line
from engine.ruleset import Ruleset, load_ruleset
from engine.run import Refusal, RunInfo, Totals
from tests.making import MONDAY
from tests.output.building import EMPTY, FULL
from tests.output.hostile import TEXTS

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "deals").glob("*.yaml"))


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


def again(one: Assessment) -> Assessment:
    found = read_entry(deal_line(one), RunInfo(one.as_of, one.ruleset))
    assert isinstance(found, Assessment)
    return found


def plainly(one: Assessment) -> Assessment:
    """With the values of findings as JSON holds them: a date is a text there, a range a list."""
    findings = tuple(
        replace(finding, values={path: _as_json(plain(value)) for path, value in finding.values.items()})
        for finding in one.findings
    )
    return replace(one, findings=findings)


def _as_json(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def reports(one: Assessment) -> dict[str, bytes]:
    made = {}
    for name in ("text", "json", "csv", "markdown", "sarif", "junit", "github", "html"):
        file = BytesIO()
        report = FORMATS[name].make(
            file, RunInfo(one.as_of, one.ruleset), Options(show_unknown=True, show_guidance=True)
        )
        report.deal(one)
        report.finish(Totals())
        made[name] = file.getvalue()
    return made


@pytest.mark.parametrize("one", [EMPTY, FULL, replace(FULL, scope="findings", questions=(), conclusions=(), advice=(),
                                                     outcomes=())], ids=["empty", "full", "findings"])  # fmt: skip
def test_what_is_built_by_hand_comes_back(one: Assessment) -> None:
    assert again(one) == plainly(one)
    assert reports(again(one)) == reports(one)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back(path: Path, rules: Ruleset) -> None:
    one = check(read_deal(path), rules, MONDAY)
    assert again(one) == plainly(one)
    assert deal_line(again(one)) == deal_line(one)
    assert reports(again(one)) == reports(one)
    short = check(read_deal(path), rules, MONDAY, scope="findings")
    assert again(short) == plainly(short)


# No deal can hold half a character: reading refuses it.
@pytest.mark.parametrize("text", [text for text in TEXTS if "\ud800" not in text])
def test_hostile_texts_come_back(text: str) -> None:
    one = replace(FULL, title=text, owner=text, path=text)
    assert again(one) == plainly(one)
    assert deal_line(one).count(b"\n") == 1


def test_refusals_come_back() -> None:
    problems = (Problem("a", "b\nc", "d", 1, 2, "e", "f"), Problem("x", "y", "z"))
    refusal = Refusal("path\u2028", problems, 7)
    assert read_entry(refusal_line(refusal), RunInfo(MONDAY, EMPTY.ruleset)) == refusal
