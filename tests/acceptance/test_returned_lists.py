"""A question list that was opened and saved in LibreOffice still gives its answers back."""

from __future__ import annotations

from pathlib import Path

from engine.answering import answer_deal, inquire
from engine.casefile import open_case
from engine.deal.reading import parse_deal
from engine.documents import render_questions
from engine.documents.questions.placing import place_answers
from engine.documents.questions.reading import read_list
from engine.documents.questions.rendering import plan_of
from engine.resources import folder
from tests.acceptance.word import resave
from tests.documents.cases import shipped_rules
from tests.documents.writing import filled_in
from tests.making import MONDAY


def test_answers_survive_libreoffice(tmp_path: Path) -> None:
    text = (folder("samples") / "deals" / "software-early.yaml").read_text(encoding="utf-8")
    case = open_case(parse_deal(text, "deal.yaml"), shipped_rules(), MONDAY)
    plan = plan_of(case)
    answers = {one.question.id: f"Answer number {one.number} and more" for one in plan.for_them}
    first = plan.for_them[0].question.id
    boxes = {first: "stated", plan.for_us[0].question.id: "done"}
    written, plain = tmp_path / "questions.docx", tmp_path / "plain.docx"
    written.write_bytes(filled_in(render_questions(case), answers, boxes))
    plain.write_bytes(render_questions(case))
    saved, untouched = resave([written, plain], tmp_path)
    inquiry = inquire(text, "deal.yaml", shipped_rules(), MONDAY)
    direct, back = (place_answers(read_list(path), inquiry) for path in (written, saved))
    assert [(one.path, one.value, one.source) for one in back.answers] == [
        (one.path, one.value, one.source) for one in direct.answers
    ]
    assert back.unplaced == direct.unplaced
    assert back.made_on == MONDAY
    assert len(back.answers) + len(back.unplaced) >= len(answers)
    assert answer_deal(inquiry, back.answers).after.text != text
    empty = place_answers(read_list(untouched), inquiry)
    assert (empty.answers, empty.unplaced) == ((), ())
