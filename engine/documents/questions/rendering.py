"""Case file -> the question list, for us or for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...casefile import CaseFile
from ...texts import Texts, texts_for
from ..links import bookmark_name
from ..meeting import last_working_day, when_and_where
from ..shipped import find_template, properties_of
from ..worded import Words, shorten
from .addressee import addressee
from .context import Asked, ForThem, PlainQuestion, QuestionList, ToDo
from .replies import replies_to
from .selection import QuestionPlan, plan_questions

_TITLE_WORDS = 14
_TAG = "q"
_DEAL = "d"


def plan_of(case: CaseFile, texts: Texts | None = None) -> QuestionPlan:
    """The questions of a case as numbered in its question list; other documents refer to these numbers."""
    exchange = case.deal.exchange
    return plan_questions(case.assessment.questions, (exchange.questions if exchange else None) or (), texts)


def question_list(case: CaseFile, words: Words) -> QuestionList:
    """What the internal list prints."""
    deal, assessment = case.deal, case.assessment
    plan, meeting = plan_of(case, words.texts), case.facts.derived.meeting
    due = last_working_day(meeting, assessment.as_of)
    return QuestionList(
        title=shorten(deal.deal.title, _TITLE_WORDS),
        them=shorten(deal.them.name, _TITLE_WORDS),
        as_of=words.day(assessment.as_of),
        meeting=when_and_where(meeting, words),
        owner=shorten(deal.deal.owner or "", _TITLE_WORDS),
        due=words.day(due) if due else "",
        to_do=tuple(
            ToDo(
                one.number,
                tag_of(one.question.id),
                one.question.text,
                one.question.why,
                one.question.follow_up,
            )
            for one in plan.for_us
        ),
        asked=tuple(
            Asked(
                number=one.number,
                tag=tag_of(one.question.id),
                text=one.question.text,
                kind=words.texts(f"questions.kinds.{one.kind}"),
                person=addressee(one.question, deal.them.people or (), words.texts),
                follow_up=one.question.follow_up,
                why=one.question.why,
                replies=replies_to(one.question, words),
                sensitive=one.question.sensitive,
            )
            for one in plan.for_them
        ),
        left_out=words.texts.count("questions.ask.left_out", plan.left_out) if plan.left_out else "",
    )


def list_for_them(case: CaseFile, words: Words) -> ForThem:
    """What the neutral list prints: by alphabet, without what is better asked in person."""
    deal = case.deal
    fit = [one.question for one in plan_of(case, words.texts).for_them if not one.question.sensitive]
    ordered = sorted(fit, key=lambda question: question.text.casefold())
    meeting = case.facts.derived.meeting
    return ForThem(
        us=shorten(deal.us.name, _TITLE_WORDS),
        them=shorten(deal.them.name, _TITLE_WORDS),
        meeting=words.moment(meeting.at) if meeting and meeting.at else "",
        as_of=words.day(case.assessment.as_of),
        questions=tuple(
            PlainQuestion(number, tag_of(question.id), question.text)
            for number, question in enumerate(ordered, start=1)
        ),
    )


def tag_of(question_id: str) -> str:
    """The tag of a question's answer in Word: it tells nothing about the question's place in the plan."""
    return bookmark_name(_TAG, question_id)


def mark_of(deal_id: str) -> str:
    """The keyword of a list in Word by which the deal is known again: it tells nothing about the deal."""
    return bookmark_name(_DEAL, deal_id)


def render(case: CaseFile, locale: str, *, for_them: bool, templates: Path | None = None) -> bytes:
    """The .docx of either list."""
    texts = texts_for(locale, templates)
    words = Words(case.deal, locale, texts)
    context: dict[str, QuestionList | ForThem]
    if for_them:
        context = {"list": list_for_them(case, words)}
        template = find_template("questions-for-them", templates, texts.language)
    else:
        context = {"list": question_list(case, words)}
        template = find_template("questions", templates, texts.language)
    properties = properties_of(case, texts("questions.kind"), texts, shared=for_them)
    return template.render(context, properties=replace(properties, keywords=mark_of(case.deal.id)))
