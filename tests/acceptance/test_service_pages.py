"""The pages of the service in a real browser: with keyboard and scripts, light and dark, wide and narrow."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra service")
pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install --group browser")

import uvicorn
from docx import Document
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from engine.service.settings import Settings
from tests.acceptance.word import tool
from tests.service.access.house import PASSWORD, House, open_house
from tests.service.plans import SAMPLES

AXE = Path(__file__).parents[2] / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
PLAN = """\
deal: {id: acme, title: Software for Acme, stage: preparation}   # how we began
us: {name: Our Ltd}
them: {name: Acme Inc}
"""
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    url = f"sqlite:///{tmp_path_factory.mktemp('house')}/negotia.sqlite3"
    with open_house(Settings(database_url=url)) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    """Where the service listens; the house has started and will end it."""
    config = uvicorn.Config(house.app, port=0, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = tool(next(filter(None, map(shutil.which, names)), None), "Chromium")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(path), args=sandbox)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of someone new, who complains of nothing that the browser refuses."""
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda one: complaints.append(f"{one.text} {one.location}") if _is_complaint(one) else None
    )
    opened.on("pageerror", lambda one: complaints.append(str(one)))
    yield opened
    context.close()
    assert not complaints, complaints


def _is_complaint(one: ConsoleMessage) -> bool:
    # A check of a text that is no plan yet is answered with 422, which browsers write down too.
    return one.type in ("error", "warning") and "status of 422" not in one.text


def log_in(page: Page, name: str) -> None:
    page.goto("/log-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This week's meetings")


PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, text: str) -> None:
    """Pastes into the editor, in place of what stands there."""
    editor = page.get_by_role("textbox", name="The plan as text")
    editor.click()
    page.keyboard.press("Control+A")
    editor.evaluate(PASTE, text)


def test_from_log_in_to_the_downloaded_brief(page: Page, tmp_path: Path) -> None:
    log_in(page, "rita")
    page.get_by_role("link", name="Deals", exact=True).click()
    page.get_by_role("link", name="New deal").click()
    told = page.locator("#findings [data-told]")

    paste(page, PLAN.replace("stage: preparation", "stage: preparetion"))
    expect(told).to_have_text("1 mistake to mend before the plan can be read.")
    page.locator("#findings").get_by_role("button", name="line 1").click()
    expect(page.get_by_role("textbox", name="The plan as text")).to_be_focused()
    paste(page, PLAN)
    expect(told).to_contain_text("open.")
    page.get_by_role("button", name="Add this deal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Software for Acme")

    question = page.locator(".questions > li", has_text="us.batna.summary")
    question.locator("summary").click()
    question.get_by_label("us.batna.summary").fill("Sell to Beta instead")
    question.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved: ")

    page.get_by_role("link", name="Text", exact=True).click()
    expect(page.get_by_role("textbox", name="The plan as text")).to_contain_text("Sell to Beta instead")
    expect(page.get_by_role("textbox", name="The plan as text")).to_contain_text("# how we began")

    page.get_by_role("link", name="Documents").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Prep brief").click()
    brief = tmp_path / "brief.docx"
    download.value.save_as(brief)
    assert any("Software for Acme" in one.text for one in Document(str(brief)).paragraphs)


def test_the_editor_completes_saves_and_jumps(page: Page, house: House) -> None:
    deal = house.deal_of("rita", PLAN + "issues:\n  - {id: price, kind: money}\n")
    log_in(page, "rita")
    page.goto(f"/deals/{deal}/text#L5")
    editor = page.get_by_role("textbox", name="The plan as text")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("strategy:\n  proc")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("option", name="process")).to_be_visible()
    page.wait_for_timeout(200)  # a list that has only just opened takes no key
    page.keyboard.press("Enter")
    page.keyboard.type("in writing")
    page.keyboard.press("Control+S")
    expect(page.get_by_text("version 2", exact=False).first).to_be_visible()
    page.goto(f"/deals/{deal}/text")
    expect(editor).to_contain_text("process: in writing")
    # Tab leaves the editor: nobody is caught in it.
    editor.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()


def test_search_shows_what_it_finds_while_one_writes(page: Page, house: House) -> None:
    house.deal_of("rita", PLAN.replace("Software for Acme", "Lorries for Delta"))
    log_in(page, "rita")
    page.goto("/deals")
    page.get_by_label("Title, id or other side").press_sequentially("lorries")
    expect(page.locator(".deals > li")).to_have_count(1)
    expect(page).to_have_url("/deals?q=lorries")


def test_a_batch_is_watched_until_its_result_is_there(page: Page, house: House) -> None:
    house.deal_of("rob", (SAMPLES / "mistakes.yaml").read_text())
    house.deal_of("rob", PLAN)
    log_in(page, "rob")
    page.get_by_role("link", name="Jobs").click()
    page.get_by_role("region", name="Check all deals").get_by_role("button", name="Check").click()
    look = page.locator("#jobs").get_by_role("link", name="Look")
    expect(look).to_be_visible(timeout=60_000)
    look.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 deals checked")
    expect(page.locator(".deals > li").first).to_contain_text("Data services for Tullamoy Foods")


def test_everything_works_without_scripts(browser: Browser, address: str, house: House) -> None:
    deal = house.deal_of("rita", PLAN)
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    log_in(page, "rita")
    page.goto(f"/deals/{deal}/text")
    area = page.get_by_role("textbox", name="The plan as text")
    area.fill(PLAN + "# by hand\n")
    page.get_by_role("button", name="Save as a new version").click()
    page.goto(f"/deals/{deal}/versions/2")
    expect(page.get_by_text("# by hand")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_has_a_serious_fault_or_is_wider_than_the_screen(
    browser: Browser, address: str, house: House, width: int, scheme: Any
) -> None:
    tool(AXE if AXE.exists() else None, "axe-core")
    deal = house.deal_of("mia", (SAMPLES / "mistakes.yaml").read_text())
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    faults: dict[str, Any] = {"/log-in": [], **_faults(context, page, "/log-in")}
    log_in(page, "mia")
    here = f"/deals/{deal}"
    below = ("", "/text", "/form", "/analysis", "/documents", "/documents/brief", "/versions?old=1&new=1")
    others = ("/", "/deals", "/deals/new", "/rules", "/rules/BARG-ONE-SIDED", "/jobs", "/deals/nothing")
    for path in (*others, *(here + ending for ending in below)):
        faults |= _faults(context, page, path)
    context.close()
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(context: Any, page: Page, path: str) -> dict[str, Any]:
    """What is wrong with a page: serious faults by axe, and whether it must be moved sideways."""
    page.goto(path)
    if page.locator("textarea[data-editor]").count():
        expect(page.locator("#findings [data-told]")).not_to_be_empty()
    for one in page.locator("details:not([open]) > summary").all()[:3]:
        one.click()
    # The page's own policy lets no script of a test in: the debugger puts it there.
    session = context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    run = "axe.run(document, {resultTypes: ['violations']}).then((found) => JSON.stringify(found.violations))"
    answer = session.send(
        "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
    )
    violations = json.loads(answer["result"]["value"])
    found = [
        (one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in ("serious", "critical")
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return {path: [*found, *(["too wide"] if too_wide else [])]}
