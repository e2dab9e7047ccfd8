"""Answers written into a question list in Word, and the way back into the deal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from engine.answering import Inquiry, answer_deal, inquire
from engine.casefile import open_case
from engine.deal.base import Origin
from engine.deal.reading import parse_deal
from engine.documents import render_questions
from engine.documents.package import read_package
from engine.documents.questions import reading
from engine.documents.questions.placing import Returned, Unplaced, place_answers
from engine.documents.questions.reading import read_list
from engine.errors import SourceError
from engine.output.returned import format_returned
from tests.documents.writing import MAIN, filled_in, without_tags
from tests.making import MONDAY, rules_of

ASKED = {
    "us.batna.summary": "What do we do without them?",
    "them.batna": "What do you do without us?",
    "them.paper_process": "Who signs?",
    "them.needs": "What do you need?",
    "them.decision_process": "Who decides in the end?",
    "deal.contract_value.amount": "How much may it cost?",
    "deal.relationship": "How often will you need us?",
    "them.signatory": "Whose name goes below?",
}
RULES = rules_of(
    "rules:\n"
    + "".join(
        f"""
  - id: T-{number}
    title: t
    when: missing({path})
    ask: {{to: {"us" if path.startswith("us") else "them"}, question: "{question}", path: {path}, follow_up: "And?"}}
"""
        for number, (path, question) in enumerate(ASKED.items())
    )
    + """
  - id: T-VIEW
    title: t
    when: missing(them.view) or missing(them.hopes)
    ask: {to: them, question: "How do you see it?"}
  - {id: T-ELSE, title: t, when: stated(us.name), ask: {to: them, question: "What else?"}}
"""
)
DEAL = """\
    deal: {id: d, title: Castings}  # ours
    us: {name: Us}
    them: {name: Them}
    exchange: {questions: [{id: tried, question: What did you try?, status: open}]}
"""
OWN = "exchange.questions[tried].answer"


def inquiry_of(text: str = DEAL) -> Inquiry:
    return inquire(dedent(text), "deal.yaml", RULES, MONDAY)


def list_of(text: str = DEAL, *, for_them: bool = False) -> bytes:
    deal = parse_deal(dedent(text), "deal.yaml")
    return render_questions(open_case(deal, RULES, MONDAY), for_them=for_them)


@pytest.fixture(autouse=True)
def every_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists with all questions of these tests, which are more than a meeting bears."""
    monkeypatch.setattr("engine.documents.questions.selection.plan_questions.__kwdefaults__", {"most": 20})


def returned(
    document: bytes, folder: Path, *, text: str = DEAL, source: Origin | None = None, name: str = "q.docx"
) -> Returned:
    (folder / name).write_bytes(document)
    return place_answers(read_list(folder / name), inquiry_of(text), source)


def recorded(found: Returned, text: str = DEAL) -> Mapping[str, Any]:
    """The deal's data with the answers in it."""
    return answer_deal(inquiry_of(text), found.answers).after.data


def test_an_untouched_list_holds_no_answers(tmp_path: Path) -> None:
    for for_them in (False, True):
        found = returned(list_of(for_them=for_them), tmp_path)
        assert (found.answers, found.unplaced, found.made_on) == ((), (), MONDAY)


def test_answers_go_where_their_questions_point(tmp_path: Path) -> None:
    document = filled_in(
        list_of(),
        {
            "them.decision_process": "The board,\nin April",
            "them.needs": "shorter lead times\n\nfewer rejects",
            "deal.contract_value.amount": "90000",
            "deal.relationship": "Repeat",
            "them.batna": "Buy from Globex",
            OWN: "Two other foundries",
        },
        {"them.needs": "stated", "them.batna": "evidenced"},
    )
    found = returned(document, tmp_path)
    assert found.unplaced == ()
    data = recorded(found)
    assert data["them"]["decision_process"] == "The board, in April"
    assert data["them"]["needs"] == [
        {"text": "shorter lead times", "source": "stated"},
        {"text": "fewer rejects", "source": "stated"},
    ]
    assert data["deal"]["contract_value"]["amount"] == 90000
    assert data["deal"]["relationship"] == "repeat"
    assert data["them"]["batna"] == {"summary": "Buy from Globex", "source": "stated"}
    assert data["exchange"]["questions"] == [
        {
            "id": "tried",
            "question": "What did you try?",
            "status": "answered",
            "answer": "Two other foundries",
        }
    ]


@pytest.mark.parametrize(
    ("ticked", "given", "kept"),
    [("", None, None), ("", "estimated", "estimated"), ("stated", "estimated", "stated")],
)
def test_a_box_says_where_an_answer_comes_from(
    ticked: str, given: Origin | None, kept: str | None, tmp_path: Path
) -> None:
    document = filled_in(list_of(), {"them.needs": "calm"}, {"them.needs": ticked})
    (answer,) = returned(document, tmp_path, source=given).answers
    assert (answer.path, answer.value, answer.source, answer.given_in) == (
        "them.needs",
        "calm",
        kept,
        "q.docx",
    )


def test_what_they_wrote_themselves_is_stated(tmp_path: Path) -> None:
    document = filled_in(list_of(for_them=True), {"them.needs": "calm"})
    (answer,) = returned(document, tmp_path).answers
    assert answer.source == "stated"


def test_what_no_field_takes_is_listed(tmp_path: Path) -> None:
    document = filled_in(
        list_of(),
        {
            "T-VIEW:": "They think that it is late",
            "deal.contract_value.amount": "about ninety thousand",
            "them.signatory": "Ada Byrne, CFO",
            "them.paper_process": "Not now",
            "them.decision_process": "Both boxes",
            "them.needs": "calm",
        },
        {
            "them.paper_process": "parked",
            "them.decision_process": "parked stated",
            "them.batna": "stated",
            "us.batna.summary": "done",
        },
    )
    found = returned(document, tmp_path)
    assert [answer.path for answer in found.answers] == ["them.needs"]
    reasons = {one.question: (one.answer, one.reason, one.paths) for one in found.unplaced}
    assert reasons.pop("How much may it cost?")[1].startswith("'amount' takes a number")
    assert reasons == {
        "What do we do without them?": (
            "",
            "ticked as cleared, but the plan does not say it yet",
            ("us.batna.summary",),
        ),
        "Whose name goes below?": (
            "Ada Byrne, CFO",
            "the answer belongs into more than one field",
            ("them.signatory",),
        ),
        "Who signs?": ("Not now", "parked: not taken as an answer yet", ("them.paper_process",)),
        "Who decides in the end?": (
            "Both boxes",
            "parked, and stated or evidenced, are ticked at once",
            ("them.decision_process",),
        ),
        "What do you do without us?": ("", "stated ticked, but there is no answer", ("them.batna",)),
        "How do you see it?": (
            "They think that it is late",
            "the answer belongs into more than one field",
            ("them.view", "them.hopes"),
        ),
    }


def test_what_no_field_is_about_is_kept_with_its_question(tmp_path: Path) -> None:
    found = returned(filled_in(list_of(), {"T-ELSE:": "Nothing\nbut time"}), tmp_path)
    assert ([one.path for one in found.answers], found.unplaced) == (["T-ELSE"], ())
    assert recorded(found)["exchange"]["questions"][1:] == [
        {"question": "What else?", "status": "answered", "answer": "Nothing but time", "on": "2026-03-02"}
    ]


def test_a_parked_question_of_our_own_was_asked(tmp_path: Path) -> None:
    found = returned(filled_in(list_of(), {}, {OWN: "parked", "them.needs": "parked"}), tmp_path)
    assert found.unplaced == ()
    assert recorded(found)["exchange"]["questions"][0]["status"] == "asked"


def test_what_is_not_asked_any_more_is_not_lost(tmp_path: Path) -> None:
    document = filled_in(list_of(), {"them.decision_process": "The board", "them.needs": "calm"})
    later = DEAL.replace("{name: Them}", "{name: Them, decision_process: the CFO}")
    found = returned(document, tmp_path, text=later)
    assert found.unplaced == (
        Unplaced("Who decides in the end?", "The board", "the plan does not ask this, or not any more"),
    )
    assert [answer.path for answer in found.answers] == ["them.needs"]


def test_a_list_that_is_read_twice_adds_nothing_twice(tmp_path: Path) -> None:
    rules = rules_of(
        """
        rules:
          - id: T-NEEDS
            title: t
            when: missing(them.needs) or count(n for n in them.needs) < 3
            ask: {to: them, question: "What do you need?", path: them.needs}
        """
    )
    text = dedent(DEAL)
    before = inquire(text, "deal.yaml", rules, MONDAY)
    document = filled_in(
        render_questions(open_case(parse_deal(text, "deal.yaml"), rules, MONDAY)),
        {"them.needs": "calm\nspeed"},
    )
    (tmp_path / "q.docx").write_bytes(document)
    found = place_answers(read_list(tmp_path / "q.docx"), before)
    after = answer_deal(before, found.answers).after
    assert [one["text"] for one in after.data["them"]["needs"]] == ["calm", "speed"]
    again = place_answers(read_list(tmp_path / "q.docx"), after)
    assert (again.answers, again.unplaced) == ((), ())


def test_without_tags_the_words_of_a_question_find_it(tmp_path: Path) -> None:
    document = filled_in(
        list_of(), {"them.needs": "calm", OWN: "much"}, {"them.needs": "stated", "us.batna.summary": "done"}
    )
    found = returned(without_tags(document), tmp_path)
    assert [(one.path, one.source) for one in found.answers] == [
        (OWN, None),
        ("exchange.questions[tried].status", None),
        ("them.needs", "stated"),
    ]
    assert [one.question for one in found.unplaced] == ["What do we do without them?"]


def test_a_list_of_another_deal_is_told(tmp_path: Path) -> None:
    other = DEAL.replace("id: d", "id: e")
    document = filled_in(list_of(other), {"them.needs": "calm"})
    with pytest.raises(SourceError, match=r"made for another deal, not for 'd'"):
        returned(document, tmp_path)
    strange = without_tags(filled_in(list_of(), {"them.needs": "calm"}))
    package = read_package(strange)
    foreign = package[MAIN]
    for question in ("What did you try?", "How do you see it?", "What else?", *ASKED.values()):
        foreign = foreign.replace(question.encode(), b"Why?")
    with pytest.raises(SourceError, match="another deal"):
        returned(package.write({MAIN: foreign}), tmp_path)


def test_what_is_written_beside_the_field_counts(tmp_path: Path) -> None:
    package = read_package(filled_in(list_of(), {"them.needs": "calm"}))
    beside = package[MAIN].replace(
        b'<w:proofErr w:type="spellEnd"/></w:sdtContent></w:sdt>',
        b'</w:sdtContent></w:sdt><w:r><w:tab/><w:t> and speed</w:t></w:r><w:del w:id="1" w:author="x">'
        b"<w:r><w:delText>gone</w:delText></w:r></w:del>",
    )
    (answer,) = returned(package.write({MAIN: beside}), tmp_path).answers
    assert answer.value == "calm and speed"


def test_a_box_ticked_by_hand_counts(tmp_path: Path) -> None:
    package = read_package(without_tags(filled_in(list_of(), {"them.needs": "calm"})))
    text = package[MAIN].decode()
    start = text.index("calm"[:2] + "<") if "calm"[:2] + "<" in text else text.index("What do you need?")
    box = text.index("<w14:checkbox>", start)
    end = text.index("</w14:checkbox>", box) + len("</w14:checkbox>")
    by_hand = text[:box] + text[end:].replace("☐", "✔", 1)
    (answer,) = returned(package.write({MAIN: by_hand.encode()}), tmp_path).answers
    assert answer.source == "stated"


def test_a_template_in_another_language_gives_answers_too(tmp_path: Path) -> None:
    package = read_package(filled_in(list_of(), {"them.needs": "Ruhe"}, {"them.needs": "evidenced"}))
    german = package[MAIN]
    for english, word in ((b'"Answer"', b'"Antwort"'), (b" stated", b" gesagt"), (b" evidenced", b" belegt")):
        german = german.replace(english, word)
    (answer,) = returned(package.write({MAIN: german}), tmp_path).answers
    assert (answer.value, answer.source) == ("Ruhe", "stated")
    asked = read_package(filled_in(list_of(), {"them.needs": "Ruhe"}))
    german = asked[MAIN].replace(b" stated", b" gesagt").replace(b" evidenced", b" belegt")
    (answer,) = returned(asked.write({MAIN: german.replace(b" parked", b" offen")}), tmp_path).answers
    assert answer.source is None


def test_hostile_answers_stay_answers(tmp_path: Path) -> None:
    hostile = "{{ x }} <b> & '\"[: - #"
    found = returned(filled_in(list_of(), {"them.decision_process": hostile}), tmp_path)
    assert recorded(found)["them"]["decision_process"] == hostile


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MAX_QUESTIONS", 3, "more than 3 questions"),
        ("LONGEST_ANSWER", 3, "more than 3 characters"),
    ],
)
def test_a_list_has_limits(
    limit: str, value: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, limit, value)
    with pytest.raises(SourceError, match=message):
        returned(filled_in(list_of(), {"them.needs": "calm"}), tmp_path)


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    package = read_package(list_of())
    empty = package[MAIN].split(b"<w:body>")[0] + b"<w:body/></w:document>"
    for content, message in (
        (b"PK", "not a Word document"),
        (package.write({MAIN: b"<w:"}), "damaged"),
        (package.write({MAIN: empty}), "no question of a list"),
    ):
        with pytest.raises(SourceError, match=message):
            returned(content, tmp_path)
    with pytest.raises(SourceError, match="cannot be opened"):
        read_list(tmp_path / "missing.docx")


def test_a_list_without_properties_has_no_day(tmp_path: Path) -> None:
    bare = read_package(list_of())
    core = bare["docProps/core.xml"].split(b"<dcterms:created")[0] + b"</cp:coreProperties>"
    assert returned(bare.write({"docProps/core.xml": core}), tmp_path).made_on is None
    none = bare.with_parts({}, frozenset({"docProps/core.xml"}))
    assert returned(none.write({}), tmp_path).made_on is None


def test_what_came_back_is_told() -> None:
    unplaced = (
        Unplaced("Who?", "Ada\x1b", "no field takes it", ("them.people",)),
        Unplaced("", "", "ticked"),
    )
    text = format_returned(Returned("q.docx", date(2026, 2, 27), (), unplaced), MONDAY)
    assert text == (
        "q.docx was made as of Friday, 27 February 2026: the plan may have changed since.\n"
        "2 answers of q.docx found no place:\n"
        "   Who?\n"
        "      “Ada\N{REPLACEMENT CHARACTER}”\n"
        "      not in the plan: no field takes it\n"
        "      put it in with --set: them.people\n"
        "   a question without words\n"
        "      not in the plan: ticked\n"
    )
    assert (
        format_returned(Returned("q.docx", MONDAY, (), ()), MONDAY) == "There is no new answer in q.docx.\n"
    )
