"""The page of a check in Chromium: 5,000 deals, filters, hostile texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from engine.assessment import Assessment, Score
from engine.deal.base import STAGES
from engine.output import FORMATS, write_report
from engine.ruleset.schema import SEVERITIES
from engine.run import Run
from tests.acceptance.browser import driven, opened, text
from tests.documents.cases import SAMPLES, sample
from tests.output.building import BATNA, DAY, EMPTY, RULESET, WAIVED, run_of
from tests.output.hostile import TEXTS, hostile

MANY = 5_000
OWNERS = [f"Owner {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]


def deals() -> Iterator[Assessment]:
    """Deals whose numbers tell what they hold: every 20th is of one owner, every 5th of one stage, ..."""
    for number in range(MANY):
        findings = tuple(
            replace(
                BATNA,
                rule=f"RULE-{severity}",
                severity=severity,
                message=f"Deal {number} has a {severity} gap of {number * 7}.",
            )
            for place, severity in enumerate(SEVERITIES)
            if number % (place + 2) == 0
        )
        yield replace(
            EMPTY,
            id=f"deal-{number}",
            title=f"Plan number {number}",
            owner=OWNERS[number % len(OWNERS)],
            stage=STAGES[number % 5],
            findings=(*findings, WAIVED),
            meeting=datetime(2026, 3, 3, 9, tzinfo=UTC) + timedelta(hours=number * 7919 % 5003),
            scores=(Score("preparation", 100, number % 101, 0),),
        )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "page.html"
    path.write_bytes(write_report(run_of(*deals()), FORMATS["html"]))
    return path


def items(found: Any) -> list[str]:
    return [text(one) for one in found.xpath("//ol[@id='deals']/li//span[@class='title']")]


@pytest.mark.parametrize(
    ("state", "count", "first"),
    [
        ("", "5,000 plans", "Plan number 0"),
        ("#owner=%3DOwner+C", "250 of 5,000 plans", "Plan number 42"),
        ("#stage=bargaining&sort=run", "1,000 of 5,000 plans", "Plan number 3"),
        ("#severity=advice&severity=minor&sort=run", "2,000 of 5,000 plans", "Plan number 0"),
        ("#q=blocker+gap+of+8764", "1 of 5,000 plans", "Plan number 1252"),
        ("#q=DEAL-4999", "1 of 5,000 plans", "Plan number 4999"),
        ("#q=nowhere", "0 of 5,000 plans", None),
        ("#sort=met&owner=%3DOwner+B", "250 of 5,000 plans", "Plan number 2121"),
        ("#sort=meeting", "5,000 plans", "Plan number 0"),
        ("#sort=run&page=100", "5,000 plans", "Plan number 4950"),
        ("#owner=nobody&page=999&sort=odd", "5,000 plans", None),
    ],
)
def test_a_link_to_the_page_filters_it(page: Path, state: str, count: str, first: str | None) -> None:
    found, said = opened(page, state)
    assert text(found.xpath("//*[@id='count']")[0]) == count
    shown = items(found)
    assert len(shown) == min(50, int(count.split()[0].replace(",", "")))
    if first is not None:
        assert shown[0] == first
    assert "Content Security Policy" not in said
    assert "Uncaught" not in said


DRIVER = """
(async () => {
  const told = [];
  const wait = () => new Promise((done) => setTimeout(done, 400));
  const form = document.getElementById("filters");
  const tell = async (what) => {
    await wait();
    const words = (selector) => document.querySelector(selector)?.textContent ?? "";
    const bodies = document.querySelectorAll("#deals li .body").length;
    told.push([what, words("#count"), words("#where"), words("#deals .title"), location.hash, bodies]);
  };
  const type = (name, value) => {
    form.elements[name].value = value;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  await tell("start");
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  told.push(["focus", document.activeElement.id]);
  type("q", "minor gap");
  await tell("typed");
  form.querySelector("[value=blocker]").click();
  await tell("boxed");
  type("q", "");
  await tell("emptied");
  document.getElementById("after").click();
  await tell("turned");
  told.push(["focus", document.activeElement.id]);
  document.getElementById("before").click();
  document.querySelector("details.deal summary").click();
  await tell("unfolded one");
  const rules = [...document.querySelector("#deals li").querySelectorAll(".findings code")];
  told.push(["findings", rules.map((one) => one.textContent).join()]);
  told.push(["hidden", document.querySelector("#deals .soft").textContent]);
  document.getElementById("unfold").click();
  await tell("unfolded all");
  form.querySelector("[type=reset]").click();
  await tell("cleared");
  location.hash = "#stage=closed";
  await tell("no such stage");
  location.hash = "#stage=exchange";
  await tell("linked");
  location.hash = "#list";
  await tell("skipped to the list");
  const result = document.createElement("pre");
  result.id = "told";
  result.textContent = JSON.stringify(told);
  document.body.append(result);
})();
"""


def test_a_reader_filters_turns_and_unfolds(page: Path) -> None:
    found, said = opened(driven(page, DRIVER))
    (result,) = found.xpath("//pre[@id='told']")
    assert json.loads(result.text) == [
        ["start", "5,000 plans", "Page 1 of 100", "Plan number 0", "", 0],
        ["focus", "q"],
        ["typed", "1,250 of 5,000 plans", "Page 1 of 25", "Plan number 0", "#q=minor+gap", 0],
        ["boxed", "0 of 5,000 plans", "Page 1 of 1", "", "#q=minor+gap&severity=blocker", 0],
        ["emptied", "2,500 of 5,000 plans", "Page 1 of 50", "Plan number 0", "#severity=blocker", 0],
        ["turned", "2,500 of 5,000 plans", "Page 2 of 50", "Plan number 3000", "#severity=blocker&page=2", 0],
        ["focus", "list"],
        ["unfolded one", "2,500 of 5,000 plans", "Page 1 of 50", "Plan number 0", "#severity=blocker", 1],
        ["findings", "RULE-blocker"],
        ["hidden", "4 more that the filter leaves out"],
        ["unfolded all", "2,500 of 5,000 plans", "Page 1 of 50", "Plan number 0", "#severity=blocker", 50],
        ["cleared", "5,000 plans", "Page 1 of 100", "Plan number 0", "", 0],
        ["no such stage", "5,000 plans", "Page 1 of 100", "Plan number 0", "", 0],
        ["linked", "1,000 of 5,000 plans", "Page 1 of 20", "Plan number 36", "#stage=exchange", 0],
        ["skipped to the list", "1,000 of 5,000 plans", "Page 1 of 20", "Plan number 36", "#list", 0],
    ]
    assert "Uncaught" not in said


UNFOLD = 'document.getElementById("unfold").click();'


def markup(items: Sequence[Any]) -> list[str]:
    """The items as canonical text; whether they are open is the reader's affair."""
    for item in items:
        for details in item.iter("details"):
            details.attrib.pop("open", None)
    return [etree.tostring(item, method="c14n", with_tail=False).decode() for item in items]


def test_the_script_shows_what_can_be_read_without_it(tmp_path: Path) -> None:
    assessments = [sample(name).assessment for name in SAMPLES]
    run = Run(DAY, RULESET, (*assessments, *(one for text in TEXTS for one in hostile(text).assessments)))
    path = tmp_path / "page.html"
    path.write_bytes(write_report(run, FORMATS["html"]))
    written = html.document_fromstring(path.read_text(encoding="utf-8")).xpath("//ol[@id='deals']/li")
    found, said = opened(driven(path, UNFOLD), "#sort=run")
    shown = found.xpath("//ol[@id='deals']/li")
    assert len(written) == len(run.assessments)
    assert markup(shown) == markup(written)
    assert not found.xpath("//img")
    assert len(found.xpath("//script")) == 3
    assert "Uncaught" not in said


def test_a_browser_that_runs_no_script_shows_few_deals(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    content = write_report(run_of(*islice(deals(), 3)), FORMATS["html"]).decode()
    path.write_text(re.sub(r"script-src [^;]*;", "script-src 'none';", content), encoding="utf-8")
    found, said = opened(path)
    assert "Content Security Policy" in said
    assert items(found) == ["Plan number 0", "Plan number 1", "Plan number 2"]
    assert found.xpath("//form[@id='filters' and @hidden]")
