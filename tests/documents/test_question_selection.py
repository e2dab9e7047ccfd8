"""Which questions go to the meeting, in which order, and with whose name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assessment import Question
from engine.deal.parties import Person
from engine.deal.talks import QuestionAsked
from engine.documents.gaps import Gaps
from engine.documents.questions.addressee import addressee
from engine.documents.questions.replies import replies_to
from engine.documents.questions.selection import MOST, kind_of, plan_questions
from engine.documents.worded import Words
from engine.texts import texts_for
from tests.making import deal_of


def question(
    text: str, rank: int = 1, *, to: str = "them", path: str = "", sensitive: bool = False
) -> Question:
    return Question(
        id=path or f"Q{rank}:", to=to, text=text, why="", follow_up="", path=path, type="", settles=(), rank=rank,
        sensitive=sensitive,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What worries you most?", "open"),
        ("How do you work today?", "open"),
        ("Tell us about last year.", "open"),
        ("How much did it cost?", "probing"),
        ("By when must it run?", "probing"),
        ("Why does the date matter?", "probing"),
        ("Anna, for whom do you speak?", "probing"),
        ("Is the budget approved?", "confirming"),
        ("We understand that speed matters. Is that right, and what is missing?", "confirming"),
        ("You agree, then?", "confirming"),
        ("¿?", "confirming"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Worüber verhandeln wir außer über den Preis?", "open"),
        ("Wie sehen Sie die Lage heute?", "open"),
        ("Wenn dies gut läuft: Was wird für Sie anders sein?", "open"),
        ("Wie lange soll der Vertrag laufen?", "probing"),
        ("Bis wann gilt das Angebot?", "probing"),
        ("Welches Recht soll gelten?", "probing"),
        ("Könnte diese Person sagen, was sie braucht?", "confirming"),
        ("Möchten Sie beginnen?", "confirming"),
    ],
)
def test_german_questions_have_kinds_too(text: str, kind: str) -> None:
    assert kind_of(text, texts_for("de")) == kind


def test_rank_selects_and_conversation_orders() -> None:
    ranked = [
        question("Is it approved?", 1),
        question("Who signs?", 2),
        question("What would make you say no?", 3, sensitive=True),
        question("What matters to you?", 4),
        question("What do you do today?", 5),
    ]
    plan = plan_questions(ranked, most=4)
    assert [(one.number, one.question.text) for one in plan.for_them] == [
        (1, "What matters to you?"),
        (2, "Who signs?"),
        (3, "Is it approved?"),
        (4, "What would make you say no?"),
    ]
    assert plan.left_out == 1


def test_questions_to_ourselves_are_a_list_of_their_own() -> None:
    plan = plan_questions(
        [question("What is our limit?", 2, to="us"), question("What is our BATNA?", 1, to="us")]
    )
    assert plan.for_them == ()
    assert [(one.number, one.question.text) for one in plan.for_us] == [
        (1, "What is our BATNA?"),
        (2, "What is our limit?"),
    ]


def test_the_plans_own_open_questions_have_three_places() -> None:
    own = [QuestionAsked(question=f"What about {n}?", to="Anna") for n in range(5)]
    own.append(QuestionAsked(question="What about done?", status="answered"))
    own.append(QuestionAsked(question="What about told?", answer="Yes."))
    plan = plan_questions([question(f"Who does {n}?", n + 1) for n in range(9)], own)
    texts = [one.question.text for one in plan.for_them]
    assert texts[:3] == ["What about 0?", "What about 1?", "What about 2?"]
    assert texts[3:] == ["Who does 0?", "Who does 1?", "Who does 2?", "Who does 3?"]
    assert plan.for_them[0].question.path == "exchange.questions[What about 0?].answer"
    assert plan.left_out == 2 + 5


def test_own_questions_not_yet_put_come_before_those_that_wait_for_an_answer() -> None:
    own = [
        QuestionAsked(question="What now?", status="asked"),
        QuestionAsked(question="What else?", status="open"),
    ]
    plan = plan_questions([], own, most=1)
    assert [one.question.text for one in plan.for_them] == ["What else?"]


def test_a_question_that_both_ask_is_asked_once_with_the_plans_person() -> None:
    own = [QuestionAsked(question="What did it cost?", to="Anna")]
    plan = plan_questions([question("What did it cost ?", 1)], own)
    assert [one.question.to for one in plan.for_them] == ["Anna"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["them", "us", "buyer"]), st.booleans(), st.text(max_size=12)), max_size=20
    )
)
def test_every_question_is_chosen_left_out_or_a_repeat(drawn: list[tuple[str, bool, str]]) -> None:
    asked = [question(text, n, to=to, sensitive=late) for n, (to, late, text) in enumerate(drawn, start=1)]
    plan = plan_questions(asked)
    assert len(plan.for_them) <= MOST
    assert len(plan.for_us) == sum(one.to == "us" for one in asked)
    assert [one.number for one in plan.for_them] == list(range(1, len(plan.for_them) + 1))
    late = [one.question.sensitive for one in plan.for_them]
    assert late == sorted(late)
    worst = max((one.question.rank for one in plan.for_them), default=0)
    kept = {one.question.id for one in plan.for_them}
    repeats = [one for one in asked if one.to != "us" and one.rank < worst and one.id not in kept]
    assert len(plan.for_them) + plan.left_out + len(repeats) <= len(asked)


PEOPLE = (
    Person(name="Carl", decision_role="economic buyer"),
    Person(name="Dora", decision_role="influencer", attends=True),
    Person(name="Emil", decision_role="champion", attends=True),
    Person(name="Fay", attends=True),
)


@pytest.mark.parametrize(
    ("asked", "person"),
    [
        (question("What matters?"), "Emil"),
        (question("Who signs?", to="economic buyer"), "Carl"),
        (question("Who signs?", to="user"), "user (not named yet)"),
        (question("What matters?", to="Dora"), "Dora"),
        (question("Fay, for whom do you speak?"), "Fay"),
        (question("What matters to her?", path="them.people[Dora].priorities"), "Dora"),
    ],
)
def test_whom_to_ask(asked: Question, person: str) -> None:
    assert addressee(asked, PEOPLE, texts_for()) == person


def test_whom_to_ask_where_few_are_known() -> None:
    assert addressee(question("What matters?"), (), texts_for()) == ""
    assert addressee(question("What matters?"), PEOPLE[:1], texts_for()) == "Carl"


def test_replies_come_from_planned_concessions_and_prepared_answers() -> None:
    deal = deal_of(
        """
        them: {name: Them, concerns: [{text: A long tie., answer: A trial of three months}, {text: Costs}]}
        issues: [{id: fee, name: Monthly fee, kind: money}, {id: term, kind: duration}]
        strategy:
          concessions:
            - {id: a, give: less, issue: fee, ask_in_return: "If you sign in May, then the fee is 90."}
            - {id: b, give: less, issue: fee}
            - {id: c, give: less, issue: term, ask_in_return: If never}
        """
    )
    assert replies_to(question("What then?", path="issues[fee].theirs.walkaway"), Words(deal)) == (
        "If they need to move on Monthly fee, we trade: If you sign in May, then the fee is 90.",
    )
    assert replies_to(question("What worries you?", path="them.concerns"), Words(deal)) == (
        "If they say “A long tie”, we answer: A trial of three months.",
    )
    assert replies_to(question("What else?", path="them.needs"), Words(deal)) == ()
    assert replies_to(question("What then?", path="issues[fee].theirs"), Words(deal_of())) == ()


def test_gaps_point_to_the_question_that_fills_them() -> None:
    plan = plan_questions(
        [
            question("What do they want?", 1, path="issues[fee].theirs"),
            question("Who decides?", 2, path="them.decision_process"),
            question("What is our BATNA?", 3, to="us", path="us.batna"),
        ]
    )
    gaps = Gaps(plan, texts_for())
    assert gaps.words("them.decision_process") == "not known yet: ask question 2"
    assert gaps.words("issues[fee].theirs.opening") == "not known yet: ask question 1"
    assert gaps.words("us.batna.summary") == "not set yet: to-do 1"
    assert gaps.words("them.needs") == "not known yet"
    assert gaps.words("us.goals") == "not set yet"
    assert gaps.words("issues[fee].ours.target") == "not set yet"
    assert gaps.words("them.view", "them.decision_process") == "not known yet: ask question 2"
    assert gaps.words("issues[fees].theirs") == "not known yet"
