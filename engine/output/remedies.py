"""How findings could be cleared: the lines to change, what else that does, what to write, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..assessment import Finding
from ..remedies import Attempt, Change, Remedy
from ..wording import plain
from .answers import expected
from .changes import changed_lines
from .colour import Paint, one_line, painter


def format_remedies(remedies: Sequence[Remedy], colour: bool = False) -> str:
    """A block a finding, behind an empty line; nothing without findings."""
    paint = painter(colour)
    return "".join("\n" + "\n".join(_remedy(one, paint)) + "\n" for one in remedies)


def _remedy(one: Remedy, paint: Paint) -> Iterator[str]:
    finding = one.finding
    subject = f" [{one_line(finding.subject)}]" if finding.subject else ""
    yield paint(f"How to clear {finding.rule}{subject}", "strong")
    if one.edit is not None:
        source = one_line(finding.location.source)
        yield f"  This edit of {source} clears it; that was checked, and nothing as grave comes:"
        yield from changed_lines(one.text, one.edit.text, paint, "    ")
        yield from _besides(finding, one.edit, paint)
    elif one.refused is not None:
        yield f"  To change {_changes(one.refused.changes)} clears it, but not without harm:"
        yield from _besides(finding, one.refused, paint)
    if one.blanks:
        yield from _blanks(one)
    for question in one.questions:
        yield f"  Ask {one_line(question.to)}: {one_line(question.text)}"
    if not (one.edit or one.refused or one.blanks or one.questions):
        yield "  No small edit of what is ours to decide clears it."
        if finding.remedy:
            yield f"  help: {one_line(finding.remedy)}"


def _blanks(one: Remedy) -> Iterator[str]:
    what = "this" if len(one.blanks) == 1 else "all of this" if one.together else "one of these"
    yield f"  {'Stating' if one.edit is None else 'Or stating'} {what} clears it; state only what is so:"
    for slot in one.blanks:
        yield f"    {one_line(slot.path)}: {one_line(expected(slot))}. {slot.doc}"


def _besides(finding: Finding, attempt: Attempt, paint: Paint) -> Iterator[str]:
    for gone in attempt.comparison.fixed:
        if gone.id != finding.id:
            yield f"    {paint('gone too', 'good')}: {_named(gone, paint)}"
    for new in attempt.comparison.new:
        yield f"    {paint('it brings', 'minor')}: {_named(new, paint)}"
    for old, new in attempt.comparison.changed:
        yield f"    {paint('it becomes', 'minor')} {new.severity}: {_named(old, paint)}"


def _named(one: Finding, paint: Paint) -> str:
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    return f"{paint(one.severity, one.severity)} {one.rule} {one_line(one.message)}{subject}"


def _changes(changes: Sequence[Change]) -> str:
    return " and ".join(
        f"{one_line(one.path)} from {one_line(plain(one.before))} to {one_line(plain(one.after))}"
        for one in changes
    )
