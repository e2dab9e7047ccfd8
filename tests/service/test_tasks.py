"""What processes of the service do, done here."""

from __future__ import annotations

from datetime import date
from functools import partial
from multiprocessing import Pipe

import pytest

from engine.errors import DealError, NegotiaError
from engine.service import guard
from engine.service.bodies import EXAMPLE
from engine.service.plans import Workbook, book_text, read_plan
from engine.service.serving import application
from engine.service.settings import Settings
from engine.service.tasks import Asked, Kit, Steps, analyse_text, compare_texts, make_all, make_document
from engine.tables.converting import data_of
from engine.usecases import DealText, new_deal_book, read_one
from tests.service.plans import SAMPLES, clock

KIT, ASKED = Kit(), Asked(date(2026, 3, 2), "en_GB")
SAMPLE = DealText("sample", (SAMPLES / "software.yaml").read_bytes())


def test_the_example_of_the_openapi_document_makes_all_documents() -> None:
    made = make_all(KIT, DealText("example", EXAMPLE), ASKED)
    assert [one.name for one in made] == ["brief.docx", "questions.docx", "agreement.docx"]
    assert all(one.content.startswith(b"PK") for one in made)


def test_the_certificate_is_that_of_the_draft() -> None:
    draft, certificate = (make_document(KIT, SAMPLE, kind, ASKED) for kind in ("agreement", "certificate"))
    assert (draft.name, certificate.name) == ("agreement.docx", "agreement.certificate.json")
    assert certificate.content.startswith(b'{\n  "schema": "negotia/certificate/1"')


def test_why_a_document_cannot_be_made_is_told() -> None:
    closed = EXAMPLE.replace("stage: preparation", "stage: nowhere")
    with pytest.raises(DealError, match="nowhere"):
        make_document(KIT, DealText("plan", closed), "brief", ASKED)


def test_an_analysis_has_as_many_draws_as_asked_for() -> None:
    assert b'"draws": 7' in analyse_text(SAMPLE, ASKED.as_of, Steps(draws=7))


def test_a_comparison_tells_gravity_that_changed() -> None:
    near, far = (
        DealText("plan", EXAMPLE + f"meetings: [{{purpose: exchange, at: {day}T09:00:00+01:00}}]\n")
        for day in ("2026-03-03", "2026-03-13")
    )
    changed = compare_texts(KIT, far, near, ASKED)["changed"]
    assert changed
    assert all(one["old"]["id"] == one["new"]["id"] for one in changed)


def test_a_workbook_becomes_yaml_that_says_the_same() -> None:
    book = Workbook("plan.xlsx", new_deal_book("acme", "Software", "Us", "Them"))
    assert data_of(read_one(DealText("plan", book_text(book)))) == data_of(read_plan(book))
    with pytest.raises(DealError, match="Excel"):
        read_plan(Workbook("plan.xlsx", b"PK\3\4"))


def work(*calls: object) -> list[tuple[bool, object]]:
    """What the process of a guard answers, without a process."""
    ours, theirs = Pipe()
    for call in calls:
        ours.send(call)
    ours.close()
    answers: list[tuple[bool, object]] = []

    class Heard:
        recv = staticmethod(theirs.recv)
        send = staticmethod(answers.append)

    guard._serve(Heard())  # type: ignore[arg-type]  # stands for a connection
    theirs.close()
    return answers


def refuse() -> None:
    raise NegotiaError("it is none")


def test_a_process_tells_results_refusals_and_bugs_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = []
    monkeypatch.setattr(guard.signal, "signal", lambda *_: None)
    monkeypatch.setattr(guard, "settle", lambda: settled.append(True))
    (done, refused, broken) = work(int, refuse, partial(int, "walk-away 4711"))
    assert done == (True, 0)
    assert (refused[0], str(refused[1])) == (False, "it is none")
    assert broken[0] is False
    assert "ValueError" in str(broken[1])
    assert "4711" not in str(broken[1])
    assert settled == [True]


def test_an_application_is_warm_before_its_first_request(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = []
    monkeypatch.setattr("engine.service.serving.settle", lambda: settled.append(True))
    app = application(settings, clock)
    try:
        assert settled == [True]
    finally:
        app.state.service.work.close()
        app.state.service.database.close()
