"""The questions about a deal with the fields that answers fill, and what answers settled."""

from __future__ import annotations

from collections.abc import Iterator

from ..answering import Answered, Inquiry, OpenQuestion, Slot, required_fields
from ..assessment import Assessment, Finding, Outcome, Question
from ..assessment.comparison import Comparison
from .changes import changed_lines
from .colour import Paint, one_line, painter
from .words import counted, long_day

_KINDS = {
    "text": "a text",
    "number": "a number",
    "truth": "yes or no",
    "date": "a date such as 2026-03-31",
    "moment": "a moment such as 2026-03-31T14:00+02:00",
    "texts": "texts",
}


def format_questions(inquiry: Inquiry, most: int | None, colour: bool = False) -> str:
    """The questions, most useful first, each with what settles it; `most` is how many to show."""
    paint = painter(colour)
    shown = inquiry.questions[:most]
    lines = [_heading(inquiry.assessment, paint), ""]
    for one in shown:
        lines += [*_question(one, paint), ""]
    lines.append(_count(inquiry, len(shown), paint))
    return "\n".join(lines) + "\n"


def format_answered(answered: Answered, *, written: bool, colour: bool = False) -> str:
    """The lines that changed, and what the answers settled and brought."""
    paint = painter(colour)
    verb = "Wrote" if written else "Would write"
    count = counted(len(answered.answers), "answer")
    lines = [f"{verb} {one_line(answered.before.name)} ({count}):"]
    lines += changed_lines(answered.before.text, answered.after.text, paint)
    lines += [
        f"No place for a source: {one_line(one.path)} takes the answer alone." for one in answered.sourceless
    ]
    comparison = answered.comparison
    lines += ["", *(["Nothing else changes."] if comparison.same else _difference(comparison, paint))]
    lines += ["", _left(answered.after)]
    return "\n".join(lines) + "\n"


def format_question(question: Question, number: int, paint: Paint) -> str:
    """The question and why it is asked."""
    lines = [f"{number}. {paint(f'to {one_line(question.to)}', 'advice')}: {one_line(question.text)}"]
    if question.why:
        lines.append(f"   why: {one_line(question.why)}")
    return "\n".join(lines)


def expected(slot: Slot) -> str:
    """What a field takes, in words."""
    if slot.is_beside_question:
        return "a text, kept with the question"
    unit = f", in {slot.unit}" if slot.unit else ""
    if slot.options:
        lead = "some of: " if slot.is_list else "one of: "
        return lead + ", ".join(slot.options)
    if slot.section is not None:
        fields = ", ".join(f"{name}: ..." for name in required_fields(slot.section)) or "..."
        return f"items such as {{{fields}}}" if slot.is_list else f"a mapping {{{fields}}}"
    if slot.kind == "number" and slot.is_term:
        return f"a number, or a range such as 10 to 12{unit}"
    return _KINDS.get(slot.kind, "a mapping") + unit


def _heading(one: Assessment, paint: Paint) -> str:
    return paint(f"{one_line(one.id)}: {one_line(one.title)} (stage {one.stage})", "strong")


def _question(one: OpenQuestion, paint: Paint) -> Iterator[str]:
    question = one.question
    yield format_question(question, question.rank, paint)
    for slot in one.slots:
        yield f"   {paint(one_line(slot.path), 'strong')}: {one_line(expected(slot))}"
    settled = ", ".join(map(one_line, question.settles))
    lead = (
        "settles"
        if one.slots
        else "no single field takes the answer; `negotia explain` shows what is missing for"
    )
    yield f"   {lead} {settled}"


def _count(inquiry: Inquiry, shown: int, paint: Paint) -> str:
    total = len(inquiry.questions)
    if not total:
        return paint("Nothing is left to ask.", "good")
    all_of = "" if shown == total else f", {shown} of them shown (--all shows the rest)"
    return (
        f"{counted(total, 'question')}{all_of}. Answer one with --set PATH=VALUE, many with --from FILE, "
        "or run this on a terminal to be asked."
    )


def _difference(comparison: Comparison, paint: Paint) -> list[str]:
    lines = [f"{paint('answered', 'good')}: {one_line(one.text)}" for one in comparison.answered]
    lines += [f"{paint('gone', 'good')}: {_finding(one, paint)}" for one in comparison.fixed]
    lines += [f"now {_finding(new, paint)} (was {old.severity})" for old, new in comparison.changed]
    new = {one.id for one in comparison.new}
    lines += [
        f"{paint('now told', 'good')}: {_outcome(one)}"
        for one in comparison.known
        if f"{one.rule}:{one.subject}" not in new
    ]
    lines += [f"{paint('new', 'major')}: {_finding(one, paint)}" for one in comparison.new]
    lines += [f"{paint('now open', 'minor')}: {_outcome(one)}" for one in comparison.unknown]
    lines += [f"{paint('to ask', 'advice')}: {one_line(one.text)}" for one in comparison.raised]
    return lines


def _finding(one: Finding, paint: Paint) -> str:
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    waived = " (waived)" if one.waived else ""
    return f"{paint(one.severity, one.severity)} {one.rule} {one_line(one.message)}{subject}{waived}"


def _outcome(one: Outcome) -> str:
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    needs = f" needs {', '.join(map(one_line, one.needs))}" if one.needs else ""
    verdict = "" if one.outcome == "not evaluated" else f" {one.outcome}"
    return f"{one.rule}{subject}{verdict}{needs}"


def _left(inquiry: Inquiry) -> str:
    findings = len(inquiry.assessment.open_findings)
    return (
        f"{counted(findings, 'finding')} and {counted(len(inquiry.questions), 'question')} are left, "
        f"as of {long_day(inquiry.as_of)}."
    )
