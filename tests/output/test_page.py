"""The page for a browser; tests/acceptance shows it at work in one."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from engine.assessment import Assessment, Location
from engine.errors import Problem
from engine.output import FORMATS, Options, write_report
from engine.output.options import Shelf
from engine.output.page import report as report_module
from engine.output.page.charts import severity_chart, share_chart
from engine.output.page.links import Link, links_of
from engine.output.page.packing import Texts, pack
from engine.run import Run
from tests.output.building import BATNA, DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

AT = datetime(2026, 3, 4, 10, 0, tzinfo=timezone(timedelta(hours=1)))
DEAL = replace(FULL, meeting=AT)


def page(run: Run, options: Options | None = None) -> Any:
    content = write_report(run, FORMATS["html"], options or Options()).decode()
    found = html.document_fromstring(content)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    return found


def data(found: Any) -> dict[str, Any]:
    (element,) = found.xpath("//script[@id='data']")
    read = json.loads(element.text)
    assert isinstance(read, dict)
    return read


def text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_a_deal_can_be_read_without_script() -> None:
    (deal,) = page(run_of(DEAL)).xpath("//ol[@id='deals']/li")
    assert text(deal) == (
        "Software for Acme acme · Kim Sample · bargaining · meeting Wed 4 Mar 2026, 10:00 1 blocker 60% met "
        "blocker The alternative BATNA There is no alternative. Find one. us.batna · line 3 "
        "waived major The alternative LIMIT There is no limit on the price. accepted by manager until 2026-03-02: "
        "the board knows issues[price] · us.batna · line 3 "
        "2 questions to ask: economic buyer: Who pays? us: What else? preparation 60% met acme.yaml · 2 not evaluated"
    )
    assert not deal.xpath(".//details/@open")


def test_the_summary_counts_all() -> None:
    found = page(run_of(DEAL, replace(EMPTY, owner="Jo", findings=(LIMIT,), stage="exchange")))
    assert text(found.xpath("//h1")[0]) == "Check of 2 plans"
    assert [text(one) for one in found.xpath("//dl//dd")] == ["1", "0", "1", "0"]
    assert [text(one) for one in found.xpath("//figcaption")] == [
        "Open findings by owner",
        "Open findings by stage",
    ]
    table = found.xpath("//figure[1]//tbody/tr")
    assert [text(row) for row in table] == ["Kim Sample 1 1 0 0 0 60%", "Jo 1 0 0 1 0"]
    assert found.xpath("//select[@id='stage']/option/@value") == ["", "exchange", "bargaining"]


def test_the_browser_may_run_what_is_in_the_page_and_nothing_else() -> None:
    found = page(run_of(DEAL))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = found.xpath("//style/text()"), found.xpath("//script[not(@type)]/text()")
    for kind, content in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert not found.xpath("//@style | //@onclick | //@src | //link")


def test_every_control_has_a_name_and_the_page_a_language() -> None:
    found = page(run_of(DEAL, replace(DEAL, owner="Jo")))
    assert found.get("lang") == "en-GB"
    for control in found.xpath("//input | //select"):
        label = control.xpath("ancestor::label") or found.xpath(f"//label[@for='{control.get('id')}']")
        assert label, control.get("name")
        assert text(label[0])
    for picture in found.xpath("//svg"):
        assert picture.get("role") == "img"
        assert picture.get("aria-label") or found.xpath(f"//*[@id='{picture.get('aria-labelledby')}']")
    levels = [int(heading.tag[1]) for heading in found.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert found.xpath("//form[@id='filters' and @hidden]"), "of no use without script"


@pytest.mark.parametrize("hostile_text", TEXTS)
def test_any_text_is_text(hostile_text: str) -> None:
    found = page(hostile(hostile_text))
    assert len(found.xpath("//script")) == 2
    assert not found.xpath("//img | //b | //body//*[starts-with(name(), 'x')]")
    assert len(data(found)["deals"]) == 1
    assert found.xpath("//section[@class='refused']//li")
    assert not [value for value in found.xpath("//@*") if "javascript:" in value and "press" not in value]


def test_beyond_a_bound_deals_are_not_written_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "MOST_WITHOUT_SCRIPT", 2)
    found = page(run_of(DEAL, DEAL, DEAL))
    assert found.xpath("//ol[@id='deals']/li") == []
    assert len(data(found)["deals"]) == 3
    assert "needs a browser" in text(found.xpath("//noscript")[0])


def test_beyond_a_further_bound_they_are_counted_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "MOST_LISTED", 2)
    found = page(run_of(DEAL, DEAL, DEAL))
    assert len(data(found)["deals"]) == 2
    assert "The first 2 plans are listed" in text(found)
    assert text(found.xpath("//dl//dd")[0]) == "3"


def test_many_problems_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "MOST_PROBLEMS", 2)
    problems = tuple(
        Problem("odd", f"wrong {number}", "a.yaml", number, hint="mend it") for number in range(4)
    )
    (section,) = page(Run(DAY, RULESET, (), problems)).xpath("//section[@class='refused']")
    assert [text(one) for one in section.xpath(".//li")] == [
        "a.yaml: wrong 0 (mend it)",
        "a.yaml:1: wrong 1 (mend it)",
    ]
    assert text(section).endswith("and 2 more")


def test_the_documents_that_are_there_are_linked(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "brief.docx").write_bytes(b"")
    (tmp_path / "acme" / "questions.pdf").write_bytes(b"")
    shelf = Shelf(tmp_path, "../out")
    assert links_of("acme", shelf) == [
        Link("brief.docx", "../out/acme/brief.docx"),
        Link("questions.pdf", "../out/acme/questions.pdf"),
    ]
    assert links_of("../acme", shelf) == links_of("acme", None) == []
    found = page(run_of(DEAL), Options(shelf=shelf))
    assert found.xpath("//p[@class='documents']/a/@href") == [
        "../out/acme/brief.docx",
        "../out/acme/questions.pdf",
    ]
    assert data(found)["deals"][0]["documents"][0] == ["brief.docx", "../out/acme/brief.docx"]


def test_texts_that_occur_often_are_written_once() -> None:
    found = data(page(run_of(DEAL, DEAL)))
    first, second = found["deals"]
    assert first["findings"] == second["findings"]
    assert found["texts"][first["findings"][0][4]] == "There is no alternative."
    assert found["texts"].count("There is no alternative.") == 1


def test_too_many_texts_are_written_where_they_are() -> None:
    texts = Texts(most=2)
    assert [texts.of(one) for one in ("a", "b", "c", "a")] == [0, 1, "c", 0]
    assert texts.json() == '["a","b"]'
    packed = json.loads(pack(DEAL, [], texts))
    assert packed["findings"][0][4] == "There is no alternative."


@pytest.mark.parametrize(
    ("deal", "told"),
    [
        (EMPTY, "no findings"),
        (replace(EMPTY, findings=(replace(BATNA, location=Location("", 0, 0, "")),)), "1 blocker"),
    ],
)
def test_deals_with_little_to_tell(deal: Assessment, told: str) -> None:
    (item,) = page(run_of(deal)).xpath("//ol[@id='deals']/li")
    assert text(item.xpath(".//span[@class='chips']")[0]) == told
    assert "nothing known" in text(item)
    assert len(item.xpath(".//p[@class='place']")) == 1


def test_charts_hold_no_more_than_they_can() -> None:
    found = page(run_of(*(replace(DEAL, owner=f"owner {number}") for number in range(20))))
    assert "Open findings by owner (the gravest 12)" in text(found)
    assert len(found.xpath("//figure[1]/svg/text[@class='name']")) == 12
    assert len(found.xpath("//figure[1]//tbody/tr")) == 20


def test_charts_of_nothing_have_no_bars() -> None:
    assert "<rect" not in severity_chart("none", [], "a") + share_chart("none", [0] * 10, "b")
