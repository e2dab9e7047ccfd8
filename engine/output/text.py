"""A run as text for people, in the manner of a compiler's messages, grouped by deal, with an honest tally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ..assessment import Advice, Assessment, Finding, Location, Outcome, WaiverNote
from ..errors import Problem, place_of
from ..run import Refusal, RunInfo, Tally, Totals, tally
from .colour import Paint, one_line, painter
from .group_lines import group_lines
from .groups import Groups
from .options import Options
from .report import Format
from .words import counted, enumerated, long_day


class _TextReport:
    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:
        self._file = file
        self._info = info
        self._options = options
        self._paint = painter(options.colour)
        self._groups = Groups()

    def deal(self, one: Assessment) -> None:
        """Writes the findings of a deal with what to do about them."""
        self._groups.add(one)
        self._write(_deal(one, self._paint, self._options), "\n\n")

    def refusal(self, one: Refusal) -> None:
        """Problems are no result: whoever runs the check tells them apart from it."""

    def finish(self, totals: Totals) -> None:
        """Writes what was counted, over all deals and honestly."""
        by_group = group_lines(self._groups, self._paint)
        summary = _summary(self._info, totals, self._paint, self._options)
        self._write([*by_group, *summary], "\n")

    def _write(self, lines: Iterable[str], end: str) -> None:
        self._file.write(("\n".join(lines) + end).encode())


TEXT = Format("text", "for people", _TextReport)


def format_problems(problems: Iterable[Problem], colour: bool = False) -> str:
    """What is wrong with files that could not be used: `path:line:column: error code message [path]`."""
    paint = painter(colour)
    return "".join(line + "\n" for one in problems for line in _problem(one, paint))


def _problem(one: Problem, paint: Paint) -> Iterator[str]:
    place = one_line(one.place)
    subject = f" [{one_line(one.path)}]" if one.path else ""
    yield f"{paint(place, 'strong')}: {paint('error', 'error')} {one.code} {one_line(one.message)}{subject}"
    if one.hint:
        yield f"  help: {one_line(one.hint)}"


def _deal(one: Assessment, paint: Paint, options: Options) -> Iterator[str]:
    yield _heading(one, paint)
    for finding in one.open_findings:
        yield from _finding(finding, paint)
    for finding in one.findings:
        if finding.waived is not None:
            yield from _waived(finding, paint)
    for note in one.waivers:
        if note.state != "used":
            yield _waiver(note, paint)
    for outcome in one.outcomes:
        if outcome.outcome == "error":
            yield _error(one, outcome, paint)
    if options.show_unknown:
        for outcome in one.outcomes:
            if outcome.outcome == "not evaluated":
                yield _unknown(outcome, paint)
    if options.show_guidance:
        for advice in one.advice:
            yield from _advice(advice, paint)
    yield from _questions(one)
    yield f"  {_tally(tally([one]), len(one.open_findings), paint)}"


def _heading(one: Assessment, paint: Paint) -> str:
    owner = f", owner {one_line(one.owner)}" if one.owner else ""
    return paint(f"{one_line(one.id)}: {one_line(one.title)} (stage {one.stage}{owner})", "strong")


def _finding(one: Finding, paint: Paint) -> Iterator[str]:
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    severity = paint(one.severity, one.severity)
    yield f"{_place(one.location)}: {severity} {one.rule} {one_line(one.message)}{subject}"
    if one.remedy:
        yield f"  help: {one_line(one.remedy)}"


def _waived(one: Finding, paint: Paint) -> Iterator[str]:
    assert one.waived is not None
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    until = f" until {long_day(one.waived.until)}" if one.waived.until else ""
    yield paint(
        f"{_place(one.location)}: waived {one.severity} {one.rule} {one_line(one.message)}{subject}", "faint"
    )
    yield paint(f"  accepted by {one_line(one.waived.by)}{until}: {one_line(one.waived.reason)}", "faint")


def _waiver(note: WaiverNote, paint: Paint) -> str:
    subject = f" [{one_line(note.subject)}]" if note.subject else ""
    return (
        f"{_place(note.location)}: {paint('waiver', 'minor')} {note.rule} {one_line(note.message)}{subject}"
    )


def _error(one: Assessment, outcome: Outcome, paint: Paint) -> str:
    subject = f" [{one_line(outcome.subject)}]" if outcome.subject else ""
    return (
        f"{one_line(one.path)}: {paint('error', 'error')} {outcome.rule} {one_line(outcome.error)}{subject}"
    )


def _unknown(outcome: Outcome, paint: Paint) -> str:
    subject = f" [{one_line(outcome.subject)}]" if outcome.subject else ""
    needs = ", ".join(map(one_line, outcome.needs)) or "nothing that can be filled in"
    return f"  {paint('not evaluated', 'faint')} {outcome.rule}{subject} needs {needs}"


def _advice(one: Advice, paint: Paint) -> Iterator[str]:
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    yield f"  {paint('guidance', 'advice')} {one.rule} {one_line(one.text)}{subject}"
    if one.say:
        yield f'    say: "{one_line(one.say)}"'


def _questions(one: Assessment) -> Iterator[str]:
    if one.questions:
        first = one.questions[0]
        count = counted(len(one.questions), "question")
        yield f"  {count} to ask; first, to {one_line(first.to)}: {one_line(first.text)}"


def _hidden(totals: Totals, options: Options) -> list[str]:
    """What a reader may ask for besides."""
    unknown = totals.tally.not_evaluated
    hidden = []
    if unknown and not options.show_unknown:
        hidden.append(f"what {unknown} not evaluated need (--show-unknown)")
    if totals.guidance and not options.show_guidance:
        hidden.append(f"{counted(totals.guidance, 'piece')} of guidance (--show-guidance)")
    return hidden


def _where(totals: Totals) -> str:
    """In how many of the deals there are findings, if there are several deals."""
    return "" if totals.deals == 1 else f" in {totals.with_findings} of {totals.deals} deals"


def _place(location: Location) -> str:
    return one_line(place_of(location.source, location.line, location.column, location.cell)) or "<deal>"


def _tally(counts: Tally, findings: int, paint: Paint) -> str:
    fired = f"{counts.fired} fired ({counted(findings, 'finding')})"
    errors = f"{counts.errors} errors"
    return ", ".join(
        [
            fired,
            f"{counts.clear} clear",
            f"{counts.not_evaluated} not evaluated",
            f"{counts.not_applicable} not applicable",
            f"{counts.waived} waived",
            paint(errors, "error") if counts.errors else errors,
        ]
    )


def _summary(info: RunInfo, totals: Totals, paint: Paint, options: Options) -> Iterator[str]:
    counts = totals.findings
    found = [
        paint(counted(count, severity, "s" if severity in ("blocker",) else ""), severity)
        for severity, count in counts.items()
        if count
    ]
    if found:
        yield f"Found {enumerated(found)}{_where(totals)}."
    elif totals.deals:
        yield paint(f"No findings in {counted(totals.deals, 'deal')}.", "good")
    if totals.deals > 1:
        yield f"In total {_tally(totals.tally, sum(counts.values()), paint)}."
    if totals.passed_over:
        yield f"{counted(totals.passed_over, 'deal')} not selected."
    if totals.refused:
        yield paint(f"{counted(totals.refused, 'input')} could not be checked.", "error")
    if hidden := _hidden(totals, options):
        yield f"Not shown: {enumerated(hidden)}."
    yield (
        f"Checked as of {long_day(info.as_of)} with {counted(len(info.ruleset.packs), 'pack')} of rules, "
        f"inference {info.ruleset.inference}."
    )
