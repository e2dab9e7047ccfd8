"""The question lists as documents."""

from __future__ import annotations

import pytest

from engine.casefile import open_case
from engine.documents import render_questions
from engine.documents.lint import lint_document
from engine.documents.package import read_package
from engine.documents.questions.rendering import list_for_them, plan_of, question_list, tag_of
from engine.documents.worded import Words
from tests.documents.cases import SAMPLES, case_of, everything, part_text, sample, sample_deal, small_rules
from tests.documents.poison import poison
from tests.making import MONDAY

DEAL = """
deal: {id: d, title: Castings, owner: Ada}
them: {name: Them, people: [{name: Bert, decision_role: champion, attends: true}]}
meetings: [{id: m, at: 2026-03-09T10:00+01:00, place: Linz, minutes: 60, purpose: exchange}]
exchange: {questions: [{question: What did you try?, to: Bert}]}
"""


def test_the_internal_list() -> None:
    found = question_list(case_of(DEAL), Words(case_of(DEAL).deal))
    assert found.meeting == "9 March 2026, 10:00 (UTC+1) · 60 minutes · Linz · exchange of information"
    assert (found.owner, found.due) == ("Ada", "6 March 2026")
    assert [(one.number, one.text, one.why) for one in found.to_do] == [
        (1, "What do we do without them?", "It gives us calm.")
    ]
    assert [(one.number, one.text, one.person, one.kind, one.sensitive) for one in found.asked] == [
        (1, "What did you try?", "Bert", "open", False),
        (2, "Who decides in the end?", "Bert", "probing", False),
        (3, "Where is your limit?", "economic buyer (not named yet)", "probing", True),
    ]
    assert found.left_out == ""


def test_what_the_internal_list_prints() -> None:
    text = part_text(render_questions(case_of(DEAL)))
    for words in (
        "Ask Bert · probing question",
        "Then: When?",
        "Why: We need their yes.",
        "stated",
        "parked",
    ):
        assert words in text
    assert "sensitive: ask late" in text
    assert "By 6 March 2026. Ada sees to it" in text


def test_answers_can_be_read_back_by_the_tags_of_their_controls() -> None:
    case = case_of(DEAL)
    xml = everything(render_questions(case))
    for one in plan_of(case).for_them:
        for tag in ("", "_stated", "_evidenced", "_parked"):
            assert xml.count(f'<w:tag w:val="{tag_of(one.question.id)}{tag}"/>') == 1
    assert f'<w:tag w:val="{tag_of("us.batna.summary")}_done"/>' in xml


def test_nothing_to_ask_is_said() -> None:
    known = case_of(
        "us: {name: Us, batna: {summary: x}}\nthem: {name: Them, decision_process: y, walkaway: {summary: z}}"
    )
    text = part_text(render_questions(known))
    assert "Nothing is left to ask Them" in text
    assert "among ourselves" not in text
    assert "No meeting is planned yet" in text
    assert "We have no questions at the moment." in part_text(render_questions(known, for_them=True))


def test_questions_beyond_seven_are_counted() -> None:
    asked = "".join(f"{{question: What about {n}?}}, " for n in range(9))
    case = case_of(f"{DEAL.replace('{question: What did you try?, to: Bert}', asked)}")
    assert len(question_list(case, Words(case.deal)).asked) == 7
    assert "4 more questions are open" in part_text(render_questions(case))


def test_the_neutral_list_holds_the_questions_alone_by_alphabet() -> None:
    found = list_for_them(case_of(DEAL), Words(case_of(DEAL).deal))
    assert [(one.number, one.text) for one in found.questions] == [
        (1, "What did you try?"),
        (2, "Who decides in the end?"),
    ]


def test_nothing_internal_reaches_the_neutral_list() -> None:
    secret = "Geheimnis"
    case = case_of(DEAL)
    planted = poison(case.deal, lambda text: f"{text}{secret}")
    shown = {planted.us.name, planted.them.name, "What did you try?Geheimnis"}
    document = render_questions(open_case(planted, small_rules(), MONDAY), for_them=True)
    text = everything(document)
    for one in shown:
        text = text.replace(one, "")
    assert secret not in text
    for internal in (
        "We need their yes",
        "probing",
        "Castings",
        "Ada",
        "rank",
        "Where is your limit",
        "them.",
    ):
        assert internal not in everything(document)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("for_them", [False, True])
def test_the_samples_have_sound_lists(name: str, for_them: bool) -> None:
    document = render_questions(sample(name), for_them=for_them)
    assert lint_document(document) == ()
    text = part_text(document)
    assert "None" not in text
    assert document == render_questions(sample(name), for_them=for_them)


@pytest.mark.parametrize("for_them", [False, True])
def test_hostile_texts_come_out_literally(for_them: bool) -> None:
    case = open_case(poison(sample_deal("agency-early")), small_rules(), MONDAY)
    document = render_questions(case, for_them=for_them)
    assert lint_document(document) == ()
    assert '& <b>bold</b> {{ x }} {% if %} "quoted"' in part_text(document)


def test_names_of_any_length_are_cut_where_a_line_must_hold_them() -> None:
    case = case_of(DEAL.replace("Castings", "C" * 10_000).replace("name: Them", f"name: {'T' * 10_000}"))
    document = render_questions(case)
    assert lint_document(document) == ()
    headers = read_package(document)
    assert all(len(headers[name]) < 9_000 for name in headers.names if "header" in name)
