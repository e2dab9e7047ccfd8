"""Deals as HTML that needs no script: for few deals, and for browsers that run none. page.js writes the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ...assessment import Assessment, Finding
from ...ruleset.schema import SEVERITIES
from ..colour import one_line
from ..groups import percent, scored
from ..words import counted
from .charts import escaped, score_bar
from .links import Link
from .packing import MOST_QUESTIONS


def deal_html(one: Assessment, links: Sequence[Link]) -> str:
    """An item of the list."""
    met, known, unknown = scored(one)
    share = percent(met, known)
    told = f"{share}% met" if share is not None else "nothing known"
    chips = (
        "".join(_chip(severity, one) for severity in SEVERITIES)
        or '<span class="chip none">no findings</span>'
    )
    return (
        '<li><details class="deal"><summary>'
        f'<span class="who"><span class="title" dir="auto">{escaped(one.title)}</span>'
        f'<span class="about" dir="auto">{escaped(" · ".join(filter(None, _about(one))))}</span></span>'
        f'<span class="chips">{chips}</span>'
        f'<span class="score">{score_bar(met, known, unknown)}<span>{told}</span></span>'
        f"</summary>{''.join(_body(one, links))}</details></li>\n"
    )


def moment(value: datetime | None) -> str:
    """`Wed 4 Mar 2026, 10:00`, as the clocks stand where the meeting is."""
    return f"{value:%a} {value.day} {value:%b %Y, %H:%M}" if value else ""


def _about(one: Assessment) -> Iterator[str]:
    yield one_line(one.id)
    yield one_line(one.owner)
    yield one.stage
    yield f"meeting {moment(one.meeting)}" if one.meeting else ""


def _chip(severity: str, one: Assessment) -> str:
    count = sum(finding.severity == severity for finding in one.open_findings)
    return f'<span class="chip {severity}">{count} {severity}</span>' if count else ""


def _body(one: Assessment, links: Sequence[Link]) -> Iterator[str]:
    yield '<div class="body">'
    if links:
        items = "".join(f'<a href="{escaped(link.address)}">{escaped(link.name)}</a>' for link in links)
        yield f'<p class="documents">Documents: {items}</p>'
    yield (
        f'<ul class="findings">{"".join(_finding(finding) for finding in one.findings)}</ul>'
        if one.findings
        else ""
    )
    if one.questions:
        items = "".join(
            f'<li dir="auto">{escaped(question.to)}: {escaped(question.text)}</li>'
            for question in one.questions[:MOST_QUESTIONS]
        )
        more = len(one.questions) - MOST_QUESTIONS
        first = f", the first {MOST_QUESTIONS}" if more > 0 else ""
        yield f"<p>{counted(len(one.questions), 'question')} to ask{first}:</p><ol>{items}</ol>"
    if one.scores:
        yield '<ul class="scores">'
        for score in one.scores:
            share = percent(score.met, score.known)
            told = f"{share}% met" if share is not None else "nothing known"
            bar = score_bar(score.met, score.known, score.unknown)
            yield f"<li><span>{score.stage}</span>{bar}<span>{told}</span></li>"
        yield "</ul>"
    unknown = one.count("not evaluated")
    open = f" · {unknown} not evaluated" if unknown else ""
    yield f'<p class="place" dir="auto">{escaped(one.path)}{open}</p></div>'


def _finding(finding: Finding) -> str:
    waived = finding.waived
    kind = "waived" if waived else finding.severity
    lines = [
        f'<p><span class="chip {kind}">{"waived " if waived else ""}{finding.severity}</span> '
        f'<strong dir="auto">{escaped(finding.title)}</strong> <code>{escaped(finding.rule)}</code></p>',
        f'<p dir="auto">{escaped(finding.message)}</p>',
    ]
    if one_line(finding.remedy):
        lines.append(f'<p class="help" dir="auto">{escaped(finding.remedy)}</p>')
    if waived:
        until = f" until {waived.until}" if waived.until else ""
        lines.append(
            f'<p class="help" dir="auto">{escaped(f"accepted by {waived.by}{until}: {waived.reason}")}</p>'
        )
    line = f"line {finding.location.line}" if finding.location.line else ""
    path, subject = one_line(finding.location.path), one_line(finding.subject)
    subject = "" if path.startswith(subject) else subject
    place = " · ".join(filter(None, (subject, path, line)))
    if place:
        lines.append(f'<p class="place" dir="auto">{escaped(place)}</p>')
    return f"<li>{''.join(lines)}</li>"
