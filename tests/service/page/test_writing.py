"""What people write on the pages gets into the deal, and nothing else changes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from engine.answering import OpenQuestion, find_slot
from engine.assessment import Question
from engine.service.page.asking import answer_fields, answers_of
from engine.service.page.forms import Posted
from tests.service.page.looking import add, field_names, sample, text_of, words
from tests.service.plans import PLAN

HX = {"HX-Request": "true"}


def question_form(page: str, field: str) -> dict[str, str]:
    """The hidden fields of the form that has this field."""
    for form in re.findall(r"<form class=\"reply\".*?</form>", page, re.S):
        if f'name="{field}"' in unescape(form):
            return {
                unescape(name): unescape(value)
                for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
            }
    raise AssertionError(f"no form has {field}")


def test_an_answer_goes_into_the_deal_as_a_new_version(client: TestClient) -> None:
    address = add(client, PLAN)
    field = "answer us.batna.summary"
    hidden = question_form(client.get(address).text, field)
    page = client.post(f"{address}/answers", data={**hidden, field: "Sell to Beta\nnext year"}, headers=HX)
    assert page.status_code == 200
    assert page.text.startswith('\n<div id="deal">') or page.text.startswith('<div id="deal">')
    assert "Saved: " in words(page.text)
    after = client.get(f"/api/v1{address}").json()
    assert after["version"] == 2
    assert "Sell to Beta" in after["text"]
    assert after["text"].startswith("# how we began\n")


def test_an_answer_about_them_keeps_how_we_know(client: TestClient) -> None:
    address = add(client, sample("software-early"))
    page = client.get(address).text
    field = next(
        name for name in sorted(field_names(page)) if name.startswith("answer them.") or ".theirs." in name
    )
    source = field.replace("answer ", "source ", 1)
    if source not in field_names(page):
        pytest.skip("the sample asks for nothing with a source")
    client.post(f"{address}/answers", data={**question_form(page, field), field: "17", source: "stated"})
    assert "stated" in text_of(client, address).replace(sample("software-early"), "")


def test_a_question_that_was_put_to_them_is_ticked_off(client: TestClient) -> None:
    address = add(client, sample("software-early"))
    hidden = question_form(client.get(address).text, "put")
    page = client.post(f"{address}/answers", data={**hidden, "put": "yes"})
    assert "Noted: we have asked this." in words(page.text)
    text = text_of(client, address)
    assert "status: asked" in text
    again = client.post(f"{address}/answers", data={**hidden, "version": "2", "put": "yes"})
    assert again.status_code == 200
    assert text_of(client, address).count("status: asked") == text.count("status: asked")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"answer us.batna.value": "a lot"}, "This answer does not fit:"),
        ({"answer nothing.there": "x"}, "This answer does not fit:"),
        ({}, "Nothing was written into the form."),
        ({"answer us.batna.value": "  "}, "Nothing was written into the form."),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    client: TestClient, given: dict[str, str], told: str
) -> None:
    address = add(client, PLAN)
    page = client.post(f"{address}/answers", data={"version": "1", "question": "", **given})
    assert told in words(page.text)
    assert text_of(client, address) == PLAN


def test_an_answer_to_an_older_version_is_not_lost_silently(client: TestClient) -> None:
    address = add(client, PLAN)
    client.post(f"{address}/text", data={"version": "1", "text": PLAN + "# theirs\n"})
    page = client.post(f"{address}/answers", data={"version": "1", "answer us.batna.summary": "x"})
    assert "has changed the deal meanwhile" in words(page.text)
    assert text_of(client, address) == PLAN + "# theirs\n"


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "1" * 20])
def test_a_form_without_its_version_is_refused(client: TestClient, version: str) -> None:
    address = add(client, PLAN)
    for ending in ("answers", "text", "form"):
        assert client.post(f"{address}/{ending}", data={"version": version}).status_code == 422


def test_an_edited_text_is_kept_as_it_was_written(client: TestClient) -> None:
    address = add(client, PLAN)
    text = PLAN + "\n# a note  \n"
    answer = client.post(
        f"{address}/text", data={"version": "1", "text": text.replace("\n", "\r\n")}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert text_of(client, address) == text
    client.post(f"{address}/text", data={"version": "2", "text": text})
    assert client.get(f"/api/v1{address}").json()["version"] == 2


def test_a_text_that_is_no_plan_is_handed_back_with_its_mistakes(client: TestClient) -> None:
    address = add(client, PLAN)
    answer = client.post(f"{address}/text", data={"version": "1", "text": PLAN + "them2: {}\n"})
    assert answer.status_code == 422
    assert "Line 5" in words(answer.text)
    assert "them2: {}" in answer.text


def test_two_who_edit_at_once_see_what_the_other_changed(client: TestClient) -> None:
    address = add(client, PLAN)
    client.post(f"{address}/text", data={"version": "1", "text": PLAN + "# theirs\n"})
    answer = client.post(f"{address}/text", data={"version": "1", "text": PLAN + "# mine\n"})
    assert answer.status_code == 409
    said = words(answer.text)
    assert "has saved version 2 since you began" in said
    assert "+# theirs" in said
    assert "# mine" in answer.text
    assert 'name="version" value="2"' in answer.text
    client.post(f"{address}/text", data={"version": "2", "text": PLAN + "# theirs\n# mine\n"})
    assert text_of(client, address) == PLAN + "# theirs\n# mine\n"


def test_a_deal_is_archived(client: TestClient) -> None:
    address = add(client, PLAN)
    assert client.post(f"{address}/archive").url.path == "/deals"
    assert client.get(address).status_code == 404


def test_a_deal_is_started_with_names(client: TestClient) -> None:
    names = {"id": "beta", "title": "Beta: tools", "us": "We", "them": "Beta"}
    answer = client.post("/deals/new/names", data=names, follow_redirects=False)
    assert answer.headers["location"].endswith("/form")
    page = client.get(answer.headers["location"])
    assert 'value="Beta: tools"' in page.text
    refused = client.post("/deals/new/names", data={**names, "them": " "})
    assert refused.status_code == 422
    assert 'value="Beta: tools"' in refused.text


def test_a_pasted_text_that_is_no_plan_comes_back(client: TestClient) -> None:
    answer = client.post("/deals/new/text", data={"text": "deal: {id: a}\n"})
    assert answer.status_code == 422
    assert "deal: {id: a}" in unescape(answer.text)
    assert "It was not added" in words(answer.text)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.yaml", PLAN.encode()),
        ("plan.yml", b"\xef\xbb\xbf" + PLAN.encode()),
        ("Plan.JSON", b'{"deal": {"id": "a", "title": "t"}, "us": {"name": "u"}, "them": {"name": "th"}}'),
    ],
)
def test_a_file_is_uploaded(client: TestClient, name: str, content: bytes) -> None:
    answer = client.post("/deals/new/file", files={"file": (name, content)}, follow_redirects=False)
    assert answer.status_code == 303
    assert text_of(client, answer.headers["location"]) == content.decode("utf-8-sig")


def test_a_workbook_is_uploaded(client: TestClient) -> None:
    from engine.tables.converting import data_of
    from engine.tables.writing import book_of
    from engine.usecases import DealText, read_one

    content = book_of(data_of(read_one(DealText("plan", PLAN)))).content
    answer = client.post("/deals/new/file", files={"file": ("plan.xlsx", content)}, follow_redirects=False)
    assert answer.status_code == 303, words(answer.text)
    assert "Software for Acme" in text_of(client, answer.headers["location"])


def test_a_workbook_beyond_what_the_service_takes_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from engine.service import plans
    from engine.tables.converting import data_of
    from engine.tables.writing import book_of
    from engine.usecases import DealText, read_one

    content = book_of(data_of(read_one(DealText("plan", PLAN)))).content
    monkeypatch.setattr(plans, "LIMITS", replace(plans.LIMITS, bytes=100))
    answer = client.post("/deals/new/file", files={"file": ("plan.xlsx", content)}, follow_redirects=False)
    assert answer.status_code == 422
    assert "It was not added" in words(answer.text)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.pdf", b"x", "a plan is a file that ends in"),
        ("plan.yaml", b"", "no file was chosen"),
        ("plan.yaml", b"\xff\xfe\xff", "not UTF-8"),
        ("plan.xlsx", b"PK nothing", "It was not added"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(client: TestClient, name: str, content: bytes, told: str) -> None:
    answer = client.post("/deals/new/file", files={"file": (name, content)})
    assert answer.status_code == 422
    assert told in words(answer.text)


def test_an_item_of_several_fields_is_one_answer() -> None:
    fields = {
        "item issues id": "price",
        "item issues kind": " money ",
        "item us.people name": " ",
        "answer us.strengths": "one\n\n two",
        "source issues": "estimated",
        "question": "q",
    }
    found = {(one.path, str(one.value), one.source) for one in answers_of(Posted(fields), {})}
    assert found == {
        ("issues", "{'id': 'price', 'kind': 'money'}", "estimated"),
        ("us.strengths", "one", None),
        ("us.strengths", "two", None),
    }


def test_a_list_whose_items_need_several_fields_is_asked_for_by_them() -> None:
    slot = find_slot("issues", {})
    question = Question("q", "us", "Which issues?", "", "", "issues", "list", (), 1)
    (field,) = answer_fields(OpenQuestion(question, (slot,)), {})
    assert [(one.name, one.kind) for one in field.items] == [("id", "text"), ("kind", "choice")]
    assert "money" in field.items[1].options
